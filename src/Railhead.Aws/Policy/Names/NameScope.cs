namespace Railhead.Aws;

/// <summary>Where a name must be the only one of its type.</summary>
enum NameScope
{
    /// <summary>In something smaller than a region, such as a VPC or a cluster; or nowhere.</summary>
    Part,

    /// <summary>In a region of an account.</summary>
    Region,

    /// <summary>In an account, or in all accounts.</summary>
    Account,
}
