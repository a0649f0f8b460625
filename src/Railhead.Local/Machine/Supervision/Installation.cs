namespace Railhead.Local;

/// <summary>The result of installing a service.</summary>
public enum Installation
{
    /// <summary>It was there as defined.</summary>
    Unchanged,

    /// <summary>It was not there; s6 starts it.</summary>
    Added,

    /// <summary>Its files were replaced; a running process still goes by the former ones.</summary>
    Changed,
}
