using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Railhead.Local;

/// <summary>
/// Serves role credentials by the protocol of ECS: <c>GET</c> with the task's token as Authorization.
/// </summary>
static class CredentialsEndpoint
{
    public const string Path = "/role/credentials";

    /// <param name="context">A request for <see cref="Path"/>.</param>
    /// <param name="credentials">Signs and verifies.</param>
    /// <param name="isRole">Whether the environment has a role of that name.</param>
    public static Task AnswerAsync(HttpContext context, RoleCredentials credentials, Func<string, bool> isRole)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET";
            return Refuse(context, StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "Credentials are asked for with GET.");
        }

        var authorization = context.Request.Headers.Authorization;
        if (authorization.Count != 1 || string.IsNullOrEmpty(authorization[0]))
        {
            return Refuse(
                context,
                StatusCodes.Status400BadRequest,
                "MissingAuthenticationToken",
                "The request has no Authorization header: send the value of AWS_CONTAINER_AUTHORIZATION_TOKEN."
            );
        }

        if (credentials.Identify(authorization[0]!) is not { } who || !isRole(who.Role))
        {
            return Refuse(
                context,
                StatusCodes.Status401Unauthorized,
                "InvalidAuthenticationToken",
                "The Authorization header is no token of a task of this environment."
            );
        }

        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.Body,
            credentials.Issue(who),
            IdentityJson.Default.SessionCredentials,
            context.RequestAborted
        );
    }

    static Task Refuse(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.Body,
            new CredentialsError(code, message),
            IdentityJson.Default.CredentialsError,
            context.RequestAborted
        );
    }
}

/// <summary>A refusal as SDKs show it.</summary>
sealed record CredentialsError([property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("message")] string Message);

[JsonSerializable(typeof(SessionCredentials))]
[JsonSerializable(typeof(CredentialsError))]
sealed partial class IdentityJson : JsonSerializerContext;
