namespace Railhead.Aws;

/// <summary><c>pipeline/promote.yml</c> and the script that it runs.</summary>
static class PromoteScript
{
    public static SynthFile Buildspec { get; } =
        new(
            "pipeline/promote.yml",
            """
            version: 0.2

            env:
              exported-variables:
                - REVISION

            phases:
              build:
                commands:
                  - bash "$INFRASTRUCTURE/pipeline/promote.sh"
                  - export REVISION="$(cat build-output/commit)"

            artifacts:
              base-directory: build-output
              files:
                - "**/*"

            """
        );

    public static SynthFile Script { get; } = new("pipeline/promote.sh", Scripts.Read("promote.sh"), Executable: true);
}
