using System.Runtime.InteropServices;

namespace Railhead.EndToEnd;

/// <summary>
/// The images that the Dockerfiles start from, under their own names in the registry. One root file system of Debian has every language;
/// the variables are those of the public images. .NET is the one that this test runs on.
/// </summary>
static class BaseImages
{
    const string Packages =
        "busybox,ca-certificates,curl,nginx-light,ruby,ruby-bundler,puma,nodejs,python3-minimal,python3-venv,gunicorn,libicu72,libpq5";

    /// <summary>Parts of the SDK that no build of a web app needs.</summary>
    static readonly string[] Unneeded =
    [
        "sdk/*/FSharp",
        "sdk/*/DotnetTools",
        "sdk/*/TestHostNetFramework",
        // Translations, and the documentation of the framework.
        "*.resources.dll",
        "packs/*/ref/*.xml",
    ];

    static readonly string[] Plain = ["postgres:17-alpine", "node:24", "node:24-slim", "python:3.13", "python:3.13-slim"];

    const string Libraries = "public.ecr.aws/docker/library";

    // All registries here have one storage. A layer is compressed once for each name of a registry unless the repository has it, so the
    // base images are pushed by one name only, and once to the account's repositories.
    const string DotNet = "public.ecr.aws/dotnet";
    const string Account = "public.ecr.aws/shop/staging";

    static readonly string Version = Environment.Version.ToString(2);

    public static async Task MakeAsync(DockerHost host)
    {
        await DebianAsync(host);
        // The first push brings the layer, and the others find it.
        await Task.WhenAll(
            DotNetAsync(host),
            PushAsync(
                host,
                "debian",
                [.. Plain.Select(name => $"{Libraries}/{name}"), $"{Account}/app:debian", $"{Account}/database-role:debian"]
            )
        );
        await PushAsync(host, "aspnet", $"{DotNet}/aspnet:{Version}", $"{Account}/app:aspnet");
        await Task.WhenAll(RubyAsync(host), NginxAsync(host), PushAsync(host, "sdk", $"{DotNet}/sdk:{Version}"));
    }

    static async Task DebianAsync(DockerHost host)
    {
        var archive = Path.Combine(host.Memory, "debian.tar");
        var variables = new Dictionary<string, string?> { ["TMPDIR"] = host.Memory };
        string[] made = ["mmdebstrap", "--variant=minbase", $"--include={Packages}", .. NoDocuments(), "bookworm", archive];
        (await host.RunInAsync(host.Folder, variables, made)).Succeeded();
        await host.RunAsync("docker", "import", archive, "debian");
        await host.RunAsync("rm", archive);
    }

    static IEnumerable<string> NoDocuments() =>
        from folder in (string[])["man", "doc", "locale", "info"]
        select $"--dpkgopt=path-exclude=/usr/share/{folder}/*";

    static async Task RubyAsync(DockerHost host)
    {
        await BuildAsync(
            host,
            "ruby",
            """
            FROM debian
            ENV GEM_HOME=/usr/local/bundle BUNDLE_APP_CONFIG=/usr/local/bundle BUNDLE_SILENCE_ROOT_WARNING=1 PATH=/usr/local/bundle/bin:$PATH
            RUN mkdir /usr/local/bundle && chmod 1777 /usr/local/bundle
            """
        );
        await PushAsync(host, "ruby", $"{Libraries}/ruby:3.4", $"{Libraries}/ruby:3.4-slim");
    }

    /// <summary>Alpine's shell and programs, as far as they are BusyBox's, for the scripts of the image.</summary>
    static async Task NginxAsync(DockerHost host)
    {
        await BuildAsync(
            host,
            "nginx",
            """
            FROM debian
            RUN for name in sed find touch sha256sum cut sleep; do ln -s /bin/busybox /usr/local/bin/$name; done && ln -sf busybox /bin/sh
            """
        );
        await PushAsync(host, "nginx", $"{Libraries}/nginx:stable-alpine", $"{Account}/nginx:nginx");
    }

    static async Task DotNetAsync(DockerHost host)
    {
        // The folder that this test's own runtime is in: ROOT/shared/Microsoft.NETCore.App/VERSION.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        foreach (
            var (image, from, folders) in new[] { ("aspnet", "debian", "dotnet host shared"), ("sdk", "aspnet", "packs sdk sdk-manifests") }
        )
        {
            var context = Path.Combine(host.Memory, image);
            await host.RunAsync("mkdir", context);
            string[] excluded = [.. Unneeded.Select(part => $"--exclude={part}")];
            await host.RunAsync(["tar", "-cf", $"{context}/{image}.tar", .. excluded, "-C", root, .. folders.Split(' ')]);
            await BuildAsync(
                host,
                image,
                $"""
                FROM {from}
                ENV DOTNET_RUNNING_IN_CONTAINER=true DOTNET_CLI_TELEMETRY_OPTOUT=1 PATH=/usr/share/dotnet:$PATH
                ADD {image}.tar /usr/share/dotnet
                """,
                context
            );
            await host.RunAsync("rm", "-r", context);
        }
    }

    /// <param name="context">The folder that ADD reads from; null for none.</param>
    static async Task BuildAsync(DockerHost host, string image, string dockerfile, string? context = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(host.Folder, $"base-{image}")).FullName;
        var file = Path.Combine(folder, "Dockerfile");
        await File.WriteAllTextAsync(file, dockerfile + "\n");
        await host.RunAsync("docker", "build", "--file", file, "--tag", image, context ?? folder);
    }

    static async Task PushAsync(DockerHost host, string image, params string[] names)
    {
        foreach (var name in names)
        {
            await host.RunAsync("docker", "tag", image, name);
            await host.RunAsync("docker", "push", "--quiet", name);
        }
    }
}
