using Railhead.Model;

namespace Railhead.Aws;

/// <summary>References to resources that several files need.</summary>
static class Addresses
{
    const string AccountPlace = "{account}";

    public static HclExpression AccountId { get; } = Hcl.Ref("local.account_id");

    public static HclExpression Region { get; } = Hcl.Ref("local.region");

    /// <summary>The ids of all subnets of a tier: a list.</summary>
    public static HclExpression SubnetIds(SubnetTier tier) => new($"values(aws_subnet.{Hcl.Name(tier)})[*].id");

    /// <summary>An address range: a reference where it is the VPC's.</summary>
    public static HclExpression Range(Network network, string cidr) =>
        cidr == network.Cidr ? Hcl.Ref("aws_vpc.main.cidr_block") : Hcl.Text($"{cidr}");

    public static HclExpression SecurityGroup(string key) => Hcl.Ref($"aws_security_group.{Hcl.Name(key)}.id");

    public static HclExpression Key(string key) => Hcl.Ref($"aws_kms_key.{Hcl.Name(key)}.arn");

    public static HclExpression LogGroup(string key) => Hcl.Ref($"aws_cloudwatch_log_group.{Hcl.Name(key)}.name");

    public static HclExpression Role(string key) => Hcl.Ref($"aws_iam_role.{Hcl.Name(key)}.arn");

    public static HclExpression Bucket(string key) => Hcl.Ref($"aws_s3_bucket.{Hcl.Name(key)}.id");

    /// <summary>Such as an ARN or a service's name, with references in place of the region and the account.</summary>
    public static HclExpression WithRegion(Network network, string text)
    {
        var region =
            text.IndexOf($":{network.Region}:", StringComparison.Ordinal) is var colon and >= 0 ? colon + 1
            : text.IndexOf($".{network.Region}.", StringComparison.Ordinal) is var dot and >= 0 ? dot + 1
            : -1;
        if (region < 0)
        {
            return WithAccount(text);
        }

        var before = text[..region];
        var after = text[(region + network.Region.Length)..].Split(AccountPlace, 2);
        return after.Length == 1 ? Hcl.Text($"{before}{Region}{after[0]}") : Hcl.Text($"{before}{Region}{after[0]}{AccountId}{after[1]}");
    }

    /// <summary>An ARN or a name of the model, with the account that Terraform works in for its <c>{account}</c>.</summary>
    public static HclExpression WithAccount(string text)
    {
        var parts = text.Split(AccountPlace);
        return parts.Length switch
        {
            1 => Hcl.Text($"{text}"),
            2 => Hcl.Text($"{parts[0]}{AccountId}{parts[1]}"),
            _ => throw new ArgumentException($"\"{text}\" names the account twice", nameof(text)),
        };
    }
}
