using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Railhead.Local;

namespace Railhead.Cli.Tests;

/// <summary>Answers on an environment's socket with fixed texts, as its control plane would.</summary>
sealed class FakeControlPlane : IAsyncDisposable
{
    readonly WebApplication _server;

    FakeControlPlane(WebApplication server) => _server = server;

    /// <summary>The requests so far, such as <c>PUT /secrets/KEY {"value":"x"}</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <param name="run">The command line whose home has the environment.</param>
    /// <param name="record">The environment.</param>
    /// <param name="answers">By method and path, without the query; an answer that begins with <c>409</c> is an error.</param>
    public static async Task<FakeControlPlane> StartAsync(
        CommandLineRun run,
        EnvironmentRecord record,
        IReadOnlyDictionary<string, string> answers
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(AppLocator.LayoutOf(run.Home, record).ApiSocket));
        var plane = new FakeControlPlane(builder.Build());
        plane._server.MapFallback((RequestDelegate)(http => plane.AnswerAsync(http, answers)));
        await plane._server.StartAsync(Eventually.Cancellation);
        return plane;
    }

    async Task AnswerAsync(HttpContext http, IReadOnlyDictionary<string, string> answers)
    {
        var request = $"{http.Request.Method} {http.Request.Path}";
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        Requests.Enqueue($"{request}{http.Request.QueryString} {body}".TrimEnd());
        var answer = answers.GetValueOrDefault(request, "404");
        if (answer.StartsWith("40", StringComparison.Ordinal))
        {
            http.Response.StatusCode = int.Parse(answer.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture);
            answer = answer[3..];
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer, http.RequestAborted);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
