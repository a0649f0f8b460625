namespace Railhead.Local.Tests;

/// <summary>How a restarted control plane goes on with a deployment, for each step that is recorded.</summary>
public sealed class DeploymentResumeTests
{
    /// <summary>The first action of a control plane that finds a deployment in this step, with these tasks and this traffic.</summary>
    public static TheoryData<DeploymentStep, string, string, string> Resumptions =>
        new()
        {
            { DeploymentStep.Source, "a1 b2", "blue", "Unpack" },
            { DeploymentStep.Build, "a1 b2", "blue", "Build" },
            { DeploymentStep.Release, "a1 b2", "blue", "ReleaseCommand" },
            // No task of the new set, one, all.
            { DeploymentStep.Tasks, "a1 b2", "blue", "Change" },
            { DeploymentStep.Tasks, "a1 b2 a3", "blue", "Change" },
            { DeploymentStep.Tasks, "a1 b2 a3 b4", "blue", "Wait" },
            // The traffic has not moved, or has.
            { DeploymentStep.Traffic, "a1 b2 a3 b4", "blue", "Serve" },
            { DeploymentStep.Traffic, "a1 b2 a3 b4", "green", "Enter" },
            // The old set serves no more, is on its way, is gone.
            { DeploymentStep.Drain, "a1 b2 a3 b4", "green", "Change" },
            { DeploymentStep.Drain, "a1- a3 b4", "green", "Wait" },
            { DeploymentStep.Drain, "a3 b4", "green", "Finish" },
            // It died between the last step and the record of the end.
            { DeploymentStep.Done, "a3 b4", "green", "Finish" },
        };

    [Theory]
    [MemberData(nameof(Resumptions))]
    public void A_restarted_control_plane_goes_on_from_the_recorded_step(DeploymentStep step, string tasks, string serving, string expected)
    {
        var rows = tasks
            .Split(' ')
            .Select(id =>
                id switch
                {
                    "a1" => DeploymentPlanTests.Old,
                    "b2" => DeploymentPlanTests.OldTwo,
                    "a3" => DeploymentPlanTests.New,
                    "b4" => DeploymentPlanTests.NewTwo,
                    _ => DeploymentPlanTests.Old with { Phase = TaskPhase.Draining, DrainingSince = Some.Now },
                }
            );
        var world = DeploymentPlanTests.World(step, [.. rows]) with
        {
            Serving = serving == "blue" ? Some.BlueServes : DeploymentPlanTests.GreenServes,
        };
        Assert.Equal(expected, DeploymentPlan.Next(world).GetType().Name);
    }

    [Fact]
    public void Every_step_is_in_the_table() =>
        Assert.Equal(Enum.GetValues<DeploymentStep>(), Resumptions.Select(row => row.Data.Item1).Distinct());
}
