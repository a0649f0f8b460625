namespace Railhead.Local;

/// <summary>The kind of a warning. Its word in JSON is the name in kebab-case, such as <c>crash-loop</c>.</summary>
public enum WarningKind
{
    /// <summary>A process of the platform, or of a task that is to serve, keeps crashing.</summary>
    CrashLoop,

    /// <summary>A part of the platform does not become ready.</summary>
    NotReady,

    /// <summary>A secret was set, and the tasks that serve do not have it.</summary>
    SecretNotGiven,

    /// <summary>The disk is nearly full.</summary>
    DiskFull,

    /// <summary>The wanted certificate does not serve, or soon expires.</summary>
    Certificate,
}
