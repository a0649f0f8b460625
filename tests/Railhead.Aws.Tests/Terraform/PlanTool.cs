namespace Railhead.Aws.Tests;

/// <summary>Plans of emitted folders for an empty account, as JSON.</summary>
static class PlanTool
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The output of <c>terraform show -json</c>.</summary>
    public static async Task<string> OfAsync(IReadOnlyList<SynthFile> files, string zone = "example.com")
    {
        using var root = new TemporaryFolder();
        await using var server = new PlanServer(zone);
        SynthFolder.Write(root.Path, files);
        await File.WriteAllTextAsync(
            Path.Combine(root.Path, "test_override.tf"),
            "terraform {\n  backend \"local\" {}\n}\n",
            TestContext.Current.CancellationToken
        );
        await TerraformAsync([
            "init",
            "-input=false",
            .. ProviderMirror.Folder is { } mirror ? [$"-plugin-dir={mirror}"] : Array.Empty<string>(),
        ]);
        await TerraformAsync("plan", "-input=false", "-out=plan");
        return (await TerraformAsync("show", "-json", "plan")).Output;

        async Task<Finished> TerraformAsync(params string[] arguments)
        {
            await using var running = new Running(
                ["terraform", .. arguments],
                root.Path,
                new Dictionary<string, string?>
                {
                    ["AWS_ENDPOINT_URL"] = server.Url,
                    ["AWS_ACCESS_KEY_ID"] = "test",
                    ["AWS_SECRET_ACCESS_KEY"] = "test",
                    ["AWS_EC2_METADATA_DISABLED"] = "true",
                    ["CHECKPOINT_DISABLE"] = "1",
                    ["TF_CLI_CONFIG_FILE"] = null,
                }
            );
            return (await running.EndAsync(Limit)).Succeeded();
        }
    }
}
