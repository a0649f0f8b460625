// An app with the behaviour that a test asks for: by its argument from the start, or by a request later.
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

string mode = args is [var first, ..] ? first : "serve";
if (mode == "never-listens")
{
    Console.WriteLine("I am busy with something else.");
    using var ended = new ManualResetEventSlim();
    using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => ended.Set());
    ended.Wait();
    return 0;
}

if (mode == "exits")
{
    Console.WriteLine("The configuration of the flux compensator is missing.");
    return 3;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.ListenAnyIP(int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "3000"));
    kestrel.Limits.MaxRequestBodySize = null;
});
var app = builder.Build();
app.UseWebSockets();

long received = 0;
var release = new SemaphoreSlim(0);

app.MapGet("/up", () => mode == "unhealthy" ? Results.StatusCode(500) : Results.Text("ok"));
app.MapGet("/version", () => Environment.GetEnvironmentVariable("APP_REVISION"));
app.MapGet("/pid", () => Environment.ProcessId.ToString());
app.MapGet("/cwd", () => Environment.CurrentDirectory);
app.MapGet("/file/{name}", (string name) => File.Exists(name) ? Results.Text(File.ReadAllText(name)) : Results.NotFound());
app.MapGet(
    "/env/{name}",
    (string name) => Environment.GetEnvironmentVariable(name) is { } value ? Results.Text(value) : Results.NotFound()
);
app.MapGet("/headers", (HttpRequest request) => Results.Text(string.Concat(request.Headers.Select(h => $"{h.Key}: {h.Value}\n"))));

// The number of bytes that have arrived so far, also of uploads that have not ended.
app.MapGet("/received", () => Interlocked.Read(ref received).ToString());
app.MapPost(
    "/upload",
    async (HttpRequest request) =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0; )
        {
            hash.AppendData(buffer, 0, read);
            Interlocked.Add(ref received, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
);

// The second line is sent after a POST to /release only.
app.MapGet(
    "/stream",
    async (HttpResponse response) =>
    {
        await response.WriteAsync("first\n");
        await response.Body.FlushAsync();
        await release.WaitAsync();
        await response.WriteAsync("second\n");
    }
);
app.MapPost("/release", () => release.Release().ToString());

app.MapGet(
    "/echo",
    async (HttpContext http) =>
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } message)
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, CancellationToken.None);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
);

app.MapPost(
    "/say/{line}",
    (string line) =>
    {
        Console.WriteLine(line);
        return "said";
    }
);
app.MapPost(
    "/flood/{megabytes:int}",
    (int megabytes) =>
    {
        string line = new('x', 1023);
        using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 20);
        for (int i = 0; i < megabytes * 1024; i++)
            output.WriteLine(line);
        return "flooded";
    }
);

Console.WriteLine($"Listening as {mode}");
app.Run();
return 0;
