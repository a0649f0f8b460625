using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The architecture as Terraform: pure, equal input gives equal bytes.</summary>
public static class Synth
{
    /// <summary>The files of <c>infrastructure/ENVIRONMENT/</c>.</summary>
    public static IReadOnlyList<SynthFile> Environment(Architecture architecture) =>
    [
        TerraformFile.Write(architecture),
        NetworkFile.Write(architecture),
        SecurityFile.Write(architecture),
    ];

    /// <summary>The files of <c>infrastructure/account/</c>: they depend on the region alone.</summary>
    public static IReadOnlyList<SynthFile> Account(string region) => [];
}
