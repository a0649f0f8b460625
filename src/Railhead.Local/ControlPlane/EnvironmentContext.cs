using Railhead.Model;

namespace Railhead.Local;

/// <summary>All that the control plane of one environment works with, made once at its start and passed on explicitly.</summary>
public sealed record EnvironmentContext
{
    public required Layout Layout { get; init; }
    public required EnvironmentRecord Record { get; init; }
    public required Accounts Accounts { get; init; }
    public required Tools Tools { get; init; }
    public required StateStore Store { get; init; }
    public required AppliedState Applied { get; init; }
    public required SecretStore Secrets { get; init; }
    public required Supervisor Supervisor { get; init; }
    public required LoadBalancerController LoadBalancer { get; init; }
    public required TimeProvider Time { get; init; }

    /// <summary>The installed <c>railhead</c> program.</summary>
    public required string Program { get; init; }

    /// <summary>Lines for the control plane's own log.</summary>
    public required Action<string> Log { get; init; }

    /// <summary>What the apps' own port settings are: the environment's block of ports.</summary>
    public PortPlan Ports => new(Record.PortBase);

    /// <summary>Where the app answers, without a slash at the end.</summary>
    public string Url => Record.Url;
}

/// <summary>The use of an environment's block of 256 ports.</summary>
/// <param name="Base">Its first port.</param>
public sealed record PortPlan(int Base)
{
    public int Database => Base;

    /// <summary>Object storage and role credentials.</summary>
    public int Storage => Base + 1;

    public bool Has(int port) => port >= Base && port < Base + 256;

    /// <summary>The first pair (app, nginx) that no task of <paramref name="tasks"/> has; the least recently used would be no better: a task's processes are gone before its row is.</summary>
    public (int App, int Nginx) NextPair(IReadOnlyCollection<TaskRow> tasks)
    {
        for (var port = Base + 16; port + 1 < Base + 256; port += 2)
        {
            if (tasks.All(task => task.AppPort != port))
            {
                return (port, port + 1);
            }
        }

        throw new RailheadException("RH3010", "More than 120 tasks exist at once, which is more than an environment has ports for.");
    }
}
