using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What Terraform does for the commands.</summary>
public static class TerraformOperations
{
    /// <summary>Plans into a file; what changes is read from it.</summary>
    /// <param name="workspace">Initialized.</param>
    /// <param name="planFile">Where the plan goes: it can hold values that are nobody's business.</param>
    /// <param name="listener">Told warnings.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <param name="options">Such as <c>-destroy</c> or <c>-var</c>.</param>
    /// <exception cref="RailheadException">Terraform could not plan.</exception>
    public static async Task<IReadOnlyList<PlannedChange>> PlanAsync(
        this Workspace workspace,
        string planFile,
        Action<TerraformEvent> listener,
        CancellationToken cancellation,
        params IReadOnlyList<string> options
    )
    {
        await RunAsync(
            workspace,
            listener,
            ["plan", "-input=false", "-json", "-lock-timeout=5s", $"-out={planFile}", .. options],
            cancellation
        );
        return PlanSummary.Read(await workspace.Terraform.OutputAsync(cancellation, "show", "-json", planFile));
    }

    /// <summary>Does what was planned.</summary>
    /// <exception cref="RailheadException">Something failed; what was done is in the state.</exception>
    public static Task ApplyAsync(
        this Workspace workspace,
        string planFile,
        Action<TerraformEvent> listener,
        CancellationToken cancellation
    ) => RunAsync(workspace, listener, ["apply", "-input=false", "-json", "-lock-timeout=5s", planFile], cancellation);

    /// <summary>The outputs by name, as JSON values; those that are sensitive are null.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonElement?>> OutputsAsync(
        this Workspace workspace,
        CancellationToken cancellation
    )
    {
        using var document = JsonDocument.Parse(await workspace.Terraform.OutputAsync(cancellation, "output", "-json"));
        return document
            .RootElement.EnumerateObject()
            .ToDictionary(
                output => output.Name,
                output =>
                    output.Value.GetProperty("sensitive").GetBoolean() ? (JsonElement?)null : output.Value.GetProperty("value").Clone(),
                StringComparer.Ordinal
            );
    }

    static async Task RunAsync(
        Workspace workspace,
        Action<TerraformEvent> listener,
        IReadOnlyList<string> arguments,
        CancellationToken cancellation
    )
    {
        List<string> errors = [],
            other = [];
        var result = await workspace.Terraform.RunAsync(Take, cancellation, arguments);
        cancellation.ThrowIfCancellationRequested();
        if (result.ExitCode == 0)
        {
            return;
        }

        throw TerraformProblem.Of(errors.Count > 0 ? string.Join('\n', errors) : string.Join('\n', other) + result.Error, arguments[0]);

        void Take(string line)
        {
            if (TerraformEvent.Parse(line) is not { } entry)
            {
                if (!line.StartsWith('{'))
                {
                    other.Add(line);
                }

                return;
            }

            if (entry.Kind == TerraformEventKind.Error)
            {
                errors.Add($"Error: {(entry.Address is null ? "" : $"{entry.Address}: ")}{entry.Message}");
            }

            listener(entry);
        }
    }
}
