using System.Text.Json.Serialization;

namespace Railhead.Local;

/// <summary>Temporary credentials of a role, in the form that the ECS protocol gives them to AWS SDKs.</summary>
/// <param name="RoleArn">The role's ARN.</param>
/// <param name="AccessKeyId">20 characters, beginning with <c>ASIA</c> as AWS's temporary keys do.</param>
/// <param name="SecretAccessKey">40 characters.</param>
/// <param name="Token">The session token.</param>
/// <param name="Expiration">Until when they are good, UTC: in JSON it ends with Z, the one form that every SDK reads.</param>
public sealed record SessionCredentials(
    [property: JsonPropertyName("RoleArn")] string RoleArn,
    [property: JsonPropertyName("AccessKeyId")] string AccessKeyId,
    [property: JsonPropertyName("SecretAccessKey")] string SecretAccessKey,
    [property: JsonPropertyName("Token")] string Token,
    [property: JsonPropertyName("Expiration")] DateTime Expiration
)
{
    // The secret stays out of whatever a record is printed into.
    public override string ToString() => $"{RoleArn} {AccessKeyId} until {Expiration:O}";
}

/// <summary>A verified session.</summary>
/// <param name="Role">The role's name.</param>
/// <param name="Task">The task's id.</param>
/// <param name="SecretAccessKey">The key that signs its requests.</param>
/// <param name="Expires">Until when; it may be over.</param>
public sealed record Session(string Role, string Task, SecretText SecretAccessKey, DateTimeOffset Expires);

/// <summary>Whom a task token is for.</summary>
/// <param name="Role">The role's name.</param>
/// <param name="Task">The task's id.</param>
public sealed record TaskIdentity(string Role, string Task);
