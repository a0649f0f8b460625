using System.Xml;

namespace Railhead.ObjectStore;

/// <summary>
/// Reads of a bucket's configuration. They return what S3 returns for a private bucket without ACLs of which nothing else is configured.
/// </summary>
static class BucketConfiguration
{
    public static readonly Operation[] Operations =
    [
        Empty("accelerate", "s3:GetAccelerateConfiguration", "AccelerateConfiguration"),
        Read("acl", "s3:GetBucketAcl", "AccessControlPolicy", AccessControl),
        Missing("cors", "s3:GetBucketCORS", "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
        Missing(
            "encryption",
            "s3:GetEncryptionConfiguration",
            "ServerSideEncryptionConfigurationNotFoundError",
            "The server side encryption configuration was not found"
        ),
        Missing("lifecycle", "s3:GetLifecycleConfiguration", "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
        Empty("logging", "s3:GetBucketLogging", "BucketLoggingStatus"),
        Empty("notification", "s3:GetBucketNotification", "NotificationConfiguration"),
        Missing(
            "object-lock",
            "s3:GetBucketObjectLockConfiguration",
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket"
        ),
        Read(
            "ownershipControls",
            "s3:GetBucketOwnershipControls",
            "OwnershipControls",
            xml => xml.Group("Rule", () => xml.Text("ObjectOwnership", "BucketOwnerEnforced"))
        ),
        Missing("policy", "s3:GetBucketPolicy", "NoSuchBucketPolicy", "The bucket policy does not exist"),
        Missing("policyStatus", "s3:GetBucketPolicyStatus", "NoSuchBucketPolicy", "The bucket policy does not exist"),
        Read(
            "publicAccessBlock",
            "s3:GetBucketPublicAccessBlock",
            "PublicAccessBlockConfiguration",
            xml =>
            {
                foreach (var name in (string[])["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"])
                {
                    xml.Flag(name, true);
                }
            }
        ),
        Missing(
            "replication",
            "s3:GetReplicationConfiguration",
            "ReplicationConfigurationNotFoundError",
            "The replication configuration was not found"
        ),
        Read("requestPayment", "s3:GetBucketRequestPayment", "RequestPaymentConfiguration", xml => xml.Text("Payer", "BucketOwner")),
        Missing("tagging", "s3:GetBucketTagging", "NoSuchTagSet", "The TagSet does not exist"),
        Missing(
            "website",
            "s3:GetBucketWebsite",
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration"
        ),
    ];

    /// <summary>The ACL of a bucket or object whose owner alone has access.</summary>
    public static void AccessControl(XmlWriter xml)
    {
        xml.Owner();
        xml.Group(
            "AccessControlList",
            () =>
                xml.Group(
                    "Grant",
                    () =>
                    {
                        xml.WriteStartElement("Grantee");
                        xml.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "CanonicalUser");
                        xml.OwnerFields();
                        xml.WriteEndElement();
                        xml.Text("Permission", "FULL_CONTROL");
                    }
                )
        );
    }

    static Operation Empty(string name, string action, string root) => Read(name, action, root, _ => { });

    static Operation Read(string name, string action, string root, Action<XmlWriter> content) =>
        new("GET", Resource.Bucket, action, request => S3Xml.RespondAsync(request.Http, 200, root, content)) { Selectors = [name] };

    static Operation Missing(string name, string action, string code, string message) =>
        new("GET", Resource.Bucket, action, request => throw new S3Exception(404, code, message, ("BucketName", request.Bucket)))
        {
            Selectors = [name],
        };
}
