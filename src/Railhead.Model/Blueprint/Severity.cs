namespace Railhead.Model;

/// <summary>How bad a finding is: an error stops the command, a warning does not.</summary>
public enum Severity
{
    Error,
    Warning,
}
