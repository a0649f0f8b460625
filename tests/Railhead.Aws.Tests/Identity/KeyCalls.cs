using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>The calls to KMS that a service makes for its caller, when the resource is encrypted with a key of the Terraform's.</summary>
static class KeyCalls
{
    /// <summary>The call, and those to KMS that follow from it.</summary>
    /// <param name="expected">A call of the table.</param>
    /// <param name="emitted">The environment.</param>
    /// <param name="rules">The table's rules: after which actions a service makes which calls.</param>
    public static IEnumerable<ExpectedCall> With(ExpectedCall expected, EmittedPolicies emitted, JsonArray rules)
    {
        yield return expected;
        var call = expected.Call;
        if (expected.IsEndpointOnly || KeyOf(emitted, call.Resource) is not { } key)
        {
            yield break;
        }

        var context = ContextOf(expected, key);
        foreach (var rule in rules.Where(rule => IamStatement.Texts(rule!["after"]).Contains(call.Action)))
        {
            foreach (var action in IamStatement.Texts(rule!["do"]))
            {
                yield return expected with
                {
                    Call = new IamCall(call.Principal, action, key, context),
                    Endpoints = [],
                };
            }
        }
    }

    static Dictionary<string, string[]> ContextOf(ExpectedCall expected, string key)
    {
        var call = expected.Call;
        var context = CallContext.Of(call.Principal, key);
        foreach (var (name, _) in call.Principal.IsService ? expected.Row.KeyWith : [])
        {
            context[name] = call.Values(name)!;
        }

        var service = call.Action.Split(':')[0];
        context["kms:ViaService"] = [$"{service}.{key.Split(':')[3]}.amazonaws.com"];
        context["kms:CallerAccount"] = [EmittedPolicies.Account];
        var (encryptionKey, value) = service switch
        {
            // With a bucket key, S3's encryption context is the bucket.
            "s3" => ("aws:s3:arn", call.Resource.Split('/')[0]),
            "secretsmanager" => ("SecretARN", call.Resource),
            _ => ("aws:sns:topicArn", call.Resource),
        };
        context[$"kms:EncryptionContext:{encryptionKey}"] = [value];
        return context;
    }

    /// <summary>The key that a resource is encrypted with; null: none of the Terraform's.</summary>
    static string? KeyOf(EmittedPolicies emitted, string resource)
    {
        const string s3 = "arn:aws:s3:::";
        var bucket = resource.StartsWith(s3, StringComparison.Ordinal) ? resource[s3.Length..].Split('/')[0] : null;
        return emitted
            .Resources.Where(one =>
                bucket is null
                    ? (string?)emitted.Made[one.Key]?["arn"] == resource
                    : one.Key.StartsWith("aws_s3_bucket_server_side", StringComparison.Ordinal) && (string?)one.Value!["bucket"] == bucket
            )
            .Select(one => (string?)(one.Value!["kms_master_key_id"] ?? one.Value["kms_key_id"] ?? one.Value["kms_key"]))
            .FirstOrDefault(key => key is not null);
    }
}
