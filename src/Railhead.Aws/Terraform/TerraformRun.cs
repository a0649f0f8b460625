using System.Diagnostics;
using System.Text;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Runs Terraform in a folder.</summary>
/// <param name="Binary">The program.</param>
/// <param name="Folder">Where the configuration is.</param>
public sealed record TerraformRun(TerraformBinary Binary, string Folder)
{
    /// <summary>
    /// Runs one command. It is in a session of its own: Ctrl-C reaches it through <paramref name="cancellation"/>, once, as the interrupt on
    /// which Terraform finishes what is under way and saves the state.
    /// </summary>
    /// <param name="onLine">Each line of standard output as it comes; without it they are in the result.</param>
    /// <param name="cancellation">Interrupts; the call returns when Terraform has ended.</param>
    /// <param name="arguments">Command and options.</param>
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

    /// <summary>The same, where anything but success is the end.</summary>
    /// <exception cref="RailheadException">What Terraform says went wrong, for people.</exception>
    public async Task<string> OutputAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments)
    {
        var result = await RunAsync(null, cancellation, arguments);
        cancellation.ThrowIfCancellationRequested();
        return result.ExitCode == 0 ? result.Output : throw TerraformProblem.Of(result.Output + result.Error, arguments[0]);
    }

    ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var argument in (IEnumerable<string>)[Binary.Path, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TF_IN_AUTOMATION"] = "1";
        start.Environment["TF_INPUT"] = "0";
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        return start;
    }

    static void Interrupt(int process)
    {
        var kill = new ProcessStartInfo("kill");
        foreach (var argument in (string[])["-INT", process.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            kill.ArgumentList.Add(argument);
        }

        using var _ = Process.Start(kill);
    }
}
