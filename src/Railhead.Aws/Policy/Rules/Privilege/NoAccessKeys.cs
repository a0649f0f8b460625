using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>no-access-keys</c>.</summary>
static class NoAccessKeys
{
    public static PolicyRule Rule { get; } =
        new("RH6033", "no-access-keys", PolicyArea.Privilege, Severity.Warning)
        {
            Reason = "Access keys never expire, and their secret stands in the state.",
            Fix = "Use a role, with OIDC for pipelines outside AWS.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
            Scanners = ["CKV_AWS_273"],
            Types = ["aws_iam_access_key", "aws_iam_user_login_profile"],
            Find = plan => plan.Of("aws_iam_access_key", "aws_iam_user_login_profile").That(_ => true, "the key or password never expires"),
        };
}
