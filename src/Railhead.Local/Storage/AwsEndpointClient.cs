using System.Net.Http.Json;
using System.Net.Sockets;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>The control plane's side of the endpoint's admin socket.</summary>
public sealed class AwsEndpointClient : IDisposable
{
    readonly HttpClient _http;

    public AwsEndpointClient(Layout layout)
    {
        var endpoint = new UnixDomainSocketEndPoint(AwsEndpointConfiguration.AdminSocketOf(layout));
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            // The endpoint may have been started anew since the last call.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(endpoint, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://endpoint"), Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>Whether it serves.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.GetAsync("/ready", cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The number and size of each bucket's objects.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<IReadOnlyList<BucketUsage>> UsageAsync(CancellationToken cancellation) =>
        (await _http.GetFromJsonAsync("/usage", StorageJson.Default.EndpointUsage, cancellation))!.Buckets;

    /// <summary>Lets it take up its configuration now.</summary>
    /// <returns>Null, or why it goes on with what it had.</returns>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<string?> ReloadAsync(CancellationToken cancellation)
    {
        using var response = await _http.PostAsync("/reload", null, cancellation);
        return (await response.Content.ReadFromJsonAsync(StorageJson.Default.EndpointState, cancellation))!.Error;
    }

    public void Dispose() => _http.Dispose();
}
