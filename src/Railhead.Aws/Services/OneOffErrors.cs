using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The errors of one-off commands on AWS: one method per code. <c>docs/errors.md</c> lists them.</summary>
public static class OneOffErrors
{
    public static RailheadException NoCli() =>
        new(
            "RH5080",
            "The AWS CLI is not on the PATH.",
            "Install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
        );

    public static RailheadException NothingOnAws(string app, string environment) =>
        new("RH5081", $"{app} · {environment} is not on AWS.", $"Create it: railhead apply --env {environment}");

    public static RailheadException NoDeployment(string app, string environment) =>
        new(
            "RH5082",
            $"{app} · {environment} has no deployment yet, so there is no release to run a command in.",
            "Push a commit to the branch that the pipeline watches, and wait for the deployment."
        );

    public static RailheadException Denied(AwsCliException cause) =>
        new(
            "RH5083",
            $"AWS denied a call: {cause.Message}",
            "\"railhead run\" needs ecs:DescribeServices, DescribeTaskDefinition, RunTask, DescribeTasks and StopTask, iam:PassRole for the "
                + "task's two roles, and logs:GetLogEvents.",
            cause
        );

    /// <param name="definition">Family and revision.</param>
    /// <param name="reasons">What ECS said.</param>
    public static RailheadException NotStarted(string definition, string reasons) =>
        new("RH5084", $"The task of {definition} did not start: {reasons}", "Correct the cause and run the command again.");

    public static RailheadException Refused(AwsCliException cause) =>
        new("RH5085", $"AWS did not accept the call: {cause.Message}", "Check the credentials, the region and the network.", cause);

    /// <param name="length">Characters of the command.</param>
    public static RailheadException TooLong(int length) =>
        new(
            "RH5086",
            $"The command is too long: it has {length} characters, and ECS accepts {OneOffCommand.Limit} with all overrides.",
            "Put the work into a script of the release, and run the script."
        );
}
