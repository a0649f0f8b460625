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

    /// <summary>
    /// The end-to-end tests plan these additions to a running environment, without what the emulator does not support. The provider
    /// changes a deployment group in place, unless its application is another one.
    /// </summary>
    [Theory]
    [InlineData("domain: shop.example.com", "aws_codedeploy_deployment_group.main")]
    [InlineData("zones: 3")]
    [InlineData("waf: true")]
    [InlineData("database: { replicas: 1 }", "aws_db_instance.replica")]
    public void What_is_left_out_of_a_plan_is_not_replaced_by_an_addition(string addition, params string[] changed)
    {
        var (before, after) = (LeftOut("app: shop\nstart: ./Shop\n"), LeftOut($"app: shop\nstart: ./Shop\n{addition}\n"));
        Assert.Equal(changed, after.Where(one => before.GetValueOrDefault(one.Key) != one.Value).Select(one => one.Key).Order());
        Assert.Empty(before.Keys.Except(after.Keys));
        Assert.All(after.Values, text => Assert.DoesNotContain("replace_triggered_by", text, StringComparison.Ordinal));
        const string group = "aws_codedeploy_deployment_group.main";
        Assert.Equal(Application(before[group]), Application(after[group]));
    }

    static string Application(string group) =>
        Assert.Single(group.Split('\n'), line => line.TrimStart().StartsWith("app_name ", StringComparison.Ordinal));

    /// <summary>The texts of the resources that the emulator does not support, by address.</summary>
    static Dictionary<string, string> LeftOut(string blueprint)
    {
        var files = Synth.Environment(Blueprints.Compile(blueprint, "staging")).ToDictionary(file => file.Path, file => file.Text);
        var blocks = new Dictionary<string, string>();
        foreach (var text in files.Values)
        {
            HclBlocks.Without(
                text,
                (address, block) =>
                {
                    blocks.TryAdd(address, block);
                    return false;
                }
            );
        }

        return MotoGaps.LeaveOut(files).ToDictionary(address => address, address => blocks[address]);
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
