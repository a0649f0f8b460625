using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>The policies of an environment as Terraform and its provider evaluate them, and the resources that they are about.</summary>
sealed record EmittedPolicies(IReadOnlyList<IamPolicy> Policies, JsonObject Resources, JsonObject Made)
{
    public const string Account = "111122223333";

    static readonly Lazy<Task<IReadOnlyDictionary<string, EmittedPolicies>>> All = new(() => EvaluateAsync(PolicyEnvironments.Files));

    /// <summary>
    /// Those of one of <see cref="PolicyEnvironments"/>, with the account's of its region. Terraform runs once for all tests.
    /// </summary>
    public static async Task<EmittedPolicies> OfAsync(string name)
    {
        var all = await All.Value;
        return all[name].And(all[PolicyEnvironments.Account(all[name].Region)]);
    }

    public string Region => ((string)Made["aws_ecs_cluster.main"]!["arn"]!).Split(':')[3];

    EmittedPolicies And(EmittedPolicies other) =>
        new([.. Policies, .. other.Policies], Merge(Resources, other.Resources), Merge(Made, other.Made));

    static JsonObject Merge(JsonObject one, JsonObject other) =>
        [.. one.Concat(other).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))];

    static async Task<IReadOnlyDictionary<string, EmittedPolicies>> EvaluateAsync(
        IReadOnlyDictionary<string, IReadOnlyList<SynthFile>> environments
    )
    {
        TerraformTool.Need();
        using var root = new TemporaryFolder();
        // The provider evaluates documents without a call to AWS.
        var main = """
            provider "aws" {
              region                      = "eu-west-1"
              access_key                  = "x"
              secret_key                  = "x"
              skip_credentials_validation = true
              skip_metadata_api_check     = true
              skip_region_validation      = true
              skip_requesting_account_id  = true
            }

            """;
        foreach (var (name, files) in environments)
        {
            Directory.CreateDirectory(Path.Combine(root.Path, name));
            await File.WriteAllTextAsync(Path.Combine(root.Path, name, "main.tf"), PolicyModule.Write(name, files));
            main += $$"""
                module "{{name}}" {
                  source = "./{{name}}"
                }

                output "{{name}}" {
                  value = module.{{name}}
                }

                """;
        }

        await File.WriteAllTextAsync(Path.Combine(root.Path, "main.tf"), main);
        await TerraformTool.InitAsync(root.Path);
        await TerraformTool.RunAsync(root.Path, "apply", "-auto-approve", "-input=false", "-no-color");
        var outputs = JsonNode.Parse(await TerraformTool.RunAsync(root.Path, "output", "-json"))!.AsObject();
        return environments.ToDictionary(one => one.Key, one => Of(outputs[one.Key]!["value"]!));
    }

    static EmittedPolicies Of(JsonNode value)
    {
        var resources = Flatten(JsonNode.Parse((string)value["all"]!)!.AsObject());
        var made = Flatten(JsonNode.Parse((string)value["made"]!)!.AsObject());
        return new EmittedPolicies([.. resources.SelectMany(one => PolicyOf(one.Key, one.Value!.AsObject(), made))], resources, made);
    }

    /// <summary>Instances of a resource with <c>for_each</c> get addresses of their own.</summary>
    static JsonObject Flatten(JsonObject all)
    {
        var flat = new JsonObject();
        foreach (var (address, value) in all)
        {
            foreach (var (key, instance) in Instances(value!.AsObject()))
            {
                flat[address + key] = instance.DeepClone();
            }
        }

        return flat;
    }

    static IEnumerable<(string Key, JsonNode Value)> Instances(JsonObject value) =>
        value.Count > 0 && value.All(pair => pair.Value is JsonObject) ? value.Select(pair => ($"[\"{pair.Key}\"]", pair.Value!))
        : value.Count == 0 ? []
        : [("", value)];

    static IEnumerable<IamPolicy> PolicyOf(string address, JsonObject resource, JsonObject made)
    {
        string? Text(string name) => (string?)resource[name];
        string Arn(string of) => (string)made[of]!["arn"]!;
        IamPolicy Policy(IamPolicyKind kind, string subject, string attribute = "policy") =>
            new(address, kind, subject, IamStatement.Of(address, Text(attribute)!));
        switch (address.Split('.')[0])
        {
            case "aws_iam_role":
                yield return Policy(IamPolicyKind.Trust, Arn(address), "assume_role_policy");
                break;
            case "aws_iam_role_policy":
                yield return Policy(IamPolicyKind.Identity, $"arn:aws:iam::{Account}:role/{Text("role")}");
                break;
            case "aws_kms_key":
                yield return Policy(IamPolicyKind.Key, Arn(address));
                break;
            case "aws_s3_bucket_policy":
                yield return Policy(IamPolicyKind.Resource, $"arn:aws:s3:::{Text("bucket")}");
                break;
            case "aws_sns_topic_policy":
                yield return Policy(IamPolicyKind.Resource, Text("arn")!);
                break;
            case "aws_secretsmanager_secret_policy":
                yield return Policy(IamPolicyKind.Resource, Text("secret_arn")!);
                break;
            case "aws_ecr_repository_policy":
                yield return Policy(
                    IamPolicyKind.Resource,
                    (string)
                        made.First(one =>
                            one.Key.StartsWith("aws_ecr_", StringComparison.Ordinal) && (string?)one.Value!["name"] == Text("repository")
                        ).Value!["arn"]!
                );
                break;
            case "aws_vpc_endpoint" when Text("policy") is not null:
                yield return Policy(IamPolicyKind.Endpoint, Text("service_name")!.Split('.', 4)[3]);
                break;
            case "aws_cloudwatch_log_resource_policy":
                yield return Policy(IamPolicyKind.Logs, $"arn:aws:logs:{Text("region")}:{Account}", "policy_document");
                break;
            case "aws_lambda_permission":
                yield return LambdaPermission(address, resource, made);
                break;
            case "aws_iam_policy" or "aws_iam_role_policy_attachment" or "aws_sqs_queue_policy":
                throw new NotSupportedException($"The reader of policies does not know {address}.");
        }
    }

    /// <summary>Lambda writes these attributes into the function's policy.</summary>
    static IamPolicy LambdaPermission(string address, JsonObject resource, JsonObject made)
    {
        var conditions = new JsonObject();
        if (resource["source_account"] is { } account)
        {
            conditions["StringEquals"] = new JsonObject { ["aws:SourceAccount"] = account.DeepClone() };
        }

        if (resource["source_arn"] is { } source)
        {
            conditions["ArnLike"] = new JsonObject { ["aws:SourceArn"] = source.DeepClone() };
        }

        var function = (string)made.First(one => (string?)one.Value!["function_name"] == (string?)resource["function_name"]).Value!["arn"]!;
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["Service"] = resource["principal"]!.DeepClone() },
            ["Action"] = resource["action"]!.DeepClone(),
            ["Resource"] = function,
            ["Condition"] = conditions,
        };
        return new IamPolicy(address, IamPolicyKind.Resource, function, [new IamStatement(address, statement)]);
    }
}
