using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The operations of Terraform that the commands use.</summary>
public static class TerraformOperations
{
    /// <summary>The option that lets resources with data be deleted: the variable is in <c>terraform.tf</c>.</summary>
    public const string WithoutDeletionProtection = $"-var={TerraformFile.DeletionProtection}=false";

    /// <summary>The option that plans by the state, without reading every resource again.</summary>
    public const string WithoutRefresh = "-refresh=false";

    /// <summary>Plans into a file.</summary>
    /// <param name="workspace">Initialized.</param>
    /// <param name="planFile">The path of the plan, which can contain confidential values.</param>
    /// <param name="listener">Gets warnings and errors.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <param name="options">Such as <c>-destroy</c> or <c>-var</c>.</param>
    /// <returns>The plan as Terraform's JSON, which can contain confidential values too.</returns>
    /// <exception cref="RailheadException">Terraform could not plan.</exception>
    public static async Task<string> PlanJsonAsync(
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
        return await workspace.Terraform.OutputAsync(cancellation, "show", "-json", planFile);
    }

    /// <summary>Plans into a file, and reads the changes from it.</summary>
    /// <inheritdoc cref="PlanJsonAsync"/>
    /// <returns>The changes, in Terraform's order.</returns>
    public static async Task<IReadOnlyList<PlannedChange>> PlanAsync(
        this Workspace workspace,
        string planFile,
        Action<TerraformEvent> listener,
        CancellationToken cancellation,
        params IReadOnlyList<string> options
    ) => PlanSummary.Read(await workspace.PlanJsonAsync(planFile, listener, cancellation, options));

    /// <summary>Reads every resource again, and finds what was changed by hand since the last apply. It changes nothing.</summary>
    /// <exception cref="RailheadException">Terraform could not read it.</exception>
    public static async Task<IReadOnlyList<DriftedAttribute>> DriftAsync(
        this Workspace workspace,
        string planFile,
        Action<TerraformEvent> listener,
        CancellationToken cancellation
    )
    {
        var plan = await workspace.PlanJsonAsync(planFile, listener, cancellation, "-refresh-only");
        return DriftReader.Read(plan, workspace.IsEmulated ? MotoGaps.Forgets : null);
    }

    /// <summary>Applies a plan.</summary>
    /// <exception cref="RailheadException">Something failed. The state contains what was done.</exception>
    public static Task ApplyAsync(
        this Workspace workspace,
        string planFile,
        Action<TerraformEvent> listener,
        CancellationToken cancellation
    ) => RunAsync(workspace, listener, ["apply", "-input=false", "-json", "-lock-timeout=5s", planFile], cancellation);

    /// <summary>The outputs by name, as JSON values. Sensitive ones are null.</summary>
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

    /// <summary>An attribute of a resource in the state, or null.</summary>
    public static async Task<string?> AttributeAsync(this Workspace workspace, string address, string name, CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(await workspace.Terraform.OutputAsync(cancellation, "show", "-json"));
        return document.RootElement.TryGetProperty("values", out var values)
            ? values
                .GetProperty("root_module")
                .GetProperty("resources")
                .EnumerateArray()
                .Where(resource => resource.GetProperty("address").GetString() == address)
                .Select(resource => resource.GetProperty("values").TryGetProperty(name, out var value) ? value.GetString() : null)
                .FirstOrDefault()
            : null;
    }

    static async Task RunAsync(Workspace workspace, Action<TerraformEvent> listener, string[] arguments, CancellationToken cancellation)
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
