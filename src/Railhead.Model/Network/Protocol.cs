namespace Railhead.Model;

/// <summary>The protocols that rules allow.</summary>
public enum Protocol
{
    Tcp,

    /// <summary>In place of a rule's two ports stand the message's type and code.</summary>
    Icmp,
}
