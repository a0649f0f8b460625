using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Writes the architecture as Terraform. A pure function: equal input gives equal bytes.</summary>
public static class Synth
{
    /// <summary>The files of <c>infrastructure/ENVIRONMENT/</c>.</summary>
    public static IReadOnlyList<SynthFile> Environment(Architecture architecture) => Environment(architecture, AppSource.Unknown);

    /// <inheritdoc cref="Environment(Architecture)"/>
    public static IReadOnlyList<SynthFile> Environment(Architecture architecture, AppSource source)
    {
        var exceptions = OwnExceptions.Of(architecture);
        return [.. Files(architecture, source).Select(file => ScannerComments.Apply(file, exceptions))];
    }

    static IReadOnlyList<SynthFile> Files(Architecture architecture, AppSource source) =>
        [
            TerraformFile.Write(architecture),
            NetworkFile.Write(architecture),
            SecurityFile.Write(architecture),
            LoadBalancingFile.Write(architecture),
            .. FirewallFile.Write(architecture),
            ServicesFile.Write(architecture),
            TasksFile.Write(architecture),
            ScalingFile.Write(architecture),
            RegistryFile.Write(architecture),
            .. Some(DatabaseFile.Write(architecture)),
            .. DatabaseRoleFile.Write(architecture),
            .. RotationFile.Write(architecture),
            StorageFile.Write(architecture),
            .. Some(ReplicationFile.Write(architecture)),
            SecretsFile.Write(architecture),
            EncryptionFile.Write(architecture),
            IdentityFile.Write(architecture),
            LogsFile.Write(architecture),
            AlarmsFile.Write(architecture),
            NotificationsFile.Write(architecture),
            DashboardFile.Write(architecture),
            .. CostFile.Write(architecture),
            .. Images(architecture, source),
            PlaceholderTask.Server,
            PipelineFile.Write(architecture, source),
            .. architecture.Pipeline.Engine == DeploymentEngine.Codedeploy
                ? [DeploymentFile.Write(architecture)]
                : Array.Empty<SynthFile>(),
            .. PromotionFile.Write(architecture),
            BuildScript.Script(architecture.Pipeline.Engine),
            ReleaseScript.Buildspec,
            ReleaseScript.Script(architecture.Pipeline.Engine),
            OutputsFile.Write(architecture),
            .. FolderFiles.Write(architecture),
        ];

    /// <summary>How the images are built, or copied.</summary>
    static IEnumerable<SynthFile> Images(Architecture architecture, AppSource source) =>
        architecture.Pipeline.From is not null
            ? [PromoteScript.Buildspec, PromoteScript.Script]
            :
            [
                .. AppImage.Write(architecture, source),
                .. NginxImage.Write(architecture),
                BuildScript.Buildspec,
                .. BuildArguments.Write(architecture),
                .. IncludedFolders.Write(architecture, source),
            ];

    /// <summary>The files of <c>infrastructure/account/</c>: what an account needs once per region, the same for every app.</summary>
    public static IReadOnlyList<SynthFile> Account(string region) =>
        [
            AccountTerraformFile.Write(region),
            AccountStateFile.Write(region),
            AccountCostFile.Write(),
            AccountRegistryFile.Write(),
            AccountThreatsFile.Write(),
            AccountEventsFile.Write(region),
            AccountRolesFile.Write(),
        ];

    static IEnumerable<SynthFile> Some(SynthFile? file) => file is null ? [] : [file];
}
