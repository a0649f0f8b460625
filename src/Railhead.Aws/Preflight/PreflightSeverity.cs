namespace Railhead.Aws;

public enum PreflightSeverity
{
    /// <summary>Something could not be checked.</summary>
    Note,

    /// <summary>The apply works; something after it may not.</summary>
    Warning,

    /// <summary>The apply would fail.</summary>
    Error,
}
