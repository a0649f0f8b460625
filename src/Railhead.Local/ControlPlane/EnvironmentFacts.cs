namespace Railhead.Local;

/// <summary>The facts about an environment that do not change while its control plane runs.</summary>
public sealed record EnvironmentFacts
{
    public required Layout Layout { get; init; }
    public required EnvironmentRecord Record { get; init; }
    public required Accounts Accounts { get; init; }
    public required Tools Tools { get; init; }

    /// <summary>The installed <c>railhead</c> program.</summary>
    public required string Program { get; init; }

    /// <summary>The walls that this machine can build.</summary>
    public Isolation Isolation { get; init; } = Isolation.None;

    /// <summary>PATH of tasks: the folders of the one who ran <c>up</c> that the tasks' user can enter.</summary>
    public string TaskSearchPath
    {
        get => field ?? Record.SearchPath;
        init;
    }

    /// <summary>PATH of builds and release commands, likewise.</summary>
    public string BuildSearchPath
    {
        get => field ?? Record.SearchPath;
        init;
    }

    /// <summary>The environment's block of ports.</summary>
    public PortPlan Ports => new(Record.PortBase);

    /// <summary>The app's address, without a slash at the end.</summary>
    public string Url => Record.Url;
}
