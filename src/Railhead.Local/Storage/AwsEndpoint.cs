using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// The process <c>railhead aws-endpoint --config FILE</c>: S3 and the credentials of roles on 127.0.0.1, and a unix socket for the control
/// plane. It needs nothing of the control plane to go on.
/// </summary>
public static partial class AwsEndpoint
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Variables for the process that keep its memory small; for its service definition.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string>
        {
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_gcConcurrent"] = "0",
            ["DOTNET_GCConserveMemory"] = "7",
            ["DOTNET_GCgen0size"] = "400000", // hexadecimal: 4 MB; the default follows the processor's cache and may be ten times that
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_EnableWriteXorExecute"] = "0", // 8 MB of code mapped twice
            ["DOTNET_EnableDiagnostics"] = "0", // else a killed process leaves a socket in /tmp
        };

    /// <summary>Serves until cancellation, SIGTERM or SIGINT, or until the configuration changes in a way that takes a restart.</summary>
    /// <param name="configFile">
    /// See <see cref="AwsEndpointConfiguration"/>. It waits until the file is there, which after a reboot takes the control plane.
    /// </param>
    /// <param name="listener">Descriptor of a socket that listens on the configured port already; null opens one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it cleanly.</param>
    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(string configFile, ulong? listener, TimeProvider time, CancellationToken cancellation)
    {
        await Wait.UntilAsync(() => Task.FromResult(File.Exists(configFile)), Timeout.InfiniteTimeSpan, Poll / 5, time, cancellation);

        using var state = new AwsEndpointState(configFile, time);
        await using var app = Build(state, listener, time);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Railhead.AwsEndpoint");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, app.Lifetime.ApplicationStopping);
        // The store is ours alone once it is open, and so is a socket that a killed one left.
        File.Delete(state.Configuration.AdminSocket);
        await app.StartAsync(stop.Token);
        File.SetUnixFileMode(state.Configuration.AdminSocket, FileModes.OwnerFile);
        Serving(log, state.Configuration.Port, state.Configuration.DataFolder);

        using var hangUp = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP,
            context =>
            {
                context.Cancel = true;
                if (Reload(state, log) is { Restart: true })
                {
                    app.Lifetime.StopApplication();
                }
            }
        );
        var watching = WatchAsync(state, app.Lifetime, log, time, stop.Token);
        var sweeping = UploadSweep.RunAsync(state, log, time, stop.Token);
        await app.WaitForShutdownAsync(stop.Token);
        await stop.CancelAsync();
        await watching;
        await sweeping;
        return 0;
    }

    static WebApplication Build(AwsEndpointState state, ulong? listener, TimeProvider time)
    {
        // Empty: no configuration from files or variables of whoever started it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .Logging.AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Railhead", LogLevel.Information);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                ObjectStoreLimits.Apply(kestrel);
                if (listener is { } descriptor)
                {
                    kestrel.ListenHandle(descriptor, listen => listen.Protocols = HttpProtocols.Http1);
                }
                else
                {
                    kestrel.Listen(IPAddress.Loopback, state.Configuration.Port, listen => listen.Protocols = HttpProtocols.Http1);
                }

                kestrel.ListenUnixSocket(state.Configuration.AdminSocket, listen => listen.Protocols = HttpProtocols.Http1);
                kestrel.Limits.MaxRequestBodySize = null;
                // An app may hand through what its own slow client sends or takes.
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Limits.MinResponseDataRate = null;
                // Clients keep connections in pools; one that is closed just when it is used would be an error in the app.
                kestrel.Limits.KeepAliveTimeout = TimeSpan.FromHours(1);
            });
        var app = builder.Build();
        app.Use(
            (context, next) =>
            {
                if (context.Connection.LocalIpAddress is null)
                {
                    return AnswerControlPlaneAsync(context, state, app.Lifetime);
                }

                return context.Request.Path.Equals(CredentialsEndpoint.Path, StringComparison.Ordinal)
                    ? CredentialsEndpoint.AnswerAsync(context, state.Credentials, state.IsRole)
                    : next(context);
            }
        );
        app.MapObjectStore(state.Store, state.Authenticate, RoleCredentials.AccountId, time);
        return app;
    }

    static Task AnswerControlPlaneAsync(HttpContext context, AwsEndpointState state, IHostApplicationLifetime lifetime)
    {
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("GET", "/ready"):
                return Answer(StatusCodes.Status200OK, new EndpointState("ready", null));
            case ("GET", "/usage"):
                context.Response.ContentType = "application/json";
                return JsonSerializer.SerializeAsync(
                    context.Response.Body,
                    new EndpointUsage(state.Store.Usage()),
                    StorageJson.Default.EndpointUsage,
                    context.RequestAborted
                );
            case ("POST", "/reload"):
                var (restart, error) = Reload(state, null);
                if (restart)
                {
                    lifetime.StopApplication();
                }

                return error is null
                    ? Answer(StatusCodes.Status200OK, new EndpointState(restart ? "restarting" : "ready", null))
                    : Answer(StatusCodes.Status400BadRequest, new EndpointState("refused", error));
            default:
                return Answer(
                    StatusCodes.Status404NotFound,
                    new EndpointState("refused", "There are GET /ready, GET /usage and POST /reload.")
                );
        }

        Task Answer(int status, EndpointState body)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            return JsonSerializer.SerializeAsync(context.Response.Body, body, StorageJson.Default.EndpointState, context.RequestAborted);
        }
    }

    static async Task WatchAsync(
        AwsEndpointState state,
        IHostApplicationLifetime lifetime,
        ILogger log,
        TimeProvider time,
        CancellationToken stop
    )
    {
        using var timer = new PeriodicTimer(Poll, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (!state.HasChanged())
                {
                    continue;
                }

                if (Reload(state, log) is { Restart: true })
                {
                    lifetime.StopApplication();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    // A configuration that cannot be used changes nothing: the endpoint keeps the one that it has.
    static (bool Restart, string? Error) Reload(AwsEndpointState state, ILogger? log)
    {
        try
        {
            return (!state.Reload(), null);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (log is not null)
            {
                NotReloaded(log, error.Message);
            }

            return (false, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "serving S3 and role credentials on 127.0.0.1:{Port} from {Folder}")]
    private static partial void Serving(ILogger log, int port, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the configuration is not taken up: {Reason}")]
    private static partial void NotReloaded(ILogger log, string reason);
}
