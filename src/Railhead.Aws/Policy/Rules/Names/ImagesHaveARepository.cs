using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>images-have-a-repository</c>.</summary>
static class ImagesHaveARepository
{
    const string Registry = ".dkr.ecr.";

    public static PolicyRule Rule { get; } =
        new("RH6108", "images-have-a-repository", PolicyArea.Names, Severity.Error)
        {
            Reason = "A task whose image is in a repository that does not exist does not start.",
            Fix = "Refer to the repository's repository_url instead of writing it.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
            Find = plan =>
                from one in ContainerDefinitions.Of(plan)
                let image = one.Container["image"].Text
                where image is not null && image.Contains(Registry, StringComparison.Ordinal)
                let repository = image[(image.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('@', ':')[0]
                where plan.Names.IsMissing(repository, "", "aws_ecr_repository")
                select one.Task.Says($"the repository \"{repository}\" of {ContainerDefinitions.Name(one.Container)} does not exist"),
        };
}
