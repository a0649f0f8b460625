using System.Text.Json;
using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws.Tests;

/// <summary>The command of the app's container, run by a real shell.</summary>
public sealed partial class TaskContainersTests
{
    [Fact]
    public void The_blueprint_wins_over_the_variables_for_frameworks()
    {
        var architecture = Blueprints.Compile("app: shop\nstart: ./run\nenv: { PYTHONUNBUFFERED: \"\" }\n", "staging");
        var tasks = TasksFile.Write(architecture).Text;
        Assert.Matches("PYTHONUNBUFFERED +?= \"\"", tasks);
        Assert.Matches("RAILS_LOG_TO_STDOUT +?= \"1\"", tasks);
    }

    [Theory]
    [InlineData("/usr/bin/printf '%s|' \"$DATABASE_URL\" \"a b\"", true)]
    [InlineData("MODE='a b' sh -c 'printf \"%s|\" \"$DATABASE_URL\" \"$MODE\"'", true)]
    [InlineData("cd . && printf '%s|' \"$DATABASE_URL\" \"a b\"", false)]
    [InlineData("/usr/bin/printf '%s|' \"$DATABASE_URL\" \"a b\" | cat", false)]
    public async Task Start_runs_as_written_with_the_database(string start, bool isSimple)
    {
        var architecture = Blueprints.Compile($"app: shop\nstart: '{start.Replace("'", "''", StringComparison.Ordinal)}'\n", "staging");
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "line");
        await File.WriteAllTextAsync(script, LineScript.Text, TestContext.Current.CancellationToken);

        var arguments = Command(architecture)
            .Select(word =>
                word.Replace("mkdir -p /tmp/pids", $"mkdir -p {folder.Path}/pids", StringComparison.Ordinal)
                    .Replace("/usr/local/bin/line", $"/bin/sh {script}", StringComparison.Ordinal)
            );

        Assert.Equal(isSimple ? 1 : 3, arguments.Count());
        Assert.Equal("postgres://u:p@h:5432/d?sslmode=verify-full|a b|", await RunAsync(["-c", .. arguments]));
        Assert.True(Directory.Exists(Path.Combine(folder.Path, "pids")));
    }

    /// <summary>RDS has no address for all replicas: each task reads from one of them.</summary>
    [Theory]
    [InlineData(1, "r1.rds")]
    [InlineData(2, "r1.rds,r2.rds")]
    public async Task With_replicas_a_task_reads_from_one_of_them(int replicas, string hosts)
    {
        const string start = "/usr/bin/printf '%s|' \"$DATABASE_REPLICA_URL\" \"$RDS_REPLICA_HOSTNAME\" \"$DATABASE_URL\"";
        var architecture = Blueprints.Compile(
            $"app: shop\nstart: '{start.Replace("'", "''", StringComparison.Ordinal)}'\ndatabase: {{ replicas: {replicas} }}\n",
            "staging"
        );
        using var folder = new TemporaryFolder();
        var arguments = Command(architecture)
            .Select(word =>
                $"export RDS_REPLICA_HOSTNAME={hosts}; {word}".Replace("/tmp/pids", $"{folder.Path}/pids", StringComparison.Ordinal)
            )
            .ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 40; i++)
        {
            var words = (await RunAsync(["-c", .. arguments])).Split('|');
            Assert.Equal($"postgres://u:p@{words[1]}:5432/d?sslmode=verify-full", words[0]);
            Assert.Equal("postgres://u:p@h:5432/d?sslmode=verify-full", words[2]);
            seen.Add(words[1]);
        }

        Assert.Equal(hosts.Split(','), seen.Order());
        Assert.Contains(
            " = join(\",\", sort(values(aws_db_instance.replica)[*].address))",
            Blueprints.Texts(Synth.Environment(architecture))["tasks.tf"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_containers_check_asks_nginx_and_not_the_app()
    {
        var text = TaskContainers.Write(Blueprints.Compile("app: shop\nstart: ./run\nhealth: /deep\n", "staging")).Text;
        Assert.DoesNotContain("/deep", text, StringComparison.Ordinal);
        Assert.Contains("--unix-socket\", \"/tmp/nginx-health.sock\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./run", false)]
    [InlineData("cd web && ./run", true)]
    public void The_image_has_the_script_of_a_line_that_needs_it(string start, bool isNeeded)
    {
        var files = AppImage.Write(Blueprints.Compile($"app: shop\nstart: {start}\n", "staging"), AppSource.Unknown).ToList();
        Assert.Equal(isNeeded, files.Any(file => file is { Path: "docker/app/line.sh", Executable: true }));
        Assert.Equal(
            isNeeded,
            files.Single(file => file.Path == "docker/app/fargate.Dockerfile").Text.Contains("COPY --chmod=755 line.sh")
        );
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(300, 300)]
    [InlineData(3600, 300)]
    public void A_slow_start_has_its_time(int start, int startPeriod)
    {
        var files = Blueprints.Texts(
            Synth.Environment(Blueprints.Compile($"app: shop\nstart: ./run\nhealth: {{ start: {start} }}\n", "staging"))
        );
        Assert.Contains($"health_check_grace_period_seconds = {start}\n", files["services.tf"]);
        Assert.Contains($"startPeriod = {startPeriod}\n", files["tasks.tf"]);
    }

    static string[] Command(Architecture architecture)
    {
        var list = CommandList().Match(TaskContainers.Write(architecture).Text).Groups[1].Value;
        // HCL writes these strings as JSON does, apart from its own ${.
        return JsonSerializer.Deserialize<string[]>(list.Replace("$${", "${", StringComparison.Ordinal))!;
    }

    static async Task<string> RunAsync(IEnumerable<string> arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (
            var (name, value) in (ReadOnlySpan<(string, string)>)
                [("USERNAME", "u"), ("PASSWORD", "p"), ("HOSTNAME", "h"), ("PORT", "5432"), ("DB_NAME", "d")]
        )
        {
            start.Environment[$"RDS_{name}"] = value;
        }

        using var process = System.Diagnostics.Process.Start(start)!;
        return await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"entryPoint *= \[""/bin/sh"", ""-c""\]\s*command *= (\[.*\])")]
    private static partial Regex CommandList();
}
