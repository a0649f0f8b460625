namespace Railhead.Model;

/// <summary>A document that AWS takes up to a size.</summary>
/// <param name="Document">What it is.</param>
/// <param name="Size">Its characters, as far as they are known before Terraform runs.</param>
/// <param name="Limit">The most that AWS takes.</param>
/// <param name="MadeOf">What makes it large.</param>
/// <param name="From">The key of the blueprint that most of it comes from.</param>
/// <param name="Source">Where AWS says so.</param>
public sealed record AwsBudget(string Document, int Size, int Limit, string MadeOf, string From, string Source);
