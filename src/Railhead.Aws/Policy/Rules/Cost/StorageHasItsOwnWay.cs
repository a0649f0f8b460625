using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>storage-has-its-own-way</c>.</summary>
static class StorageHasItsOwnWay
{
    public static PolicyRule Rule { get; } =
        new("RH6094", "storage-has-its-own-way", PolicyArea.Cost, Severity.Warning)
        {
            Reason = "Traffic with S3 is paid for by the gigabyte at the NAT gateway; a gateway endpoint is free.",
            Fix = "Add an aws_vpc_endpoint of the type Gateway for S3.",
            Source = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
            Find = plan =>
                plan.Of("aws_nat_gateway").Any()
                    ? plan.Of("aws_vpc")
                        .That(
                            vpc =>
                                !plan.Linked(vpc, "aws_vpc_endpoint", "vpc_id")
                                    .Any(endpoint =>
                                        endpoint["service_name"].IsUnknown
                                        || endpoint["service_name"].Text?.EndsWith(".s3", StringComparison.Ordinal) == true
                                    ),
                            "traffic with S3 is paid for at the NAT gateway"
                        )
                    : [],
        };
}
