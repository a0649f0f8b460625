using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary>An app's folder, an emulator, and the programs that a person would use.</summary>
sealed class AwsMachine : IAsyncDisposable
{
    /// <summary>Only ends a program that hangs: it is far longer than a slow machine needs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    const string Workers = "-parallelism=40";

    readonly Emulator _emulator;
    readonly string _root = Directory.CreateTempSubdirectory("railhead-aws-e2e-").FullName;
    readonly Dictionary<string, string?> _environment;

    AwsMachine(Emulator emulator)
    {
        _emulator = emulator;
        Folder = Path.Combine(_root, "shop");
        Directory.CreateDirectory(Folder);
        _environment = new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL"] = emulator.Url,
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_DEFAULT_REGION"] = "eu-central-1",
            ["AWS_PAGER"] = "",
            ["RAILHEAD_HOME"] = Path.Combine(_root, "home"),
            ["TF_CLI_CONFIG_FILE"] = Mirror(),
            // The provider waits up to a minute for some resources, and each of them occupies one of Terraform's ten workers.
            ["TF_CLI_ARGS_plan"] = Workers,
            ["TF_CLI_ARGS_apply"] = Workers,
        };
    }

    /// <summary>The app's folder.</summary>
    public string Folder { get; }

    public string Infrastructure(string environmentName) => Path.Combine(Folder, "infrastructure", environmentName);

    public static async Task<AwsMachine> StartAsync() => new(await Emulator.StartAsync());

    public Running Start(params string[] arguments) => new([Path.Combine(SourceTree.Root, "railhead"), .. arguments], Folder, _environment);

    public async Task<Finished> RailheadAsync(params string[] arguments)
    {
        await using var running = Start(arguments);
        return await running.EndAsync(Limit);
    }

    public async Task<Finished> TerraformAsync(string folder, params string[] arguments)
    {
        await using var running = new Running(["terraform", .. arguments], folder, _environment);
        return await running.EndAsync(Limit);
    }

    /// <summary>The AWS CLI, an independent witness of what exists.</summary>
    public async Task<JsonElement> AwsAsync(params string[] arguments)
    {
        await using var running = new Running(["aws", "--output", "json", .. arguments], Folder, _environment);
        var finished = (await running.EndAsync(Limit)).Succeeded();
        return finished.Output.Trim().Length == 0 ? default : JsonDocument.Parse(finished.Output).RootElement;
    }

    public async Task<string> AwsTextAsync(params string[] arguments)
    {
        await using var running = new Running(["aws", "--output", "text", .. arguments], Folder, _environment);
        return (await running.EndAsync(Limit)).Succeeded().Output;
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>A CLI configuration that installs providers from disk; null if there is no folder with them, for the registry.</summary>
    string? Mirror()
    {
        if (ProviderMirror.Folder is not { } mirror)
        {
            return null;
        }

        var file = Path.Combine(_root, "terraform.rc");
        File.WriteAllText(
            file,
            $$"""
            provider_installation {
              filesystem_mirror {
                path    = "{{mirror}}"
                include = ["registry.terraform.io/hashicorp/*"]
              }
            }
            """
        );
        return file;
    }
}
