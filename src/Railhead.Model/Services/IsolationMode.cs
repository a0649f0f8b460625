namespace Railhead.Model;

/// <summary>Whether walls stand around the processes of an app on this machine.</summary>
public enum IsolationMode
{
    /// <summary>As far as the machine can.</summary>
    Auto,

    /// <summary>None; users and permissions alone keep apps apart.</summary>
    Off,
}
