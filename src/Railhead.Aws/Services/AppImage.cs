using System.Text.Encodings.Web;
using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>docker/app</c>: the app's image, unless the app has its own Dockerfile, and what Fargate needs in addition.</summary>
static class AppImage
{
    static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static IEnumerable<SynthFile> Write(Architecture architecture, AppSource source)
    {
        if (architecture.Pipeline.Dockerfile is null)
        {
            yield return new("docker/app/Dockerfile", Dockerfile(architecture, source));
            // Docker looks for this name beside the Dockerfile.
            yield return new("docker/app/Dockerfile.dockerignore", Ignored(architecture, source));
        }

        yield return new("docker/app/fargate.Dockerfile", Fargate(architecture));
        if (!ShellLine.Of(architecture.Services.TaskDefinition.Start).IsSimple)
        {
            yield return new("docker/app/line.sh", LineScript.Text, Executable: true);
        }
    }

    /// <summary>The pipeline builds from a clean checkout, so everything else is wanted.</summary>
    static string Ignored(Architecture architecture, AppSource source) =>
        IncludedFolders.Of(architecture, source).Count == 0
            ? ".git\ninfrastructure\n"
            : $".git\n{IncludedFolders.Pattern(source.Folder)}/infrastructure\n";

    static string Dockerfile(Architecture architecture, AppSource source)
    {
        var task = architecture.Services.TaskDefinition;
        var app = task.Containers.Single(container => container.Name == "app");
        var (root, folder) =
            IncludedFolders.Of(architecture, source).Count == 0
                ? ("WORKDIR /app\nCOPY . .", "/app")
                : (
                    """
                    # The app's folder and those of "source.include" in railhead.yaml, as they are in the repository.
                    COPY . /repository
                    ARG APP_FOLDER
                    WORKDIR /repository/$APP_FOLDER
                    """,
                    "/repository/$APP_FOLDER"
                );
        var parts = ImageParts.Of(Stacks.Of(source.Files, architecture.Pipeline, task.Start), source.Texts);
        return $"""
            {parts.Head}
            FROM {parts.BuildImage} AS build
            {root}
            ARG APP_REVISION
            ENV APP_REVISION=$APP_REVISION RELEASE_DIR=/release
            RUN mkdir "$RELEASE_DIR"
            {(
                architecture.Pipeline.Build is { } build
                    ? $"# \"build\" in railhead.yaml.\nRUN {Exec([.. Variables(architecture), "/bin/sh", "-euc", build])}"
                    : "# No \"build\" in railhead.yaml: the checkout is the release."
            )}
            # The content of RELEASE_DIR is the release. If it is empty, the checkout is.
            RUN [ -n "$(ls -A "$RELEASE_DIR")" ] || cp -a "{folder}/." "$RELEASE_DIR"

            FROM {parts.RuntimeImage}
            {ImageParts.Updates}{parts.Runtime}WORKDIR /app
            COPY --from=build --chown={app.User} /release .
            {parts.Finish}# Only /tmp is writable in a task: tmp and log lead there, unless they contain files of the app.
            RUN for f in tmp log; do [ -n "$(find "$f" -type f ! -name '.*' 2>/dev/null)" ] || (rm -rf "$f" && ln -s /tmp "$f"); done
            ENV PORT={app.Port} TMPDIR=/tmp
            EXPOSE {app.Port}
            USER {app.User}
            CMD {Exec("/bin/sh", "-c", ShellLine.Of(task.Start).Script)}

            """;
    }

    /// <summary>The plain variables that <c>build</c> gets. The folder of the release is Railhead's own.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> BuildVariables(Architecture architecture) =>
        [.. architecture.Services.TaskDefinition.Environment.Where(variable => variable.Key != ContractVariables.ReleaseFolder)];

    /// <summary>
    /// Sets the plain variables for <c>build</c>, byte by byte. ENV cannot hold every value, and the base image's ENV wins over ARG.
    /// </summary>
    static string[] Variables(Architecture architecture)
    {
        var variables = BuildVariables(architecture);
        return variables.Count == 0 ? [] : ["env", .. variables.Select(variable => $"{variable.Key}={variable.Value}")];
    }

    static string Fargate(Architecture architecture) =>
        $$"""
        # Added to every image of the app, also if the app has its own Dockerfile.
        ARG IMAGE

        {{(architecture.Database is null ? "" : ImageParts.Certificates)}}FROM ${IMAGE}
        {{(architecture.Database is null ? "" : $"""
            # libpq and Node.js find the certificates by these variables.
            {ImageParts.CopyCertificates}ENV PGSSLROOTCERT={TasksFile.DatabaseCertificates} NODE_EXTRA_CA_CERTS={TasksFile.DatabaseCertificates}

            """)}}{{(ShellLine.Of(architecture.Services.TaskDefinition.Start).IsSimple ? "" : $"""
            # "start" in railhead.yaml is more than a simple command: this script passes SIGTERM to each of its processes.
            COPY --chmod=755 line.sh {TaskContainers.LineScript}

            """)}}# The only writable folder of a task. Fargate mounts a volume here, with the owner and permissions of this folder.
        VOLUME /tmp

        """;

    /// <summary>Docker's exec form, which needs no quoting for a shell.</summary>
    static string Exec(params string[] command) =>
        $"[{string.Join(", ", command.Select(word => $"\"{JsonEncodedText.Encode(word, Readable)}\""))}]";
}
