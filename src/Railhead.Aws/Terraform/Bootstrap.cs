namespace Railhead.Aws;

/// <summary>
/// Creates the resources that an account has once per region, including the bucket for Terraform's state. Their own state is in the same
/// bucket: it starts as a local file, and moves into the bucket once that exists.
/// </summary>
public sealed class Bootstrap(Workspace workspace, string bucket)
{
    const string LocalBackend = "local_override.tf",
        LocalState = "terraform.tfstate";

    /// <summary>The bucket's address in <c>infrastructure/account</c>.</summary>
    const string BucketAddress = "aws_s3_bucket.state";

    string Folder => workspace.Terraform.Folder;

    /// <summary>Whether the state is still a local file: in the first run, or after that was interrupted.</summary>
    public bool IsLocal { get; private set; }

    /// <summary>Initializes the workspace for plan and apply.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        File.Delete(Path.Combine(Folder, LocalBackend));
        IsLocal = File.Exists(Path.Combine(Folder, LocalState));
        if (!IsLocal)
        {
            try
            {
                await workspace.InitAsync(bucket, cancellation);
                await AdoptBucketAsync(cancellation);
                return;
            }
            catch (StateBucketMissingException)
            {
                IsLocal = true;
            }
        }

        await File.WriteAllTextAsync(Path.Combine(Folder, LocalBackend), "terraform {\n  backend \"local\" {}\n}\n", cancellation);
        await workspace.Terraform.OutputAsync(cancellation, "init", "-input=false", "-no-color", "-reconfigure");
    }

    /// <summary>Lists the service-linked roles that the account lacks, or that this state has created.</summary>
    /// <param name="folder"><c>infrastructure/account</c>, which is not the workspace with an emulator.</param>
    /// <param name="missing">Services without their role.</param>
    /// <param name="cancellation">Interrupts.</param>
    public async Task WriteRolesAsync(string folder, IReadOnlyList<string> missing, CancellationToken cancellation)
    {
        // Without a state, the command fails.
        var listed = await workspace.Terraform.RunAsync(null, cancellation, "state", "list");
        var services = AccountRolesFile.Created(listed.Output).Union(missing).ToList();
        if (services.Count > 0)
        {
            foreach (var place in new[] { folder, Folder }.Distinct())
            {
                await File.WriteAllTextAsync(
                    Path.Combine(place, AccountRolesFile.ValuesName),
                    AccountRolesFile.Values(services),
                    cancellation
                );
            }
        }
    }

    /// <summary>Moves a local state into the bucket.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        if (!IsLocal)
        {
            return;
        }

        File.Delete(Path.Combine(Folder, LocalBackend));
        await workspace.MigrateAsync(bucket, cancellation);
        foreach (var left in Directory.EnumerateFiles(Folder, $"{LocalState}*"))
        {
            File.Delete(left);
        }

        IsLocal = false;
    }

    /// <summary>
    /// Imports the bucket if the state does not contain it, because a lost first run created it; creating it again would fail.
    /// </summary>
    async Task AdoptBucketAsync(CancellationToken cancellation)
    {
        var listed = await workspace.Terraform.RunAsync(null, cancellation, "state", "list");
        if (listed.ExitCode == 0 && listed.Output.Contains(BucketAddress, StringComparison.Ordinal))
        {
            return;
        }

        await workspace.Terraform.OutputAsync(cancellation, "import", "-input=false", "-no-color", BucketAddress, bucket);
    }
}
