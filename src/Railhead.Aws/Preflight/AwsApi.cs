using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Amazon.Runtime.Credentials;

namespace Railhead.Aws;

/// <summary>Reading calls of AWS in one region, in AWS's three protocols, with the same chain of credentials that Terraform uses.</summary>
sealed partial class AwsApi(string region) : IDisposable
{
    readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    readonly Lazy<Task<AwsKeys>> _keys = new(KeysAsync);

    /// <summary>AWS's JSON protocol: ECS, Service Quotas.</summary>
    /// <param name="service">Such as <c>ecs</c>.</param>
    /// <param name="target">Version and action: <c>AmazonEC2ContainerServiceV20141113.DescribeServices</c>.</param>
    /// <param name="body">The parameters.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <exception cref="AwsApiException">AWS refused.</exception>
    /// <exception cref="HttpRequestException">AWS did not answer.</exception>
    public async Task<JsonElement> JsonAsync(string service, string target, JsonObject body, CancellationToken cancellation)
    {
        var text = body.ToJsonString();
        var answer = await SendAsync(service, HttpMethod.Post, "/", text, "application/x-amz-json-1.1", target, cancellation);
        return Parse(answer);
    }

    /// <summary>AWS's query protocol: EC2, IAM, CloudWatch. The answer has no namespaces.</summary>
    /// <inheritdoc cref="JsonAsync"/>
    public async Task<XElement> QueryAsync(
        string service,
        string version,
        string action,
        CancellationToken cancellation,
        params IReadOnlyList<(string Name, string Value)> parameters
    )
    {
        var text = string.Join(
            '&',
            parameters.Prepend(("Version", version)).Prepend(("Action", action)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}")
        );
        var answer = await SendAsync(service, HttpMethod.Post, "/", text, "application/x-www-form-urlencoded", null, cancellation);
        var root = XDocument.Parse(answer).Root!;
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return root;
    }

    /// <summary>A path of a service with REST: GuardDuty.</summary>
    /// <inheritdoc cref="JsonAsync"/>
    public async Task<JsonElement> GetAsync(string service, string path, CancellationToken cancellation) =>
        Parse(await SendAsync(service, HttpMethod.Get, path, "", null, null, cancellation));

    public void Dispose() => _client.Dispose();

    async Task<string> SendAsync(
        string service,
        HttpMethod method,
        string path,
        string body,
        string? type,
        string? target,
        CancellationToken cancellation
    )
    {
        var endpoint = AwsEndpoint.Of(service, region);
        using var request = new HttpRequestMessage(method, new Uri(endpoint.Address, path));
        if (type is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }
        if (target is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        }

        AwsSignature.Sign(request, body, endpoint, await _keys.Value, TimeProvider.System.GetUtcNow());
        using var response = await _client.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? text : throw new AwsApiException(Code(text));
    }

    /// <summary>The error's name, in JSON (<c>__type</c>) or XML (<c>Code</c>).</summary>
    static string Code(string answer) =>
        ErrorPattern().Match(answer) is { Success: true } match
            ? match.Groups.Values.Skip(1).First(group => group.Success).Value
            : "Unknown";

    static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    static async Task<AwsKeys> KeysAsync()
    {
        var keys = await DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentialsAsync();
        return new AwsKeys(keys.AccessKey, keys.SecretKey, keys.Token);
    }

    [GeneratedRegex("<Code>([^<]+)</Code>|\"__type\"\\s*:\\s*\"(?:[^\"#]*#)?([^\"]+)\"")]
    private static partial Regex ErrorPattern();
}
