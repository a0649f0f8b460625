namespace Railhead.Local;

/// <summary>What installing or removing the unit changed.</summary>
public enum UnitChange
{
    /// <summary>It was not there.</summary>
    Installed,

    /// <summary>It was there with another text, or was not enabled.</summary>
    Updated,

    /// <summary>It was there as wanted.</summary>
    Unchanged,

    Removed,

    /// <summary>There was none to remove.</summary>
    Absent,
}
