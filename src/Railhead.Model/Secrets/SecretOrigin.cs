namespace Railhead.Model;

public enum SecretOrigin
{
    /// <summary>Made or known by Railhead.</summary>
    Generated,

    /// <summary>Set with <c>railhead secrets set</c>.</summary>
    User,
}
