namespace Railhead.Model;

/// <summary>The object storage of an environment.</summary>
public sealed record Storage
{
    /// <summary>The app's buckets in the blueprint's order; <c>files</c> is always among them.</summary>
    public required IReadOnlyList<Bucket> Buckets { get; init; }

    /// <summary>The buckets of the system itself on AWS: pipeline artifacts, access logs, Terraform state.</summary>
    public required IReadOnlyList<Bucket> Own { get; init; }
}
