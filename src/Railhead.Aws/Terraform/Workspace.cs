namespace Railhead.Aws;

/// <summary>
/// A folder that Terraform is initialized in: the environment's own, or, against an emulator, a copy that goes away with it.
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

    /// <summary>Addresses that the emulator cannot hold; empty on AWS.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Whether it is an emulator instead of AWS.</summary>
    public bool IsEmulated => _copy is not null;

    /// <summary>Without the backend.</summary>
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

    /// <summary>Connects it with the state and fetches the provider.</summary>
    /// <exception cref="Railhead.Model.RailheadException">The bucket is missing, no provider, no credentials.</exception>
    public Task InitAsync(string bucket, CancellationToken cancellation) =>
        Terraform.OutputAsync(cancellation, ["init", "-input=false", "-no-color", "-reconfigure", .. Connection(bucket)]);

    /// <summary>The same, and the state that is beside the files moves there.</summary>
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
