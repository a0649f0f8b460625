namespace Railhead.Aws;

/// <summary>What differs between the images of apps.</summary>
/// <param name="Head">Lines before the first stage: versions, and a word to the reader.</param>
/// <param name="BuildImage">Where <c>build</c> runs.</param>
/// <param name="RuntimeImage">Where the app runs.</param>
/// <param name="Runtime">Lines that the second stage begins with.</param>
/// <param name="Finish">Lines when the release is in its place.</param>
sealed record ImageParts(string Head, string BuildImage, string RuntimeImage, string Runtime = "", string Finish = "")
{
    public static ImageParts Of(Stack stack) =>
        stack switch
        {
            Stack.DotNet => new(
                "ARG DOTNET_VERSION=10.0\n",
                "mcr.microsoft.com/dotnet/sdk:${DOTNET_VERSION}",
                "mcr.microsoft.com/dotnet/aspnet:${DOTNET_VERSION}"
            ),
            Stack.Ruby => new(
                "# The version of .ruby-version or the Gemfile.\nARG RUBY_VERSION=3.4\n",
                Library("ruby:${RUBY_VERSION}"),
                Library("ruby:${RUBY_VERSION}-slim"),
                """
                # Libraries that gems load: libpq for pg. Add what yours need, such as libvips42.
                RUN apt-get update && apt-get install --yes --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
                ENV RAILS_LOG_TO_STDOUT=1
                COPY --from=build /usr/local/bundle /usr/local/bundle

                """,
                """
                # In a task only /tmp can be written to: Rails' own folders lie there.
                RUN rm -rf tmp log && ln -s /tmp tmp && ln -s /tmp log

                """
            ),
            Stack.Python => new(
                "# Let \"build\" install into a .venv of the app's folder: it is copied with the release.\nARG PYTHON_VERSION=3.13\n",
                Library("python:${PYTHON_VERSION}"),
                Library("python:${PYTHON_VERSION}-slim"),
                "ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1\n"
            ),
            Stack.Node => new("ARG NODE_VERSION=24\n", Library("node:${NODE_VERSION}"), Library("node:${NODE_VERSION}-slim")),
            _ => new(
                """
                # NOT RECOGNIZED: neither the files nor the commands say what this app is written in. Name two images here: one that has what "build"
                # needs, one that has what "start" needs. Or write a Dockerfile of your own, and name it in railhead.yaml ("dockerfile: Dockerfile").
                ARG BUILD_IMAGE=public.ecr.aws/docker/library/debian:13
                ARG RUNTIME_IMAGE=public.ecr.aws/docker/library/debian:13-slim

                """,
                "${BUILD_IMAGE}",
                "${RUNTIME_IMAGE}"
            ),
        };

    /// <summary>Docker's official images, from Amazon's public registry: it counts no pulls from inside AWS.</summary>
    static string Library(string image) => $"public.ecr.aws/docker/library/{image}";
}
