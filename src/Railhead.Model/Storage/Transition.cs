namespace Railhead.Model;

/// <param name="Days">Since the object was written.</param>
/// <param name="StorageClass">S3's word, such as <c>INTELLIGENT_TIERING</c>.</param>
public sealed record Transition(int Days, string StorageClass);
