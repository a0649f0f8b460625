namespace Railhead.Aws.Tests;

/// <summary>The copy for the emulator: what is cut, what stays.</summary>
public sealed class EmulationTests
{
    [Theory]
    [InlineData("everything")]
    [InlineData("promoted")]
    public void What_is_left_out_leaves_no_reference_behind(string blueprint)
    {
        var files = Synth
            .Environment(Blueprints.Architecture(blueprint, "production"))
            .Where(file => file.Path.EndsWith(".tf", StringComparison.Ordinal))
            .ToDictionary(file => file.Path, file => file.Text);
        var leftOut = MotoGaps.LeaveOut(files);
        Assert.Contains("aws_codepipeline.main", leftOut);
        Assert.Equal(blueprint == "everything", leftOut.Contains("aws_db_instance.replica"));
        Assert.All(files.Values, text => Assert.All(leftOut, address => Assert.DoesNotContain(address, text, StringComparison.Ordinal)));
        Assert.Contains("resource \"aws_db_instance\" \"main\"", files["database.tf"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_keeps_what_the_resource_ignores_itself()
    {
        var files = Synth.Environment(Blueprints.Architecture("minimal", "production")).Select(file => file.Text).ToList();
        var service = MotoGaps
            .Overrides(files)
            .Split("resource ")
            .Single(block => block.StartsWith("\"aws_ecs_service\"", StringComparison.Ordinal));
        foreach (var attribute in (string[])["task_definition", "load_balancer", "desired_count", "launch_type"])
        {
            Assert.Contains(attribute, service, StringComparison.Ordinal);
        }
    }
}
