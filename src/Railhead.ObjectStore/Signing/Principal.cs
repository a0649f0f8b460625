using System.Text;

namespace Railhead.ObjectStore;

/// <summary>Somebody whose requests the store takes.</summary>
public sealed record Principal
{
    public required string Name { get; init; }

    public required string SecretAccessKey { get; init; }

    /// <summary>Whether an action, such as <c>s3:GetObject</c>, is allowed on a resource, such as <c>arn:aws:s3:::bucket/key</c>.</summary>
    public required Func<string, string, bool> Allows { get; init; }

    /// <summary>When the credentials end; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    // The secret stays out of whatever a record is printed into.
    bool PrintMembers(StringBuilder text)
    {
        text.Append("Name = ").Append(Name).Append(", Expires = ").Append(Expires);
        return true;
    }
}

/// <summary>Finds who has an access key; null refuses it with InvalidAccessKeyId or, when there is a session token, InvalidToken.</summary>
public delegate Principal? Authenticate(string accessKeyId, string? sessionToken);
