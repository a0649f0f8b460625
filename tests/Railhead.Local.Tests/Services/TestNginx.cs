using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>A real nginx before an app, in a temporary folder.</summary>
sealed class TestNginx : IAsyncDisposable
{
    GuardedProcess? _process;

    TestNginx(int appPort, string? staticRoot, IReadOnlyList<string>? cache, string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, NginxConfiguration.FileName),
            NginxConfiguration.Write(
                new NginxSettings
                {
                    ListenAddress = "127.0.0.1",
                    ListenPort = Port,
                    AppPort = appPort,
                    StaticRoot = staticRoot,
                    LinksFrom = staticRoot,
                    StaticCache = cache,
                    HealthHost = "guestbook.example",
                    IsFirst = false,
                }
            )
        );
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/")),
        };
    }

    public string Folder { get; }

    public int Port { get; } = FreePort.Find();

    public int MasterPid => _process!.Pid;

    public HttpClient Client { get; }

    public static async Task<TestNginx> StartAsync(int appPort, string? staticRoot = null, IReadOnlyList<string>? cache = null)
    {
        var nginx = new TestNginx(
            appPort,
            staticRoot,
            cache,
            Path.Combine(Path.GetTempPath(), $"rh nginx {Guid.NewGuid().ToString("N")[..6]} ü")
        );
        nginx._process = await GuardedProcess.StartAsync(NginxCommand.Of(TestBalancer.Tools.Nginx.Path, nginx.Folder));
        await Eventually.TrueAsync(nginx.ListensAsync, "nginx listens");
        return nginx;
    }

    public async Task<string> GetAsync(string path) => await Client.GetStringAsync(path, Eventually.Cancellation);

    /// <summary>Sends the bytes as they are and reads until the connection closes: for what an HTTP client would put right.</summary>
    public async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, Eventually.Cancellation);
        await client.GetStream().WriteAsync(System.Text.Encoding.Latin1.GetBytes(request), Eventually.Cancellation);
        using var reader = new StreamReader(client.GetStream(), System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Eventually.Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    async Task<bool> ListensAsync()
    {
        Assert.False(_process!.HasExited, _process.Output);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, Eventually.Cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
