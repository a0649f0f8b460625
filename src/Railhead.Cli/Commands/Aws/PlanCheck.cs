using Railhead.Aws;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead check --aws</c>: holds a Terraform plan against the catalogue of rules.</summary>
static class PlanCheck
{
    /// <param name="call">The command's call.</param>
    /// <param name="file">A plan as JSON, of any Terraform; null: a new plan of the environment's folder.</param>
    /// <param name="sarif">The file that also gets the findings; null: none.</param>
    public static async Task<int> RunAsync(Invocation call, string? file, string? sarif)
    {
        var (json, architecture, places) = file is null ? await NewPlanAsync(call) : await OfFileAsync(call, file);
        var plan = PolicyPlan.Read(json);
        var exceptions = architecture is null ? [] : OwnExceptions.Of(architecture);
        foreach (var exception in exceptions.Where(exception => !PolicyCatalogue.Rules.Any(exception.IsAbout)))
        {
            call.Error.WriteLine($"warning: exceptions in {BlueprintFile.Name}: there is no rule {exception.Rule}.");
        }

        var found = PolicyCheck.Find(plan, architecture is not { Tier: Tier.Development }, exceptions);
        Place PlaceOf(PolicyFinding finding) => places.Of(finding.Resource);
        if (sarif is not null)
        {
            await File.WriteAllTextAsync(
                Path.GetFullPath(sarif, call.Terminal.Folder),
                PolicySarif.Write(found, PlaceOf, ProductVersion.Number),
                call.Cancellation
            );
        }

        var open = found.Where(finding => finding.Exception is null).ToList();
        if (call.Json)
        {
            call.Out.WriteLine(PolicyDocument.Of(open, PlaceOf).Json());
        }
        else
        {
            call.Out.WriteLines(PolicyText.Lines(found, PlaceOf));
        }

        return open.Any(finding => finding.Rule.Severity == Severity.Error) ? ExitCode.Usage : ExitCode.Done;
    }

    static async Task<(string Json, Architecture? Architecture, ResourcePlaces Places)> NewPlanAsync(Invocation call)
    {
        using var session = await AwsSession.OpenAsync(call, Infrastructure.Of(call));
        var plan = await session.PlanAsync(call);
        return (plan.Json, session.Architecture, Places(call, session.Infrastructure.Folder, session.Infrastructure.Relative));
    }

    /// <summary>
    /// A blueprint around it is taken for the plan's, for its tier and its exceptions. Without one, the rules for production count.
    /// </summary>
    static async Task<(string Json, Architecture? Architecture, ResourcePlaces Places)> OfFileAsync(Invocation call, string file)
    {
        var json = await PlanFile.ReadAsync(call, file);
        var architecture = AppFolder.Find(call) is { } folder
            ? CheckCommand.Architecture(call, File.ReadAllText(AppFolder.Blueprint(folder)))
            : null;
        return (json, architecture, Places(call, Path.GetDirectoryName(PlanFile.PathOf(call, file))!, file));
    }

    static ResourcePlaces Places(Invocation call, string folder, string otherwise) =>
        new(folder, file => Path.GetRelativePath(call.Terminal.Folder, file), otherwise);
}
