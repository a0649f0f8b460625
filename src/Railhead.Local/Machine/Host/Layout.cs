using System.Globalization;

namespace Railhead.Local;

/// <summary>
/// Every path of one environment on this machine, in one place. Durable things live below <see cref="Root"/>; sockets and plain-text
/// secrets live below <see cref="Run"/>, a short path on tmpfs (a unix socket's path is at most 107 bytes).
/// </summary>
/// <param name="Home"><c>RAILHEAD_HOME</c>.</param>
/// <param name="App">The blueprint's <c>app</c>.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Run">The environment's folder on tmpfs, such as <c>/run/railhead/1f3a9c27</c>.</param>
public sealed record Layout(string Home, string App, string Environment, string Run)
{
    public string Root => Path.Combine(Home, "apps", App, Environment);

    /// <summary>The scan directory of <c>s6-svscan</c>: a service folder for each process.</summary>
    public string Services => Path.Combine(Root, "services");

    /// <summary>Where service folders are built before they are renamed into <see cref="Services"/>.</summary>
    public string Staging => Path.Combine(Root, "staging");

    /// <summary>Where service folders go before their processes are ended and they are deleted.</summary>
    public string Gone => Path.Combine(Root, "gone");

    /// <summary>A folder of <c>s6-log</c> for each service.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>The folder of one service's log.</summary>
    public string LogFolder(string service) => Path.Combine(Logs, service);

    /// <summary>The file that one service's log is written to at the moment.</summary>
    public string LogFile(string service) => Path.Combine(LogFolder(service), ServiceLog.Current);

    /// <summary>Control-plane state (SQLite).</summary>
    public string StateFile => Path.Combine(Root, "state.db");

    /// <summary>Events and warnings (SQLite).</summary>
    public string EventFile => Path.Combine(Root, "events.db");

    /// <summary>The bare git repository that a push goes to.</summary>
    public string Repository => Path.Combine(Root, "repository.git");

    public string Releases => Path.Combine(Root, "releases");

    public string Release(int number) => Path.Combine(Releases, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A folder for each task: its own copy of the release, its nginx.</summary>
    public string Tasks => Path.Combine(Root, "tasks");

    /// <summary>Sources and logs of deployments.</summary>
    public string Deployments => Path.Combine(Root, "deployments");

    /// <summary>HOME of builds, with their package caches.</summary>
    public string BuildHome => Path.Combine(Root, "build-home");

    /// <summary>Checkout and release of the build that runs.</summary>
    public string BuildWorkspace => Path.Combine(Root, "build");

    public string LoadBalancer => Path.Combine(Root, "loadbalancer");

    public string Database => Path.Combine(Root, "database");

    public string Storage => Path.Combine(Root, "storage");

    /// <summary>The environment's encrypted secrets and wrapped data key.</summary>
    public string Secrets => Path.Combine(Root, "secrets");

    /// <summary>The control plane's own sockets, 0700 and the control plane's user's.</summary>
    public string RunControl => Path.Combine(Run, "control");

    public string ApiSocket => Path.Combine(RunControl, "api.sock");

    /// <summary>The folder of <see cref="PushSocket"/>; the group of pushes may pass, nobody else.</summary>
    public string RunPush => Path.Combine(Run, "push");

    /// <summary>Where pushes over SSH arrive.</summary>
    public string PushSocket => Path.Combine(RunPush, "push.sock");

    /// <summary>HAProxy's sockets; its user's, 0700.</summary>
    public string RunLoadBalancer => Path.Combine(Run, "lb");

    /// <summary>PostgreSQL's sockets; its user's, 0700.</summary>
    public string RunDatabase => Path.Combine(Run, "db");

    /// <summary>Keys and configuration of the store; its user's, 0700.</summary>
    public string RunStorage => Path.Combine(Run, "storage");

    /// <summary>Short links to temporary folders of tasks whose own paths are long.</summary>
    public string RunTemporary => Path.Combine(Run, "t");

    /// <summary>A 0600 file <c>ID.env</c> for each task with its environment, secrets included; the control plane's user's, 0700.</summary>
    public string RunTasks => Path.Combine(Run, "tasks");
}
