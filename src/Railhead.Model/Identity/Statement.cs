namespace Railhead.Model;

/// <summary>A permission. <c>{account}</c> in a resource is the AWS account; a bucket's ARN has its <see cref="Bucket.Name"/>.</summary>
/// <param name="Actions">IAM actions, such as <c>s3:GetObject</c>.</param>
/// <param name="Resources">ARNs; <c>*</c> stands at the end at most, <c>?</c> is any one character.</param>
public sealed record Statement(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)
{
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Why no narrower resource is possible, where <see cref="Resources"/> is <c>*</c> or of any account.</summary>
    public string? Why { get; init; }
}
