using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;

namespace Railhead.ObjectStore.Tests;

/// <summary>Reads that clients make before or after their work are answered as S3 answers on a private bucket.</summary>
public sealed class ConfigurationReadTests(StoreFixture fixture) : IClassFixture<StoreFixture>, IDisposable
{
    const string Bucket = StoreServer.Bucket;

    readonly AmazonS3Client _client = fixture.Server.Client();
    readonly RawClient _raw = fixture.Server.Raw();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("acl", 200, "<Permission>FULL_CONTROL</Permission>")]
    [InlineData("accelerate", 200, "<AccelerateConfiguration ")]
    [InlineData("cors", 404, "<Code>NoSuchCORSConfiguration</Code>")]
    [InlineData("encryption", 404, "<Code>ServerSideEncryptionConfigurationNotFoundError</Code>")]
    [InlineData("lifecycle", 404, "<Code>NoSuchLifecycleConfiguration</Code>")]
    [InlineData("location", 200, ">eu-west-1</LocationConstraint>")]
    [InlineData("logging", 200, "<BucketLoggingStatus ")]
    [InlineData("notification", 200, "<NotificationConfiguration ")]
    [InlineData("object-lock", 404, "<Code>ObjectLockConfigurationNotFoundError</Code>")]
    [InlineData("ownershipControls", 200, "<ObjectOwnership>BucketOwnerEnforced</ObjectOwnership>")]
    [InlineData("policy", 404, "<Code>NoSuchBucketPolicy</Code>")]
    [InlineData("policyStatus", 404, "<Code>NoSuchBucketPolicy</Code>")]
    [InlineData("publicAccessBlock", 200, "<RestrictPublicBuckets>true</RestrictPublicBuckets>")]
    [InlineData("replication", 404, "<Code>ReplicationConfigurationNotFoundError</Code>")]
    [InlineData("requestPayment", 200, "<Payer>BucketOwner</Payer>")]
    [InlineData("tagging", 404, "<Code>NoSuchTagSet</Code>")]
    [InlineData("website", 404, "<Code>NoSuchWebsiteConfiguration</Code>")]
    public async Task The_configuration_of_a_bucket_is_that_of_a_private_one(string what, int status, string text)
    {
        var answer = await _raw.Ask("GET", "/files", what + "=");
        Assert.Equal(status, answer.Status);
        Assert.Contains(text, answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cors")]
    [InlineData("lifecycle")]
    [InlineData("policy")]
    [InlineData("tagging")]
    [InlineData("versioning")]
    public async Task Nobody_changes_the_configuration_of_a_bucket(string what)
    {
        Assert.Equal(403, (await _raw.Ask("PUT", "/files", what + "=", "<x/>"u8.ToArray())).Status);
        Assert.Equal(403, (await _raw.Ask("DELETE", "/files", what + "=")).Status);
    }

    [Fact]
    public async Task Versioning_is_not_claimed_while_nothing_is_kept()
    {
        var answer = await _raw.Ask("GET", "/files", "versioning=");
        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain("Enabled", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_finds_out_whether_a_bucket_exists()
    {
        Assert.True(await AmazonS3Util.DoesS3BucketExistV2Async(_client, Bucket));
        Assert.False(await AmazonS3Util.DoesS3BucketExistV2Async(_client, "missing-bucket"));
    }

    [Fact]
    public async Task The_ACL_of_an_object_has_its_owner_alone()
    {
        await _raw.PutSigned("acl", "x"u8.ToArray());
        var acl = await _client.GetObjectAclAsync(new GetObjectAclRequest { BucketName = Bucket, Key = "acl" }, Token);
        Assert.Equal(S3Permission.FULL_CONTROL, Assert.Single(acl.Grants).Permission);
        Assert.Equal(acl.Owner.Id, acl.Grants[0].Grantee.CanonicalUser);
        Assert.Equal("NoSuchKey", (await _raw.Ask("GET", "/files/missing", "acl=")).Code);
    }

    [Fact]
    public async Task Attributes_are_those_that_were_asked_for()
    {
        await _raw.PutSigned("attributes", "hello"u8.ToArray());
        var answer = await _client.GetObjectAttributesAsync(
            new GetObjectAttributesRequest
            {
                BucketName = Bucket,
                Key = "attributes",
                ObjectAttributes = [ObjectAttributes.ObjectSize, ObjectAttributes.ETag],
            },
            Token
        );
        Assert.Equal((5, "5d41402abc4b2a76b9719d911017c592", null), (answer.ObjectSize, answer.ETag, answer.StorageClass));
        var unknown = await _raw.Ask("GET", "/files/attributes", "attributes=", null, ("x-amz-object-attributes", "Colour"));
        Assert.Equal((400, "InvalidArgument"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task A_role_without_the_permission_is_denied()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoreServer.Start(
            folder.Path,
            principals: (_, _) => StoreServer.App with { Allows = (action, _) => action is "s3:GetObject" or "s3:PutObject" }
        );
        var raw = server.Raw();
        await raw.PutSigned("key", "x"u8.ToArray());
        (string Path, string Query)[] reads =
        [
            ("/files", "acl="),
            ("/files", "policy="),
            ("/files", "versioning="),
            ("/files/key", "tagging="),
            ("/files/key", "acl="),
            ("/files/key", "attributes="),
        ];
        foreach (var (path, query) in reads)
        {
            Assert.Equal("AccessDenied", (await raw.Ask("GET", path, query)).Code);
        }

        var tagged = await raw.Ask("PUT", "/files/tagged", "", "x"u8.ToArray(), ("x-amz-tagging", "a=b"));
        Assert.Equal("AccessDenied", tagged.Code);
        Assert.Null(server.Store.Find(Bucket, "tagged"));
    }
}
