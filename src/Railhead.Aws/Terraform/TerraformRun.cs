using System.Diagnostics;
using System.Text;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Runs Terraform in a folder.</summary>
/// <param name="Binary">The program.</param>
/// <param name="Folder">The folder of the configuration.</param>
public sealed record TerraformRun(TerraformBinary Binary, string Folder)
{
    /// <summary>
    /// Runs one command, in its own session: Ctrl-C only reaches it through <paramref name="cancellation"/>, once. On that interrupt
    /// Terraform
    /// finishes running operations and saves the state.
    /// </summary>
    /// <param name="onLine">Gets each line of standard output as it comes; without it, the lines are in the result.</param>
    /// <param name="cancellation">Interrupts; the call returns when Terraform has ended.</param>
    /// <param name="arguments">The command and its options.</param>
    public async Task<TerraformResult> RunAsync(
        Action<string>? onLine,
        CancellationToken cancellation,
        params IReadOnlyList<string> arguments
    )
    {
        cancellation.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = StartInfo(arguments) };
        StringBuilder output = new(),
            error = new();
        process.OutputDataReceived += (_, e) =>
        {
            if (e.Data is null)
            {
                return;
            }

            if (onLine is null)
            {
                output.Append(e.Data).Append('\n');
            }
            else
            {
                onLine(e.Data);
            }
        };
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not null)
            {
                error.Append(e.Data).Append('\n');
            }
        };
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using (cancellation.Register(() => Interrupt(process.Id)))
        {
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return new TerraformResult(process.ExitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs one command and returns its output; any exit code but 0 is an error.</summary>
    /// <exception cref="RailheadException">The command failed.</exception>
    public async Task<string> OutputAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments)
    {
        var result = await RunAsync(null, cancellation, arguments);
        cancellation.ThrowIfCancellationRequested();
        return result.ExitCode == 0 ? result.Output : throw TerraformProblem.Of(result.Output + result.Error, arguments[0]);
    }

    ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("setsid", [Binary.Path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        start.Environment["TF_IN_AUTOMATION"] = "1";
        start.Environment["TF_INPUT"] = "0";
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        return start;
    }

    static void Interrupt(int process)
    {
        using var _ = Process.Start("kill", ["-INT", $"{process}"]);
    }
}
