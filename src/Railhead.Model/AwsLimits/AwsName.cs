namespace Railhead.Model;

/// <summary>A name as it is written for AWS.</summary>
/// <param name="Resource">The kind of thing, one of <see cref="AwsNameRules"/>.</param>
/// <param name="Name">The account's number is <see cref="Scope.Account"/>.</param>
/// <param name="From">The key of the blueprint that it is made from.</param>
public sealed record AwsName(string Resource, string Name, string From = "app");
