using Railhead.Model;

namespace Railhead.Local;

/// <summary>Installs missing programs with apt-get. Their services stay stopped, because Railhead starts its own.</summary>
public static class EngineInstaller
{
    const string AptGet = "/usr/bin/apt-get";
    const string PostgresClusters = "/etc/postgresql";
    const int LastLines = 20;

    /// <summary>Asked by Debian's packages before they start a service; exit code 101 forbids it (Debian Policy, invoke-rc.d).</summary>
    const string Policy = "/usr/sbin/policy-rc.d";

    /// <summary>The programs of this machine, after the missing ones were installed where this user may do so.</summary>
    /// <param name="tools">The tools that were found.</param>
    /// <param name="say">Told what happens, in sentences.</param>
    /// <param name="cancellation">Ends apt-get.</param>
    /// <exception cref="RailheadException">This user cannot install them, or apt-get failed.</exception>
    public static async Task<Tools> EnsureAsync(Tools tools, Action<string> say, CancellationToken cancellation)
    {
        if (tools.Problem is not { } problem)
        {
            return tools;
        }

        if (Ownership.CurrentUid != 0 || !File.Exists(AptGet))
        {
            throw HostErrors.ProgramMissing(problem);
        }

        // Not needed to run, so it is no reason to install anything; with the rest it costs nothing.
        await InstallAsync([.. tools.MissingPackages, WallsTrial.Package], say, cancellation);
        var found = Tools.Find(tools.SearchPath);
        return found.Problem is { } still ? throw HostErrors.ProgramMissing(still) : found;
    }

    /// <summary>Installs Debian packages without starting their services.</summary>
    public static async Task InstallAsync(IReadOnlyList<string> packages, Action<string> say, CancellationToken cancellation)
    {
        say($"Installing {string.Join(", ", packages)} (their services stay stopped: Railhead starts its own)");
        var clusters = Clusters();
        var isOurs = ForbidStarts();
        try
        {
            await AptAsync(cancellation, "update");
            await AptAsync(cancellation, ["install", "--yes", "--no-install-recommends", .. packages]);
        }
        finally
        {
            if (isOurs)
            {
                File.Delete(Policy);
            }
        }

        if (!Clusters().SequenceEqual(clusters))
        {
            say("PostgreSQL's package made a cluster of its own (stopped). Railhead does not use it.");
        }
    }

    /// <summary>False where somebody else's policy stands already: it stays, and decides.</summary>
    static bool ForbidStarts()
    {
        try
        {
            using var file = new FileStream(
                Policy,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = FileModes.EverybodyReads,
                }
            );
            file.Write("#!/bin/sh\nexit 101\n"u8);
            return true;
        }
        catch (IOException) when (File.Exists(Policy))
        {
            return false;
        }
    }

    static async Task AptAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments)
    {
        var lines = new List<string>();
        var command = new Command(
            "/usr/bin/env",
            ["DEBIAN_FRONTEND=noninteractive", AptGet, "-o", "DPkg::Lock::Timeout=300", .. arguments]
        );
        var result = await command.RunAsync(lines.Add, grace: TimeSpan.FromSeconds(60), cancellation: cancellation);
        if (!result.Succeeded)
        {
            throw HostErrors.PackagesNotInstalled(arguments[0], result.ExitCode, lines.TakeLast(LastLines));
        }
    }

    /// <summary>A folder per major version holds a folder per cluster.</summary>
    static string[] Clusters() =>
        Directory.Exists(PostgresClusters)
            ? [.. Directory.EnumerateDirectories(PostgresClusters).SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal)]
            : [];
}
