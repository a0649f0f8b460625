using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Railhead.Local;

/// <summary>The URL that another computer pushes to.</summary>
public static class SshRemote
{
    const int Default = 22;

    /// <summary>The URL of an environment on this machine.</summary>
    /// <param name="app">The app.</param>
    /// <param name="url">The environment's own URL.</param>
    /// <param name="control">The control plane's user.</param>
    public static string Of(string app, string url, Account control) =>
        Of(
            app,
            control.Uid == 0 ? PushAccount.Name : control.Name,
            Host(new Uri(url).Host, Dns.GetHostName(), Address()),
            SshPort.OfThisMachine()
        );

    public static string Of(string app, string user, string host, int port)
    {
        var bracketed = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        var ending = port == Default ? "" : string.Create(CultureInfo.InvariantCulture, $":{port}");
        return $"ssh://{Uri.EscapeDataString(user)}@{bracketed}{ending}/{app}";
    }

    /// <summary>
    /// The app's domain; without one, the machine's name if it is a full one, else the address from which it reaches others.
    /// </summary>
    public static string Host(string ofApp, string machine, string? address) =>
        ofApp != "localhost" && !IPAddress.TryParse(ofApp.Trim('[', ']'), out _) ? ofApp
        : machine.Contains('.', StringComparison.Ordinal) ? machine
        : address ?? machine;

    /// <summary>
    /// A datagram socket that is connected has the address of the default route. Nothing is sent. The target is of RFC 5737.
    /// </summary>
    static string? Address()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(IPAddress.Parse("192.0.2.1"), Default);
            return ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
