using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>names-are-unique</c>.</summary>
static class NamesAreUnique
{
    public static PolicyRule Rule { get; } =
        new("RH6101", "names-are-unique", PolicyArea.Names, Severity.Error)
        {
            Reason = "AWS refuses the second resource with a name, and the apply stops in the middle.",
            Fix = "Give each resource a name of its own.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
            Find = plan =>
                from one in plan.Names.All
                where one.Name is not null && one.Type.Scope != NameScope.Part
                // A provider may be for another region or another account. Names of buckets are the only ones in all accounts.
                group one by (
                    one.Type.Type,
                    Name: one.Name.ToLowerInvariant(),
                    Provider: one.Type.Type == "aws_s3_bucket" ? null : one.Resource.Plan.Block.Get("provider_config_key").AsText(),
                    Region: one.Type.Scope == NameScope.Region ? one.Resource["region"].Text : null
                ) into same
                from other in same.Skip(1)
                select other.Resource.Says($"the name \"{other.Name}\" is also that of {same.First().Resource.Address}"),
        };
}
