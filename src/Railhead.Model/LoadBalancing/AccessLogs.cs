namespace Railhead.Model;

/// <param name="Bucket">Key of the bucket.</param>
/// <param name="Prefix">Of the object names.</param>
public sealed record AccessLogs(string Bucket, string Prefix);
