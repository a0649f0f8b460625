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
        .. Some(DatabaseFile.Write(architecture)),
        .. DatabaseRoleFile.Write(architecture),
        .. RotationFile.Write(architecture),
        StorageFile.Write(architecture),
        .. Some(ReplicationFile.Write(architecture)),
        SecretsFile.Write(architecture),
        EncryptionFile.Write(architecture),
        IdentityFile.Write(architecture),
    ];

    static IEnumerable<SynthFile> Some(SynthFile? file) => file is null ? [] : [file];
}
