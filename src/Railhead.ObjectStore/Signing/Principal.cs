using System.Text;

namespace Railhead.ObjectStore;

/// <summary>A caller that the store knows.</summary>
public sealed record Principal
{
    public required string Name { get; init; }

    public required string SecretAccessKey { get; init; }

    /// <summary>Whether an action, such as <c>s3:GetObject</c>, is allowed on a resource, such as <c>arn:aws:s3:::bucket/key</c>.</summary>
    public required Func<string, string, bool> Allows { get; init; }

    /// <summary>The expiry of the credentials; null if they do not expire.</summary>
    public DateTimeOffset? Expires { get; init; }

    // Keeps the secret out of the record's text form.
    bool PrintMembers(StringBuilder text)
    {
        text.Append("Name = ").Append(Name).Append(", Expires = ").Append(Expires);
        return true;
    }
}

/// <summary>Finds the owner of an access key. Null means InvalidAccessKeyId or, with a session token, InvalidToken.</summary>
public delegate Principal? Authenticate(string accessKeyId, string? sessionToken);
