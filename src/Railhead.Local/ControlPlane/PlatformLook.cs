namespace Railhead.Local;

/// <summary>
/// Decides when a pass compares the platform's own files and definitions: always while something happens, else now and then, since s6
/// restarts by itself what dies.
/// </summary>
public sealed class PlatformLook(TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    long? _last;

    public bool IsDue => _last is not { } last || time.GetElapsedTime(last) >= Interval;

    /// <summary>Everything was compared; the next look has time when nothing happens.</summary>
    public void Done() => _last = time.GetTimestamp();

    /// <summary>Has the next pass look, when something happens.</summary>
    public void HurryIf(bool happens) => _last = happens ? null : _last;
}
