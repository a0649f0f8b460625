using System.CommandLine;
using Railhead.Aws;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead check</c>: all findings of the blueprint at once.</summary>
sealed class CheckCommand : FolderCommand
{
    readonly Option<string?> _aws = new("--aws")
    {
        Description = "Hold a Terraform plan against the rules for AWS: output of \"terraform show -json\" (default: a new plan)",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "PLAN.json",
    };

    readonly Option<string?> _sarif = new("--sarif")
    {
        Description = "With --aws: also write the findings to a SARIF file",
        HelpName = "FILE",
    };

    public CheckCommand()
        : base("check", "Find mistakes in railhead.yaml, or in a Terraform plan")
    {
        Options.Add(_aws);
        Options.Add(_sarif);
    }

    public override async Task<int> RunAsync(Invocation call)
    {
        var sarif = call.Words.GetValue(_sarif);
        if (call.Words.GetResult(_aws) is not null)
        {
            return await PlanCheck.RunAsync(call, call.Words.GetValue(_aws), sarif);
        }

        if (sarif is not null)
        {
            throw CommandErrors.SarifWithoutPlan();
        }

        var folder = AppFolder.Of(call);
        var text = File.ReadAllText(AppFolder.Blueprint(folder));
        var result = BlueprintFile.Parse(text, BlueprintFile.Name, call.Environment);
        List<Finding> findings =
        [
            .. result.Findings,
            .. result.RefusedByAws(),
            .. result.NotHonoured(),
            .. await OfSourceAsync(call, folder, result),
            .. await OfRepositoryAsync(call, folder, text),
        ];
        if (call.Json)
        {
            call.Out.WriteLine(ModelJson.Check(findings));
        }
        else
        {
            foreach (var finding in findings)
            {
                call.Out.WriteLine(finding);
            }

            var name = AppFolder.NameOf(folder, call);
            if (findings.Count == 0)
            {
                call.Error.WriteLine($"{name} is fine.");
            }
            else if (name != BlueprintFile.Name)
            {
                call.Error.WriteLine($"Checked: {name}");
            }
        }

        await NoteIsolationAsync(call, result);
        return result.Blueprint is null ? ExitCode.Usage : ExitCode.Done;
    }

    /// <summary>What keeps apps apart on this machine, where that is less than it could be.</summary>
    static async Task NoteIsolationAsync(Invocation call, BlueprintResult result)
    {
        var isOff =
            result.Blueprint is { } blueprint
            && ArchitectureCompiler.Compile(blueprint, call.Environment).Services.Isolation == IsolationMode.Off;
        var lacks = isOff ? [] : await WallsTrial.LacksAsync(call.SearchPath, call.Cancellation);
        foreach (var lack in lacks)
        {
            call.Error.WriteLine($"note: this machine cannot put walls around the app. {lack}");
        }

        if (Ownership.CurrentUid != 0)
        {
            var rest = isOff || lacks.Count > 0 ? " and nothing isolates them from each other" : "; walls stand around the tasks alone";
            call.Error.WriteLine($"note: Railhead does not run as root, so app, database and builds share one user{rest}.");
        }
    }

    static async Task<IEnumerable<Finding>> OfSourceAsync(Invocation call, string folder, BlueprintResult result)
    {
        var texts = AppSource.Read(folder).Texts;
        var languages = LanguageFiles.Read(texts).Select(requirement => requirement.Language);
        var installed = await InstalledLanguages.FindAsync(languages, call.SearchPath, folder, call.Cancellation);
        return [.. result.Dependencies(texts), .. SourceRules.OtherVersions(texts, installed), .. SourceRules.WithoutImage(texts)];
    }

    /// <summary>Tracked files that no release will have. Without git, or without a repository, there are none.</summary>
    static async Task<IEnumerable<Finding>> OfRepositoryAsync(Invocation call, string folder, string text)
    {
        if (!Tools.Find(call.SearchPath).Found.TryGetValue("git", out var git))
        {
            return [];
        }

        var code = await AppCode.FindAsync(git.Path, folder, call.Cancellation);
        var missing = code.Root is { } root
            ? await new GitSource(git.Path, root, call.Cancellation).MissingPartsAsync(code.Prefix, text, call.Environment)
            : [];
        return missing.Select(part => SourceDiagnostics.NotInRelease(new Place(BlueprintFile.Name, 1, 1), part));
    }

    /// <summary>The architecture of a blueprint; shows its warnings.</summary>
    /// <exception cref="BlueprintException">It has errors.</exception>
    public static Architecture Architecture(Invocation call, string text) => Architecture(call, text, out _);

    /// <inheritdoc cref="Architecture(Invocation, string)"/>
    public static Architecture Architecture(Invocation call, string text, out IReadOnlyList<Finding> shown)
    {
        var result = BlueprintFile.Parse(text, BlueprintFile.Name, call.Environment);
        if (result.Blueprint is not { } blueprint)
        {
            throw new BlueprintException(result.Findings);
        }

        foreach (var finding in result.Findings)
        {
            call.Error.WriteLine(finding);
        }

        shown = result.Findings;
        return ArchitectureCompiler.Compile(blueprint, call.Environment);
    }
}
