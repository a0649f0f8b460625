using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead check</c>: every finding of the blueprint, in one run.</summary>
public static class CheckCommand
{
    public static int Run(Invocation call)
    {
        var folder = AppLocator.BlueprintFolder(call.Folder);
        var result = BlueprintFile.Parse(
            File.ReadAllText(Path.Combine(folder, AppLocator.FileName)),
            AppLocator.FileName,
            call.Environment
        );
        var findings = result.Findings.Concat(result.NotHonoured()).ToList();
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

            if (findings.Count == 0)
            {
                call.Error.WriteLine($"{AppLocator.FileName} is fine.");
            }
        }

        if (Ownership.CurrentUid != 0)
        {
            call.Error.WriteLine(
                "note: Railhead is not run by root: all processes share one user, and isolation between app, database and builds is off."
            );
        }

        return result.Blueprint is null ? ExitCode.Usage : ExitCode.Done;
    }

    /// <summary>The architecture of a blueprint; its warnings are shown.</summary>
    /// <exception cref="BlueprintException">It has errors.</exception>
    public static Architecture Architecture(Invocation call, string text)
    {
        var result = BlueprintFile.Parse(text, AppLocator.FileName, call.Environment);
        if (result.Blueprint is not { } blueprint)
        {
            throw new BlueprintException(result.Findings);
        }

        foreach (var finding in result.Findings)
        {
            call.Error.WriteLine(finding);
        }

        return ArchitectureCompiler.Compile(blueprint, call.Environment);
    }
}
