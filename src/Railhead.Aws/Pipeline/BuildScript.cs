using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>pipeline/build.yml</c> and the script that it runs.</summary>
static class BuildScript
{
    public static SynthFile Buildspec { get; } =
        new(
            "pipeline/build.yml",
            """
            version: 0.2

            phases:
              build:
                commands:
                  - bash "$INFRASTRUCTURE/pipeline/build.sh"

            artifacts:
              base-directory: build-output
              files:
                - "**/*"

            """
        );

    /// <summary>Only CodeDeploy needs an AppSpec.</summary>
    public static SynthFile Script(DeploymentEngine engine) =>
        new("pipeline/build.sh", engine == DeploymentEngine.Ecs ? WithoutAppSpec() : Text, Executable: true);

    static string Text { get; } = Scripts.Read("build.sh");

    static string WithoutAppSpec() =>
        Text.With("RELEASE_TASK_DEFINITION, APP_SPEC, SECRETS", "RELEASE_TASK_DEFINITION, SECRETS")
            .With("parameter \"$APP_SPEC\" >\"$output/appspec.yaml\"\n", "");
}
