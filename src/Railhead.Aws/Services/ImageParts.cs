using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The parts that differ between the images of apps.</summary>
/// <param name="Head">Lines before the first stage: versions, and notes for the reader.</param>
/// <param name="BuildImage">Image in which <c>build</c> runs.</param>
/// <param name="RuntimeImage">Image in which the app runs.</param>
/// <param name="Runtime">First lines of the second stage.</param>
/// <param name="Finish">Lines after the release is copied.</param>
sealed record ImageParts(string Head, string BuildImage, string RuntimeImage, string Runtime = "", string Finish = "")
{
    /// <summary>A release stops for critical findings with a fix, so images get what their base lacks.</summary>
    public const string Updates = """
        # Updates that the base image lacks. The build passes the day, so that a cached layer is never older.
        ARG UPDATES
        RUN if command -v apk >/dev/null; then apk upgrade --no-cache; else apt-get update && apt-get upgrade --yes && rm -rf /var/lib/apt/lists/*; fi

        """;

    /// <summary>
    /// A first stage. Older versions of Docker give a file from a URL the mode 600, whatever ADD says (moby/buildkit#2114).
    /// </summary>
    public const string Certificates = """
        # Certificate authorities of RDS. A stage of its own, because ADD --chmod has no effect on a URL in older versions of Docker.
        FROM scratch AS certificates
        ADD https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem /rds.pem


        """;

    public const string CopyCertificates = $"COPY --from=certificates --chmod=444 /rds.pem {TasksFile.DatabaseCertificates}\n";

    /// <param name="stack">The app's language.</param>
    /// <param name="texts">The files that may name its version.</param>
    public static ImageParts Of(Stack stack, IReadOnlyDictionary<string, string> texts)
    {
        var requirements = LanguageFiles.Read(texts);
        return Of(stack, language => Version(language, requirements.FirstOrDefault(requirement => requirement.Language == language)));
    }

    static ImageParts Of(Stack stack, Func<Language, string> version) =>
        stack switch
        {
            Stack.DotNet => new(
                version(Language.DotNet),
                "mcr.microsoft.com/dotnet/sdk:${SDK_VERSION}",
                "mcr.microsoft.com/dotnet/aspnet:${DOTNET_VERSION}"
            ),
            Stack.Ruby => new(
                version(Language.Ruby),
                Library("ruby:${RUBY_VERSION}"),
                Library("ruby:${RUBY_VERSION}-slim"),
                """
                # Libraries that gems need: libpq for pg. Add others if you need them, such as libvips42.
                RUN apt-get update && apt-get install --yes --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
                COPY --from=build /usr/local/bundle /usr/local/bundle

                """,
                """
                RUN rm -rf tmp log

                """
            ),
            Stack.Python => new(
                $"# Let \"build\" install into .venv in the app's folder, which is copied with the release.\n{version(Language.Python)}",
                Library("python:${PYTHON_VERSION}"),
                Library("python:${PYTHON_VERSION}-slim")
            ),
            Stack.Node => new(version(Language.Node), Library("node:${NODE_VERSION}"), Library("node:${NODE_VERSION}-slim")),
            _ => new(
                """
                # UNKNOWN LANGUAGE: neither the app's files nor its commands show what it is written in. Set two images: one with everything that
                # "build" needs, one with everything that "start" needs. Or write your own Dockerfile and name it in railhead.yaml
                # ("dockerfile: Dockerfile").
                ARG BUILD_IMAGE=public.ecr.aws/docker/library/debian:13
                ARG RUNTIME_IMAGE=public.ecr.aws/docker/library/debian:13-slim

                """,
                "${BUILD_IMAGE}",
                "${RUNTIME_IMAGE}"
            ),
        };

    /// <summary>The lines with the version, and where it comes from.</summary>
    static string Version(Language language, LanguageRequirement? requirement)
    {
        var tag = requirement is null ? null : Languages.Tag(requirement);
        var comment =
            requirement is null ? ""
            : tag is null
                ? $"# !!! SET THE VERSION. {requirement.At.FileAndLine} asks for \"{OneLine(requirement.Text)}\", and there is no image of that name.\n"
            : $"# {requirement.At.FileAndLine} asks for {OneLine(requirement.Text)}.\n";
        var number = tag ?? Languages.DefaultTag(language);
        return comment
            + language switch
            {
                // Images of the runtime have a version of their own.
                Language.DotNet => $"ARG DOTNET_VERSION={string.Join('.', number.Split('.').Take(2))}\nARG SDK_VERSION={number}\n",
                _ => $"ARG {language.ToString().ToUpperInvariant()}_VERSION={number}\n",
            };
    }

    static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>Docker's official images from Amazon's public registry, which does not limit pulls from inside AWS.</summary>
    static string Library(string image) => $"public.ecr.aws/docker/library/{image}";
}
