using System.Net;
using System.Text.Json;
using Amazon.S3;
using Microsoft.Extensions.Time.Testing;

namespace Railhead.Local.Tests;

// Credentials of roles.
public partial class AwsEndpointTests
{
    [Fact]
    public async Task Credentials_are_as_the_ECS_protocol_wants_them()
    {
        using var request = Ask(endpoint, endpoint.TaskToken);
        using var response = await endpoint.Http.SendAsync(request, Cancellation);

        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ["AccessKeyId", "Expiration", "RoleArn", "SecretAccessKey", "Token"],
            body.RootElement.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)
        );
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", body.RootElement.GetProperty("Expiration").GetString());
    }

    [Fact]
    public async Task Who_has_no_token_gets_no_credentials()
    {
        var unknownRole = endpoint.Signer().TaskToken("another-role", "a1");
        foreach (
            var (token, status, code) in ((string?, HttpStatusCode, string)[])
                [
                    (null, HttpStatusCode.BadRequest, "MissingAuthenticationToken"),
                    ("junk", HttpStatusCode.Unauthorized, "InvalidAuthenticationToken"),
                    (endpoint.TaskToken + "x", HttpStatusCode.Unauthorized, "InvalidAuthenticationToken"),
                    (unknownRole, HttpStatusCode.Unauthorized, "InvalidAuthenticationToken"),
                ]
        )
        {
            using var request = Ask(endpoint, token);
            using var response = await endpoint.Http.SendAsync(request, Cancellation);
            Assert.Equal(status, response.StatusCode);
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
            Assert.Equal(code, body.RootElement.GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task Credentials_that_are_over_or_of_another_key_are_refused_by_the_store()
    {
        var longAgo = new FakeTimeProvider(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(7));
        using var expired = endpoint.S3(endpoint.Signer(longAgo).Issue(new TaskIdentity("guestbook-local-task", "a1")));
        using var forged = endpoint.S3(
            new RoleCredentials(new byte[32], TimeProvider.System).Issue(new TaskIdentity("guestbook-local-task", "a1"))
        );

        Assert.Equal("ExpiredToken", (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => PutAsync(expired, "x", "x"))).ErrorCode);
        Assert.Equal("InvalidToken", (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => PutAsync(forged, "x", "x"))).ErrorCode);
    }

    [Fact]
    public async Task An_SDK_that_is_told_nothing_but_a_tasks_environment_finds_role_and_store()
    {
        var variables = new Dictionary<string, string>(
            TaskEnvironment.For(
                TestArchitecture.Make("database: none\n"),
                new TaskFacts
                {
                    Port = 1,
                    Revision = "x",
                    DatabasePort = 0,
                    DatabasePassword = null,
                    StoragePort = endpoint.Configuration.Port,
                    TaskToken = new SecretText(endpoint.TaskToken),
                    Secrets = new Dictionary<string, SecretText>(),
                    Home = endpoint.Layout.Root,
                    Temporary = endpoint.Layout.Root,
                }
            )
        );

        var app = new Command(Environment.ProcessPath!, SdkEntry.Word) { Environment = variables };
        var result = await app.RunAsync(cancellation: Cancellation);

        Assert.True(result.Succeeded, result.Output + result.Error);
        Assert.Equal("by the SDK alone\n", result.Output);
    }

    static HttpRequestMessage Ask(EndpointProcess endpoint, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint.Url, "/role/credentials"));
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        return request;
    }
}
