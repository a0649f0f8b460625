using System.Globalization;
using System.Text.RegularExpressions;

namespace Railhead.EndToEnd;

/// <summary>The images of the AWS folder, built by a Docker Engine and run as the task definition says.</summary>
public sealed partial class ImagesTests(Round round) : IClassFixture<Round>
{
    [Fact]
    public void No_request_is_lost_while_tasks_start_take_over_and_stop()
    {
        Need();
        foreach (var phase in round.Phases)
        {
            Console.Out.WriteLine($"    {phase}");
        }

        Console.Out.WriteLine(
            $"    {"total", -22} {round.Phases.Sum(phase => phase.SentCount), 6} sent {round.Phases.Sum(phase => phase.Failures.Count), 4} failed"
        );
        Assert.Empty(round.Phases.SelectMany(phase => phase.Failures.Take(5).Select(failure => $"{phase.Name}: {failure}")));
        Assert.All(round.Phases, phase => Assert.True(phase.SentCount > 20, $"{phase}"));
    }

    /// <summary>143 is 128 + SIGTERM: Puma's way, and that of the script that runs Node's line.</summary>
    [Theory]
    [InlineData("dotnet", "0")]
    [InlineData("ruby", "143")]
    [InlineData("node", "143")]
    [InlineData("python", "0")]
    public void nginx_finishes_its_requests_before_the_app_is_told_to_stop_and_nothing_is_killed(string app, string exitCode)
    {
        Need();
        var own = round.Events.Where(happened => happened.StartsWith($"{app}-", StringComparison.Ordinal)).Select(Suffix).ToList();
        Assert.Equal(["nginx kill 3", "nginx die 0", "app kill 15", $"app die {exitCode}"], own.Take(4));
        Assert.Equal(4, own.Count);
    }

    [Theory]
    [InlineData("dotnet")]
    [InlineData("ruby")]
    [InlineData("node")]
    [InlineData("python")]
    public void The_pipelines_scripts_push_both_images_and_mark_them_as_released(string app)
    {
        Need();
        var build = round.Builds[app];
        foreach (var repository in (string[])["app", "nginx"])
        {
            Assert.Contains(
                $"== {DockerHost.Registry}/shop/staging/{repository}:{build.Revision}",
                build.Build.Error,
                StringComparison.Ordinal
            );
        }

        Assert.Equal(
            [
                .. from repository in (string[])["app", "nginx"]
                select $"{DockerHost.Registry}/shop/staging/{repository}:released-{build.Revision}",
            ],
            build.Pulled
        );
    }

    [Fact]
    public void A_commit_that_was_built_is_not_built_again()
    {
        Need();
        Assert.DoesNotContain("== ", round.BuiltAgain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_critical_finding_without_a_fix_in_the_images_distribution_stops_no_release()
    {
        Need();
        Assert.Contains(
            "critical findings without a fix, which do not stop the release: CVE-2023-45853",
            round.Builds["python"].Build.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_release_command_has_its_variables_the_databases_certificates_and_a_root_that_is_read_only()
    {
        Need();
        var log = round.Builds["python"].Release.Error;
        Assert.Contains("read only: Read-only file system", log, StringComparison.Ordinal);
        Assert.Contains("greeting: it's $HOME, \"quoted\" and {{braced}}", log, StringComparison.Ordinal);
        Assert.Contains("database: postgres://played:played@played:played/played?sslmode=verify-full", log, StringComparison.Ordinal);
        Assert.Contains("certificates: -----BEGIN CERTIFICATE-----", log, StringComparison.Ordinal);
    }

    /// <summary>The ETag begins with the time of change, which comes from the content and not from the build.</summary>
    [Fact]
    public void nginx_serves_static_files_of_the_apps_image_with_a_stamp_of_their_content()
    {
        Need();
        Assert.StartsWith("HTTP/1.1 200 OK", round.StaticFile, StringComparison.Ordinal);
        Assert.EndsWith("built\n", round.StaticFile, StringComparison.Ordinal);
        var stamp = long.Parse(Tag().Match(round.StaticFile).Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.InRange(stamp, 1, 1_000_000_000);
    }

    void Need()
    {
        RequiredTools.Need(DockerHost.Tools);
        RequiredTools.Need(round.IsPossible, "This test needs a user who may make namespaces and run a Docker Engine in them.");
    }

    /// <summary>"node-1a2b3c-nginx kill 3" is "nginx kill 3".</summary>
    static string Suffix(string happened) => string.Join('-', happened.Split('-').Skip(2));

    [GeneratedRegex("ETag: \"([0-9a-f]+)-")]
    private static partial Regex Tag();
}
