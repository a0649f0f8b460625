namespace Railhead.Local;

/// <summary>A listening TCP socket that outlives the server that serves it.</summary>
/// <param name="Address">IP address.</param>
/// <param name="Port">Port.</param>
/// <param name="Descriptor">The file descriptor where the server expects it.</param>
public sealed record Listener(string Address, int Port, int Descriptor)
{
    /// <summary>The name under which the holders keep it; another address is another name.</summary>
    public string NameFor(ServiceDefinition server) => $"{server.Name}:{Address}:{Port}";

    /// <summary>The name of a reserved socket that the server has as this descriptor.</summary>
    public static string ReserveFor(string server, int descriptor) => $"{server}:reserve:{descriptor}";
}
