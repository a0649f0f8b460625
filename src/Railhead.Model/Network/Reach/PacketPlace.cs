namespace Railhead.Model;

/// <summary>A place that connections start from or lead to, such as <c>task</c> or <c>internet</c>.</summary>
public sealed record PacketPlace
{
    /// <summary>As people write it.</summary>
    public required string Name { get; init; }

    /// <summary>Its resource, for people; the name where it has none.</summary>
    public required string Title { get; init; }

    /// <summary>Inside the VPC; empty for a place outside.</summary>
    public IReadOnlyList<PacketInterface> Interfaces { get; init; } = [];

    /// <summary>Outside the VPC: its addresses. The Internet has all public ones.</summary>
    public AddressRange? Outside { get; init; }

    /// <summary>Ports that it listens on; the first is the port of a question that names none.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>Why it opens no connections; null: it does.</summary>
    public string? OnlyAnswers { get; init; }

    /// <summary>The rule that denies a stranger's request although packets arrive; null: there is none.</summary>
    public string? DeniesStrangers { get; init; }

    /// <summary>Outside the VPC: the rule that lets a stranger in; null: there is none.</summary>
    public string? AdmitsStrangers { get; init; }

    /// <summary>A sentence about the way there; null: nothing to say.</summary>
    public string? Note { get; init; }
}
