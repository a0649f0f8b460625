namespace Railhead.Aws.Tests;

/// <summary>
/// The rules of IAM. Sources: "IAM JSON policy elements: Condition operators", "Set operators for multivalued context keys", "Policy
/// evaluation logic" and "Resource" in IAM's user guide; "Key policies" in KMS's developer guide.
/// </summary>
public sealed class IamEvaluatorTests
{
    const string Role = "arn:aws:iam::111122223333:role/app";
    const string Bucket = "arn:aws:s3:::b";
    const string Key = "arn:aws:kms:eu-west-1:111122223333:key/1";

    [Theory]
    [InlineData("s3:GetObject", "s3:getobject", true)]
    [InlineData("s3:Get*", "s3:GetObject", true)]
    [InlineData("s3:Get?bject", "s3:GetObject", true)]
    [InlineData("*", "s3:GetObject", true)]
    [InlineData("s3:Get", "s3:GetObject", false)]
    [InlineData("ec2:*", "s3:GetObject", false)]
    public void Actions_ignore_case_and_know_wildcards(string pattern, string action, bool fits) =>
        Assert.Equal(fits, IamPattern.Action(pattern, action));

    [Theory]
    [InlineData("arn:aws:s3:::b/*", "arn:aws:s3:::b/a/c", true)]
    [InlineData("arn:aws:s3:::b/*", "arn:aws:s3:::b", false)]
    [InlineData("arn:aws:s3:::B/*", "arn:aws:s3:::b/a", false)]
    [InlineData("arn:aws:ecs:*:111122223333:task/*", "arn:aws:ecs:eu-west-1:111122223333:task/a/1", true)]
    [InlineData("arn:aws:ecs:*:task/*", "arn:aws:ecs:eu-west-1:111122223333:task/1", false)]
    [InlineData("arn:aws:logs:r:1:log-group:x:*", "arn:aws:logs:r:1:log-group:x:log-stream:y", true)]
    [InlineData("arn:aws:ecr:r:????????????:repository/x", "arn:aws:ecr:r:111122223333:repository/x", true)]
    [InlineData("arn:aws:ecr:r:????????????:repository/x", "arn:aws:ecr:r:1111:repository/x", false)]
    [InlineData("arn:aws:sqs", "arn:aws:sqs:r:1:q", true)]
    [InlineData("*", "*", true)]
    [InlineData("arn:aws:s3:::b", "*", false)]
    [InlineData("arn:aws:s3:::${aws:PrincipalTag/team}/*", "arn:aws:s3:::blue/a", true)]
    [InlineData("arn:aws:s3:::${aws:username}/*", "arn:aws:s3:::blue/a", false)]
    [InlineData("arn:aws:s3:::${aws:username, 'blue'}/*", "arn:aws:s3:::blue/a", true)]
    [InlineData("arn:aws:s3:::b/${*}", "arn:aws:s3:::b/a", false)]
    [InlineData("arn:aws:s3:::b/${*}", "arn:aws:s3:::b/*", true)]
    public void Resources_are_compared_part_by_part(string pattern, string resource, bool fits) =>
        Assert.Equal(fits, IamPattern.Resource(pattern, Call(resource: resource, context: "aws:PrincipalTag/team=blue")));

    [Theory]
    [InlineData("StringEquals", "k=a", "a", true)]
    [InlineData("StringEquals", "k=A", "a", false)]
    [InlineData("StringEquals", "K=a", "a", true)]
    [InlineData("StringEquals", "k=b", "a|b", true)]
    [InlineData("StringEquals", "", "a", false)]
    [InlineData("StringEquals", "k=ab", "a*", false)]
    [InlineData("StringEqualsIfExists", "", "a", true)]
    [InlineData("StringEqualsIfExists", "k=b", "a", false)]
    [InlineData("StringEqualsIgnoreCase", "k=A", "a", true)]
    [InlineData("StringNotEquals", "k=b", "a", true)]
    [InlineData("StringNotEquals", "k=b", "a|b", false)]
    [InlineData("StringNotEquals", "", "a", true)]
    [InlineData("StringLike", "k=ab", "a*", true)]
    [InlineData("StringNotLike", "k=ab", "a*", false)]
    [InlineData("StringEquals", "k=b;t=b", "${t}", true)]
    [InlineData("StringEquals", "k=b", "${t}", false)]
    [InlineData("ArnEquals", "k=arn:aws:s3:::b", "arn:aws:s3:::*", true)]
    [InlineData("ArnLike", "k=arn:aws:sns:r:1:t", "arn:aws:sns:*:t", false)]
    [InlineData("ArnNotLike", "k=arn:aws:sns:r:1:t", "arn:aws:sns:*:*:u", true)]
    [InlineData("Bool", "k=true", "true", true)]
    [InlineData("Bool", "k=false", "true", false)]
    [InlineData("Bool", "", "false", false)]
    [InlineData("BoolIfExists", "", "false", true)]
    [InlineData("Null", "", "true", true)]
    [InlineData("Null", "k=a", "true", false)]
    [InlineData("Null", "k=a", "false", true)]
    [InlineData("NumericLessThanEquals", "k=10", "10", true)]
    [InlineData("NumericGreaterThan", "k=10", "10", false)]
    [InlineData("IpAddress", "k=203.0.113.7", "203.0.113.0/24", true)]
    [InlineData("NotIpAddress", "k=203.0.113.7", "203.0.113.0/24", false)]
    [InlineData("ForAllValues:StringEquals", "k=a,b", "a|b|c", true)]
    [InlineData("ForAllValues:StringEquals", "k=a,d", "a|b|c", false)]
    [InlineData("ForAllValues:StringEquals", "", "a", true)]
    [InlineData("ForAnyValue:StringEquals", "k=a,d", "a|b|c", true)]
    [InlineData("ForAnyValue:StringEquals", "k=d", "a|b|c", false)]
    [InlineData("ForAnyValue:StringEquals", "", "a", false)]
    [InlineData("ForAnyValue:StringNotEquals", "k=a,d", "a", true)]
    public void Conditions_hold_as_the_guide_says(string operation, string context, string values, bool holds) =>
        Assert.Equal(holds, IamCondition.Holds(operation, "k", values.Split('|'), Call(context: context)));

    [Fact]
    public void An_unknown_operator_is_an_error() =>
        Assert.Throws<NotSupportedException>(() => IamCondition.Holds("DateEquals", "k", ["a"], Call(context: "k=a")));

    [Theory]
    [InlineData("", "", false)]
    [InlineData("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}""", "", true)]
    [InlineData("""{"Effect":"Allow","NotAction":"s3:PutObject","Resource":"*"}""", "", true)]
    [InlineData("""{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}""", "", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::b/*"}""", "", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::c/*"}""", "", true)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:Get*","Resource":"*"}""", "", false)]
    [InlineData("", """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/app"},"Action":"s3:*","Resource":"*"}""", true)]
    [InlineData("", """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}""", true)]
    [InlineData("", """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:*","Resource":"*"}""", false)]
    [InlineData("", """{"Effect":"Allow","Principal":{"Service":"logs.amazonaws.com"},"Action":"s3:*","Resource":"*"}""", false)]
    [InlineData(
        """{"Effect":"Allow","Action":"*","Resource":"*"}""",
        """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}""",
        false
    )]
    [InlineData(
        """{"Effect":"Allow","Action":"*","Resource":"*"}""",
        """{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/app"},"Action":"s3:*","Resource":"*"}""",
        true
    )]
    public void A_role_needs_one_policy_of_its_account_that_allows_and_none_that_denies(string identity, string bucket, bool allowed) =>
        Assert.Equal(
            allowed,
            new IamEvaluator([Policy(IamPolicyKind.Identity, Role, identity), Policy(IamPolicyKind.Resource, Bucket, bucket)])
                .Decide(Call())
                .IsAllowed
        );

    [Theory]
    [InlineData("arn:aws:iam::111122223333:root", true)]
    [InlineData("111122223333", true)]
    [InlineData("arn:aws:iam::999988887777:root", false)]
    [InlineData("arn:aws:iam::111122223333:role/other", false)]
    public void A_key_leaves_the_decision_to_IAM_only_if_it_says_so(string principal, bool allowed)
    {
        var key = $$"""{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"kms:*","Resource":"*"}""";
        var identity = Policy(IamPolicyKind.Identity, Role, """{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}""");
        Assert.Equal(allowed, new IamEvaluator([identity, Policy(IamPolicyKind.Key, Key, key)]).Decide(Call("kms:Decrypt", Key)).IsAllowed);
        Assert.False(new IamEvaluator([Policy(IamPolicyKind.Key, Key, key)]).Decide(Call("kms:Decrypt", Key)).IsAllowed);
    }

    [Fact]
    public void Only_the_trust_policy_says_who_takes_on_a_role()
    {
        var all = Policy(IamPolicyKind.Identity, Role, """{"Effect":"Allow","Action":"*","Resource":"*"}""");
        var trust = Policy(
            IamPolicyKind.Trust,
            Role,
            """{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}"""
        );
        var evaluator = new IamEvaluator([all, trust]);
        var ecs = new IamPrincipal("ecs-tasks.amazonaws.com");
        Assert.True(evaluator.Decide(Call("sts:AssumeRole", Role) with { Principal = ecs }).IsAllowed);
        Assert.False(evaluator.Decide(Call("sts:AssumeRole", Role)).IsAllowed);
    }

    /// <summary>"Principal": "*" and { "AWS": "*" } are the same, and a service is somebody too.</summary>
    [Theory]
    [InlineData("\"*\"")]
    [InlineData("""{"AWS":"*"}""")]
    public void A_deny_for_everybody_holds_for_services(string everybody)
    {
        var logs = new IamPrincipal("logging.s3.amazonaws.com");
        var allow = """{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:GetObject","Resource":"*"}""";
        var deny = $$"""{"Effect":"Deny","Principal":{{everybody}},"Action":"s3:*","Resource":"*"}""";
        Assert.True(Decide(allow));
        Assert.False(Decide($"{allow},{deny}"));

        bool Decide(string bucket) =>
            new IamEvaluator([Policy(IamPolicyKind.Resource, Bucket, bucket)]).Decide(Call() with { Principal = logs }).IsAllowed;
    }

    [Theory]
    [InlineData("s3", false)]
    [InlineData("ecr.api", true)]
    [InlineData(null, true)]
    public void An_endpoints_policy_stops_calls_that_pass_it(string? endpoint, bool allowed) =>
        Assert.Equal(
            allowed,
            new IamEvaluator([
                Policy(IamPolicyKind.Identity, Role, """{"Effect":"Allow","Action":"*","Resource":"*"}"""),
                Policy(
                    IamPolicyKind.Endpoint,
                    "s3",
                    """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::other/*"}"""
                ),
            ])
                .Decide(Call(), endpoint)
                .IsAllowed
        );

    static IamPolicy Policy(IamPolicyKind kind, string subject, string statements) =>
        new("test", kind, subject, IamStatement.Of("test", $$"""{"Statement":[{{statements}}]}"""));

    /// <param name="context">Such as <c>k=a,b;t=c</c>.</param>
    static IamCall Call(string action = "s3:GetObject", string resource = Bucket + "/a", string context = "") =>
        new(
            new IamPrincipal(Role),
            action,
            resource,
            context
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => pair[1].Split(','))
        );
}
