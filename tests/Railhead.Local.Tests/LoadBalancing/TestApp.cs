using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Railhead.Local.Tests;

/// <summary>An app as a task runs it, in this process: its health is the test's to set.</summary>
sealed class TestApp : IAsyncDisposable
{
    readonly WebApplication _app;

    TestApp(string name, WebApplication app) => (Name, _app) = (name, app);

    public string Name { get; }

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>What <c>/up</c> answers.</summary>
    public int UpStatus { get; set; } = 200;

    /// <summary>Requests of the health check so far: their Host and user agent.</summary>
    public ConcurrentQueue<(string Host, string Agent)> Checks { get; } = new();

    /// <summary>Requests to <c>/held</c> wait for it.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<TestApp> StartAsync(string name, int upStatus = 200)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
        });
        var app = new TestApp(name, builder.Build()) { UpStatus = upStatus };
        app._app.UseWebSockets();
        app._app.Run(app.AnswerAsync);
        await app._app.StartAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["X-Task"] = Name;
        return context.Request.Path.Value switch
        {
            "/up" => UpAsync(context),
            "/held" => HeldAsync(context),
            "/events" => EventsAsync(context),
            "/upload" => UploadAsync(context),
            "/socket" => SocketAsync(context),
            "/headers" => context.Response.WriteAsync(
                string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))
            ),
            "/long" => LongAsync(context, "text/plain"),
            "/image" => LongAsync(context, "image/png"),
            _ => context.Response.WriteAsync(
                $"{Name} {context.Request.Method} {context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}"
            ),
        };
    }

    Task UpAsync(HttpContext context)
    {
        Checks.Enqueue((context.Request.Headers.Host.ToString(), context.Request.Headers.UserAgent.ToString()));
        context.Response.StatusCode = UpStatus;
        return Task.CompletedTask;
    }

    async Task HeldAsync(HttpContext context)
    {
        Held.TrySetResult();
        await Release.Task;
        await context.Response.WriteAsync(Name);
    }

    // The first event comes at once, the second when the test has seen the first.
    async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = context.Request.Query["type"].ToString() is { Length: > 0 } type ? type : "text/event-stream";
        await context.Response.WriteAsync("data: first\n\n");
        await context.Response.Body.FlushAsync();
        await Release.Task;
        await context.Response.WriteAsync("data: second\n\n");
    }

    static async Task UploadAsync(HttpContext context)
    {
        long count = 0;
        var buffer = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(buffer) is > 0 and var read)
        {
            count += read;
        }

        await context.Response.WriteAsync(count.ToString(CultureInfo.InvariantCulture));
    }

    static async Task SocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        while (
            await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } message
        )
        {
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, CancellationToken.None);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
    }

    static Task LongAsync(HttpContext context, string type)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(new string('x', 100_000));
    }
}
