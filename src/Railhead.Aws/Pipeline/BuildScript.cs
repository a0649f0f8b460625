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

    public static SynthFile Script { get; } = new("pipeline/build.sh", Scripts.Read("build.sh"), Executable: true);
}
