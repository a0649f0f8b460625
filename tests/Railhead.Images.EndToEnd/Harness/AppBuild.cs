using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Railhead.EndToEnd;

/// <summary>One app that the pipeline's scripts have built and released; only the AWS CLI is played.</summary>
/// <param name="Name">Its folder below <c>Apps</c>.</param>
/// <param name="Revision">The commit, which the app answers with.</param>
/// <param name="TaskDefinition">What the deployment would register.</param>
/// <param name="Build">What <c>build.sh</c> said.</param>
/// <param name="Release">What <c>release.sh</c> said.</param>
/// <param name="Pulled">The images that the registry has as released.</param>
/// <param name="BuildAgainAsync">Runs <c>build.sh</c> once more.</param>
sealed record AppBuild(
    string Name,
    string Revision,
    JsonObject TaskDefinition,
    Finished Build,
    Finished Release,
    IReadOnlyList<string> Pulled,
    Func<Task<Finished>> BuildAgainAsync
)
{
    const string DatabaseRole = """
        {"family":"database-role","containerDefinitions":[
          {"name":"database-role","logConfiguration":{"options":{"awslogs-group":"g","awslogs-stream-prefix":"task"}}}]}
        """;

    public static async Task<AppBuild> MakeAsync(DockerHost host, string name)
    {
        var folder = Path.Combine(host.Folder, "apps", name);
        SourceTree.Copy(SourceTree.PathOf("tests", "Railhead.Images.EndToEnd", "Apps", name), folder);
        await using var synth = new Running(
            [Path.Combine(AppContext.BaseDirectory, "railhead"), "synth", "--env", "staging", folder],
            folder,
            new Dictionary<string, string?> { ["RAILHEAD_HOME"] = Path.Combine(host.Folder, "home") }
        );
        (await synth.EndAsync(TimeSpan.FromMinutes(5))).Succeeded();
        var infrastructure = Path.Combine(folder, "infrastructure", "staging");
        var values = await TerraformValues.ReadAsync(infrastructure);
        var revision = RevisionOf(name);
        var played = Play(host, folder, values);

        Task<Finished> BuildAsync() => RunAsync(host, folder, "build.sh", values.Variables("build"), revision, played);
        var build = await BuildAsync();
        var output = Path.Combine(folder, "build-output");
        var release = await RunAsync(
            host,
            folder,
            "release.sh",
            values.Variables("release"),
            revision,
            played,
            Path.Combine(output, "release-taskdef.json")
        );
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, "taskdef.json")))!.AsObject();
        var pulled = new List<string>();
        foreach (var repository in (string[])["app", "nginx"])
        {
            var image = $"{DockerHost.Registry}/shop/staging/{repository}:released-{revision}";
            pulled.Add((await host.RunInAsync(folder, Login(folder), "docker", "pull", "--quiet", image)).Succeeded().Output.Trim());
        }

        return new(name, revision, definition, build, release, pulled, BuildAsync);
    }

    /// <summary>As long as the name of a commit.</summary>
    public static string RevisionOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..40];

    /// <summary>A build project has no login yet; <c>build.sh</c> makes one.</summary>
    static Dictionary<string, string?> Login(string folder) => new() { ["DOCKER_CONFIG"] = Path.Combine(folder, "docker-config") };

    /// <summary>The answers of the stand-in for the AWS CLI; returns their folder.</summary>
    static string Play(DockerHost host, string folder, TerraformValues values)
    {
        var played = Path.Combine(folder, "played");
        foreach (var inner in (string[])["parameters", "definitions", "tasks"])
        {
            Directory.CreateDirectory(Path.Combine(played, inner));
        }

        void Write(string name, string text) => File.WriteAllText(Path.Combine(played, name), text);
        File.Copy(Path.Combine(host.Folder, "ca.pem"), Path.Combine(played, "ca.pem"));
        File.Copy(Path.Combine(host.Folder, "password"), Path.Combine(played, "password"));
        Write("parameters/aws_ssm_parameter.task_definition.name", values.TaskDefinition);
        Write("parameters/aws_ssm_parameter.app_spec.name", "version: 0.0\n");
        Write("definitions/aws_ecs_task_definition.database_role.family", DatabaseRole);
        if (values.ReleaseTaskDefinition is { } release)
        {
            Write("parameters/aws_ssm_parameter.release_task_definition.name", release);
        }

        return played;
    }

    static async Task<Finished> RunAsync(
        DockerHost host,
        string folder,
        string script,
        Dictionary<string, string?> variables,
        string revision,
        string played,
        params string[] arguments
    )
    {
        foreach (var (name, value) in variables)
        {
            variables[name] = value!
                .Replace("aws_ecr_repository.app.repository_url", $"{DockerHost.Registry}/shop/staging/app", StringComparison.Ordinal)
                .Replace("aws_ecr_repository.nginx.repository_url", $"{DockerHost.Registry}/shop/staging/nginx", StringComparison.Ordinal)
                .Replace(
                    "aws_ecr_repository.database_role.repository_url",
                    $"{DockerHost.Registry}/shop/staging/database-role",
                    StringComparison.Ordinal
                )
                .Replace("aws_ecr_repository.app.name", "shop/staging/app", StringComparison.Ordinal)
                .Replace("aws_ecr_repository.nginx.name", "shop/staging/nginx", StringComparison.Ordinal);
        }

        variables["REVISION"] = revision;
        foreach (var (name, value) in Login(folder))
        {
            variables[name] = value;
        }

        variables["CODEBUILD_SRC_DIR"] = folder;
        variables["POLL_SECONDS"] = "0";
        variables["PLAYED"] = played;
        variables["FINDING_IN"] = variables.GetValueOrDefault("RELEASE_TASK_DEFINITION", "") is { Length: > 0 } ? "shop/staging/app" : "";
        variables["REGISTRY"] = DockerHost.Registry;
        return (
            await host.RunInAsync(
                folder,
                variables,
                ["bash", Path.Combine(folder, "infrastructure/staging/pipeline", script), .. arguments]
            )
        ).Succeeded();
    }
}
