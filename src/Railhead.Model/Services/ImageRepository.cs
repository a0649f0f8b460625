namespace Railhead.Model;

/// <param name="Key"><c>app</c> or <c>nginx</c>.</param>
/// <param name="Name">In ECR.</param>
/// <param name="ImmutableTags">A pushed tag never changes its image.</param>
/// <param name="ScanOnPush">For known vulnerabilities.</param>
/// <param name="KeepReleased">The newest that were deployed and are kept; a failed deployment counts too.</param>
/// <param name="KeepBuilt">The newest of all that are kept, deployed or not.</param>
/// <param name="UntaggedDays">Days until an image without a tag is deleted.</param>
public sealed record ImageRepository(
    string Key,
    string Name,
    bool ImmutableTags,
    bool ScanOnPush,
    int KeepReleased,
    int KeepBuilt,
    int UntaggedDays
);
