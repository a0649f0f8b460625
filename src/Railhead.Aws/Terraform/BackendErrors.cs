using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The errors of <c>backend.hcl</c>: one method per code. <c>docs/errors.md</c> lists them.</summary>
public static class BackendErrors
{
    public static RailheadException Missing(string path, string environment) =>
        new(
            "RH5020",
            $"{path} does not exist, so Terraform does not know where the state is.",
            $"Create it, once per account and region: railhead bootstrap --env {environment}"
        );

    public static RailheadException NamesNoBucket(string path) =>
        new(
            "RH5021",
            $"{path} names no bucket.",
            "It needs the line: bucket = \"NAME\". Delete the file, and \"railhead bootstrap\" writes it again."
        );

    public static RailheadException OtherAccount(string path, string expected, AwsAccount current) =>
        new(
            "RH5022",
            $"This environment is in account {expected}, but the credentials belong to account {current.Id} ({current.Arn}).",
            $"Choose the right credentials, usually with AWS_PROFILE. To move the environment to another account, delete {path} "
                + "and run \"railhead bootstrap\"."
        );

    public static RailheadException OtherRegion(string path, string current, string wanted) =>
        new(
            "RH5023",
            $"This environment is in region {current}, but railhead.yaml says {wanted}.",
            "The region of an environment cannot change. Set it back; or start again there: run \"railhead destroy\" with the "
                + $"old region, delete {path}, and run \"railhead bootstrap\"."
        );
}
