namespace Railhead.Local;

/// <summary>Whether something that takes its time can be used.</summary>
public abstract record Readiness
{
    Readiness() { }

    public static Readiness Ready { get; } = new IsReady();

    public static Readiness Starting { get; } = new IsStarting();

    public static Readiness NotReady(string reason) => new HasFailed(reason);

    /// <summary>The reason why it is not ready, for people.</summary>
    public abstract string Reason { get; }

    public sealed record IsReady : Readiness
    {
        public override string Reason => "ready";
    }

    public sealed record IsStarting : Readiness
    {
        public override string Reason => "starting";
    }

    /// <summary>It failed and is tried again.</summary>
    public sealed record HasFailed(string Why) : Readiness
    {
        public override string Reason => Why;
    }
}
