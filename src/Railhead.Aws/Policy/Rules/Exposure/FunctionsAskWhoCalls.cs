using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>functions-ask-who-calls</c>.</summary>
static class FunctionsAskWhoCalls
{
    public static PolicyRule Rule { get; } =
        new("RH6050", "functions-ask-who-calls", PolicyArea.Exposure, Severity.Warning)
        {
            Reason = "Anybody on the Internet can call the function.",
            Fix = "Set authorization_type = \"AWS_IAM\", or put the function behind something that checks.",
            Source = "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
            Scanners = ["CKV_AWS_258"],
            Types = ["aws_lambda_function_url"],
            Find = plan =>
                plan.Of("aws_lambda_function_url").That(url => url["authorization_type"].IsText("NONE"), "anybody can call the function"),
        };
}
