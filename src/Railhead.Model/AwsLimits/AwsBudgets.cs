using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Railhead.Model;

/// <summary>The sizes of the documents that grow with a blueprint, against the limits of AWS.</summary>
public static class AwsBudgets
{
    const string Ssm = "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html";
    const string Ecs = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html";
    const string Iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

    /// <summary>A template up to this size is stored as it is; <c>tasks.tf</c> compresses a larger one.</summary>
    public const int PlainTemplate = 7900;

    public static IReadOnlyList<AwsBudget> Of(Architecture architecture)
    {
        var template = TaskTemplate.Text(architecture);
        return
        [
            new("task definition", template.Length, 65536, MadeOf(architecture), VariableKeys.Variables.Path, Ecs),
            new(
                "compressed task definition in Parameter Store",
                template.Length <= PlainTemplate ? template.Length : Compressed(template),
                8192,
                MadeOf(architecture),
                VariableKeys.Variables.Path,
                Ssm
            ),
            .. architecture.Identity.Roles.Select(role => new AwsBudget(
                $"policy of the role {role.Name}",
                PolicyText.Length(role),
                10240,
                string.Create(CultureInfo.InvariantCulture, $"storage.buckets has {architecture.Storage.Buckets.Count} buckets"),
                StorageKeys.Buckets.Path,
                Iam
            )),
        ];
    }

    static string MadeOf(Architecture architecture)
    {
        var task = architecture.Services.TaskDefinition;
        var sizes = task.Environment.Select(variable => (Name: variable.Key, Size: variable.Key.Length + variable.Value.Length)).ToList();
        var largest = sizes.Count == 0 ? "" : $", {sizes.MaxBy(variable => variable.Size).Name} most of them";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"env has {sizes.Sum(variable => variable.Size)} characters in {sizes.Count} variables{largest}; secrets has {task.Secrets.Count}"
        );
    }

    /// <summary>As Terraform's <c>base64gzip</c>, within a few percent.</summary>
    static int Compressed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }
        return ((int)bytes.Length + 2) / 3 * 4;
    }
}
