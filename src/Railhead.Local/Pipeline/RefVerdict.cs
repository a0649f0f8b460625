namespace Railhead.Local;

/// <summary>What <see cref="MoveRefHook"/> tells git of a ref.</summary>
public abstract record RefVerdict
{
    private protected RefVerdict() { }

    /// <summary>Git itself updates it.</summary>
    public sealed record LeftToGit : RefVerdict;

    /// <summary>It is where it should be.</summary>
    /// <param name="At">The commit that it names, where that is not the pushed object.</param>
    public sealed record Done(string? At = null) : RefVerdict;

    /// <param name="Reason">A few words: git shows them behind the ref.</param>
    public sealed record Refused(string Reason) : RefVerdict;
}
