namespace Railhead.Aws;

/// <summary>The account as far as it decides about an apply. Null: AWS did not say.</summary>
sealed record AccountFacts
{
    /// <summary>Values by quota; a quota that AWS did not tell is missing.</summary>
    public IReadOnlyDictionary<Quota, double> Quotas { get; init; } = new Dictionary<Quota, double>();

    /// <summary>Elastic IP addresses that exist.</summary>
    public int? Addresses { get; init; }

    /// <summary>VPCs that exist, the default one too.</summary>
    public int? Vpcs { get; init; }

    /// <summary>Names of the availability zones that this account sees.</summary>
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>Whether GuardDuty is on in the region.</summary>
    public bool? HasDetector { get; init; }

    /// <summary>Services that lack their service-linked role, such as <c>rds.amazonaws.com</c>.</summary>
    public IReadOnlyList<string>? MissingRoles { get; init; }

    /// <summary>Names of the alarms in state ALARM, of those that take back a deployment.</summary>
    public IReadOnlyList<string>? RedAlarms { get; init; }

    /// <summary>Name of the target group that serves; null: there is no service yet, or AWS did not say.</summary>
    public string? ServingGroup { get; init; }

    /// <summary>The questions that AWS did not answer, with its reason.</summary>
    public IReadOnlyList<string> Unanswered { get; init; } = [];
}
