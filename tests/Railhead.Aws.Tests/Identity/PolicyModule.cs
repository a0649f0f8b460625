using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>
/// A Terraform module that holds nothing but the policies of an environment: its documents, locals and variables as they are written, and
/// values in place of the resources, as AWS would give them. Its output has each policy with the resource that carries it.
/// </summary>
sealed partial class PolicyModule
{
    /// <summary>The resources that carry a policy, or a fact that a decision needs, and the attributes to read of them.</summary>
    public static readonly Dictionary<string, string[]> Carriers = new()
    {
        ["aws_cloudwatch_log_group"] = ["name", "kms_key_id"],
        ["aws_cloudwatch_log_resource_policy"] = ["policy_document", "region"],
        ["aws_codedeploy_deployment_group"] = ["deployment_config_name", "listener_arns"],
        ["aws_codepipeline"] = ["NotificationArn"],
        ["aws_db_instance"] = ["identifier", "kms_key_id"],
        ["aws_ecr_repository"] = ["name", "kms_key"],
        ["aws_ecr_repository_policy"] = ["repository", "policy"],
        ["aws_iam_role"] = ["name", "assume_role_policy"],
        ["aws_iam_role_policy"] = ["role", "policy"],
        ["aws_iam_role_policy_attachment"] = ["role", "policy_arn"],
        ["aws_iam_policy"] = ["policy"],
        ["aws_kms_key"] = ["policy"],
        ["aws_lambda_permission"] = ["function_name", "action", "principal", "source_account", "source_arn"],
        ["aws_lb"] = ["prefix"],
        ["aws_s3_bucket_policy"] = ["bucket", "policy"],
        ["aws_s3_bucket_server_side_encryption_configuration"] = ["bucket", "sse_algorithm", "kms_master_key_id"],
        ["aws_secretsmanager_secret"] = ["name", "kms_key_id"],
        ["aws_secretsmanager_secret_policy"] = ["secret_arn", "policy"],
        ["aws_sns_topic"] = ["name", "kms_master_key_id"],
        ["aws_sns_topic_policy"] = ["arn", "policy"],
        ["aws_sqs_queue"] = ["name", "kms_master_key_id", "policy"],
        ["aws_sqs_queue_policy"] = ["queue_url", "policy"],
        ["aws_vpc_endpoint"] = ["service_name", "policy"],
    };

    readonly List<HclBlock> _blocks;
    readonly Dictionary<string, string> _locals = [];
    readonly Dictionary<string, string> _wanted = [];

    PolicyModule(string system, IEnumerable<SynthFile> files)
    {
        _blocks = [.. files.Where(file => file.Path.EndsWith(".tf", StringComparison.Ordinal)).SelectMany(file => HclBlock.Of(file.Text))];
        foreach (var (name, expression) in _blocks.Where(block => block.Kind == "locals").SelectMany(block => block.Entries()))
        {
            _locals[name] = expression;
        }

        _locals["account_id"] = $"\"{EmittedPolicies.Account}\"";
        foreach (var block in _blocks.Where(block => block.Kind == "resource"))
        {
            _locals[MadeName(block.Address)] = Each(block, MadeResources.Of(block, RegionOf(block), system));
        }
    }

    /// <summary>The text of the module.</summary>
    public static string Write(string system, IEnumerable<SynthFile> files) => new PolicyModule(system, files).Text();

    string Text()
    {
        var documents = _blocks.Where(block => block.Kind == "data" && block.Type == "aws_iam_policy_document").ToList();
        var text = new StringBuilder();
        foreach (var document in documents)
        {
            text.Append(Keep(document.Text)).Append("\n\n");
        }

        text.Append("output \"all\" {\n  value = jsonencode({\n");
        foreach (var block in _blocks.Where(block => block.Kind == "resource" && Carriers.ContainsKey(block.Type)))
        {
            var attributes = Carriers[block.Type]
                .Select(name => $"{name} = {(name == "region" ? $"\"{RegionOf(block)}\"" : block.Attribute(name) ?? "null")}");
            text.Append($"    \"{block.Address}\" = {Keep(Each(block, $"{{ {string.Join(", ", attributes)} }}"))}\n");
        }

        text.Append("  })\n}\n\noutput \"made\" {\n  value = jsonencode({\n");
        foreach (var block in _blocks.Where(block => block.Kind == "resource" && MadeResources.Has(block.Type)))
        {
            text.Append($"    \"{block.Address}\" = {Keep($"local.{MadeName(block.Address)}")}\n");
        }

        text.Append("  })\n}\n\n");
        foreach (var variable in _blocks.Where(block => block.Kind == "variable"))
        {
            text.Append(variable.Text).Append("\n\n");
        }

        text.Append("locals {\n");
        foreach (var (name, expression) in _wanted)
        {
            text.Append($"  {name} = {expression}\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The text with values in place of resources. Every local that it needs, directly or not, is kept.</summary>
    string Keep(string text)
    {
        var kept = ResourcePattern()
            .Replace(text, match => _locals.ContainsKey(MadeName(match.Value)) ? $"local.{MadeName(match.Value)}" : match.Value);
        foreach (var name in LocalPattern().Matches(kept).Select(match => match.Groups[1].Value))
        {
            if (!_wanted.ContainsKey(name))
            {
                _wanted[name] = "";
                _wanted[name] = Keep(_locals[name]);
            }
        }

        return kept;
    }

    /// <summary>One value, or a map of them for a resource with <c>for_each</c>.</summary>
    static string Each(HclBlock block, string value)
    {
        if (block.OwnAttribute("for_each") is not { } each)
        {
            return value;
        }

        var one = value
            .Replace("each.key", "each_key", StringComparison.Ordinal)
            .Replace("each.value", "each_value", StringComparison.Ordinal);
        return $"{{ for each_key, each_value in {each} : each_key => {one} }}";
    }

    string RegionOf(HclBlock block)
    {
        var alias = block.OwnAttribute("provider")?.Split('.')[1];
        var provider = _blocks.First(one => one.Kind == "provider" && one.OwnAttribute("alias")?.Trim('"') == alias);
        return provider.OwnAttribute("region")!.Trim('"');
    }

    static string MadeName(string address) => $"made_{address.Replace('.', '_')}";

    [GeneratedRegex(@"(?<![\w.""])aws_\w+\.\w+")]
    private static partial Regex ResourcePattern();

    [GeneratedRegex(@"\blocal\.(\w+)")]
    private static partial Regex LocalPattern();
}
