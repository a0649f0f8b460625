namespace Railhead.Aws.Tests;

public sealed class ScriptCallsTests
{
    [Fact]
    public void Every_call_in_a_script_has_a_row_in_the_table_and_every_row_a_call()
    {
        var found = Blueprints
            .All.Concat(Blueprints.Native)
            .SelectMany(row => ScriptCalls.Of(Synth.Environment(Blueprints.Architecture(row.Data.Item1, row.Data.Item2))))
            .Distinct()
            .ToList();
        Assert.True(found.Count > 20, $"only {found.Count} calls were found");

        var missing = found.Where(call =>
            !CallTable.Rows.Any(row => row.Sources.Contains(call.Source) && (call.Action is null || row.Actions.Contains(call.Action)))
        );
        Assert.Empty(missing);

        var named = CallTable
            .Rows.SelectMany(row => row.Sources)
            .Where(source => source.Contains(": ", StringComparison.Ordinal))
            .Distinct();
        Assert.Empty(named.Except(found.Select(call => call.Source)));
    }

    [Fact]
    public void A_script_runs_with_the_role_of_the_row()
    {
        var roles = new Dictionary<string, string[]>
        {
            ["pipeline/build.sh"] = ["build"],
            ["pipeline/promote.sh"] = ["build"],
            ["pipeline/release.sh"] = ["release"],
            ["rotation/rotate.py"] = ["rotation"],
        };
        Assert.All(
            CallTable.Rows,
            row =>
                Assert.All(
                    row.Sources.Where(source => source.Contains(": ", StringComparison.Ordinal)),
                    source => Assert.Contains(row.Actor, roles[source.Split(": ")[0]])
                )
        );
    }

    [Fact]
    public void Every_row_has_an_actor_a_reason_and_a_source() =>
        Assert.All(
            CallTable.Rows,
            row =>
            {
                Assert.NotNull(CallTable.ActorOf(row.Actor));
                Assert.NotEmpty((string?)row.Json["why"] ?? "");
                Assert.NotEmpty(row.Sources);
            }
        );

    [Theory]
    [InlineData("a.sh", "answer=$(aws ecs run-task --count 1)", "a.sh: aws ecs run-task ecs:RunTask")]
    [InlineData("a.sh", "[ -z \"$a\" ] || aws deploy stop-deployment", "a.sh: aws deploy stop-deployment codedeploy:StopDeployment")]
    [InlineData("a.sh", "if ! aws s3api head-object; then", "a.sh: aws s3api head-object s3:HeadObject")]
    [InlineData("a.yml", "    commands:\n      - aws sts get-caller-identity", "a.yml: aws sts get-caller-identity sts:GetCallerIdentity")]
    [InlineData("a.sh", "# aws ecs run-task\nfail \"Set it: aws ssm put-parameter\"", "")]
    [InlineData("a.sh", "docker inspect x || docker pull x", "a.sh: docker pull ")]
    [InlineData("a.py", "ecs = boto3.client(\"ecs\")\necs.run_task(a)\nexcept ecs.exceptions.X:", "a.py: ecs.run_task ecs:RunTask")]
    [InlineData("a.py", "s = boto3.client(\"ssm\")\nfor p in s.get_paginator(\"list_tags\").x():", "a.py: ssm.list_tags ssm:ListTags")]
    public void Calls_are_found_where_a_command_stands(string path, string text, string expected) =>
        Assert.Equal(expected, string.Join('\n', ScriptCalls.Of(path, text).Select(call => $"{call.Source} {call.Action}")));
}
