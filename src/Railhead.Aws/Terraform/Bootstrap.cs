namespace Railhead.Aws;

/// <summary>
/// Makes what exists once per account and region, the bucket for Terraform's state among it. The state of that is in the same bucket: at
/// first it is kept beside the files, and moves as soon as there is a bucket.
/// </summary>
public sealed class Bootstrap(Workspace workspace, string bucket)
{
    const string LocalBackend = "local_override.tf",
        LocalState = "terraform.tfstate";

    /// <summary>The bucket's address in <c>infrastructure/account</c>.</summary>
    const string BucketAddress = "aws_s3_bucket.state";

    string Folder => workspace.Terraform.Folder;

    /// <summary>Whether the state is still beside the files: the first time, or after an interruption of it.</summary>
    public bool IsLocal { get; private set; }

    /// <summary>Initializes; afterwards it can be planned and applied.</summary>
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

    /// <summary>Moves the state into the bucket.</summary>
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

    /// <summary>A bucket without a state in it is one whose first run lost it: it is taken over instead of failing at making it.</summary>
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
