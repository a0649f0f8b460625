using System.Reflection;

namespace Railhead.Local;

/// <summary>The version of this Railhead.</summary>
public static class ProductVersion
{
    static readonly string Informational =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Number => Informational.Split('+')[0];

    /// <summary>The commit it was built from; empty when it was not built from one.</summary>
    public static string Revision => Informational.Split('+') is [_, var revision] ? revision : "";
}
