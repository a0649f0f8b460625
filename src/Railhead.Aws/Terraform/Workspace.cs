namespace Railhead.Aws;

/// <summary>
/// The folder that Terraform works in: the environment's own; or, for an emulator, a copy that is deleted with this object.
/// </summary>
public sealed class Workspace : IDisposable
{
    readonly string? _copy;

    Workspace(TerraformRun terraform, string? copy, IReadOnlyList<string> leftOut)
    {
        Terraform = terraform;
        this._copy = copy;
        LeftOut = leftOut;
    }

    public TerraformRun Terraform { get; }

    /// <summary>Resources that the emulator does not support; empty on AWS.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Whether it uses an emulator instead of AWS.</summary>
    public bool IsEmulated => _copy is not null;

    /// <summary>Opens the folder, without connecting to the state.</summary>
    public static async Task<Workspace> OpenAsync(TerraformBinary binary, string folder, CancellationToken cancellation)
    {
        if (Emulator.Endpoint is not { } endpoint)
        {
            return new Workspace(new TerraformRun(binary, folder), null, []);
        }

        var copy = Directory.CreateTempSubdirectory("railhead-terraform-").FullName;
        try
        {
            var leftOut = await Emulator.CopyAsync(folder, copy, endpoint, cancellation);
            return new Workspace(new TerraformRun(binary, copy), copy, leftOut);
        }
        catch
        {
            Directory.Delete(copy, recursive: true);
            throw;
        }
    }

    /// <summary>Connects to the state and installs the provider.</summary>
    /// <exception cref="Railhead.Model.RailheadException">The bucket, the provider or the credentials are missing.</exception>
    public Task InitAsync(string bucket, CancellationToken cancellation) =>
        Terraform.OutputAsync(cancellation, ["init", "-input=false", "-no-color", "-reconfigure", .. Connection(bucket)]);

    /// <summary>The same, and moves the local state into the bucket.</summary>
    public Task MigrateAsync(string bucket, CancellationToken cancellation) =>
        Terraform.OutputAsync(cancellation, ["init", "-input=false", "-no-color", "-migrate-state", "-force-copy", .. Connection(bucket)]);

    IEnumerable<string> Connection(string bucket)
    {
        yield return $"-backend-config=bucket={bucket}";
        if (!IsEmulated)
        {
            yield break;
        }

        foreach (
            var setting in (string[])
                [
                    "-backend-config=use_path_style=true",
                    "-backend-config=skip_credentials_validation=true",
                    "-backend-config=skip_requesting_account_id=true",
                    "-backend-config=skip_metadata_api_check=true",
                    $"-backend-config=endpoints={{s3=\"{Emulator.Endpoint}\"}}",
                ]
        )
        {
            yield return setting;
        }
    }

    public void Dispose()
    {
        if (_copy is not null)
        {
            Directory.Delete(_copy, recursive: true);
        }
    }
}
