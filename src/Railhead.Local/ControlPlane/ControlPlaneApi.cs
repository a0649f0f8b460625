using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The control plane's HTTP API on its unix socket: for the command line and for the hook of a push.</summary>
public sealed class ControlPlaneApi(
    Layout layout,
    DeploymentQueue queue,
    DeploymentRecord deployments,
    UpOperation up,
    EnvironmentOperations operations,
    StatusReader status,
    TimeProvider time,
    ILogger log
)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Get("/status", async http => await WriteAsync(http, await status.ReadAsync(), ApiJson.Default.StatusDocument));
        Get("/push-facts", http => WriteAsync(http, operations.PushFacts(), ApiJson.Default.PushFacts));
        Get("/releases", http => WriteAsync(http, operations.Releases(), ApiJson.Default.IReadOnlyListReleaseDocument));
        Get("/secrets", http => WriteAsync(http, operations.Secrets(), ApiJson.Default.IReadOnlyListSecretDocument));
        Get(
            "/deployments/{id:int}/events",
            http => FollowAsync(http, int.Parse((string)http.GetRouteValue("id")!, CultureInfo.InvariantCulture))
        );
        Post(
            "/exec",
            async http => await WriteAsync(http, await operations.PrepareExecAsync(http.RequestAborted), ApiJson.Default.ExecFacts)
        );
        Post("/up", UpAsync);
        Post("/deployments", DeployAsync);
        Post(
            "/rollback",
            async http =>
            {
                var request = (await http.Request.ReadFromJsonAsync(ApiJson.Default.RollbackRequest, http.RequestAborted))!;
                await WriteAsync(http, operations.Rollback(request.Number), ApiJson.Default.DeploymentAccepted);
            }
        );
        routes.MapPut(
            "/secrets/{name}",
            (RequestDelegate)(
                http =>
                    HandleAsync(
                        http,
                        async () =>
                        {
                            var value = (await http.Request.ReadFromJsonAsync(ApiJson.Default.SecretValue, http.RequestAborted))!;
                            operations.SetSecret((string)http.GetRouteValue("name")!, value.Value);
                        }
                    )
            )
        );
        routes.MapDelete(
            "/secrets/{name}",
            (RequestDelegate)(
                http =>
                    HandleAsync(
                        http,
                        () =>
                        {
                            operations.RemoveSecret((string)http.GetRouteValue("name")!);
                            return Task.CompletedTask;
                        }
                    )
            )
        );

        void Get(string path, Func<HttpContext, Task> answer) =>
            routes.MapGet(path, (RequestDelegate)(http => HandleAsync(http, () => answer(http))));
        void Post(string path, Func<HttpContext, Task> answer) =>
            routes.MapPost(path, (RequestDelegate)(http => HandleAsync(http, () => answer(http))));
    }

    async Task UpAsync(HttpContext http)
    {
        var request = (await http.Request.ReadFromJsonAsync(ApiJson.Default.UpRequest, http.RequestAborted))!;
        var events = Channel.CreateUnbounded<ProgressEvent>();
        var work = Task.Run(async () =>
        {
            try
            {
                return await up.RunAsync(
                    request.Blueprint,
                    request.ObjectFormat,
                    entry => events.Writer.TryWrite(entry),
                    http.RequestAborted
                );
            }
            finally
            {
                events.Writer.Complete();
            }
        });
        await foreach (var entry in events.Reader.ReadAllAsync(http.RequestAborted))
        {
            await SendAsync(http, entry);
        }

        if (await work is { } id)
        {
            await FollowAsync(http, id);
        }
    }

    /// <summary>Takes the source as a tar in the body and answers when it is safely here.</summary>
    async Task DeployAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var incoming = Path.Combine(layout.Deployments, $"incoming-{Guid.NewGuid():N}.tar");
        try
        {
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.Write))
            {
                await http.Request.Body.CopyToAsync(file, http.RequestAborted);
                file.Flush(flushToDisk: true);
            }

            var accepted = operations.Deploy(
                new DeploymentRequest.Deploy(
                    query["revision"].ToString(),
                    query["subject"].ToString(),
                    Force: query["force"] == "1",
                    MovesRef: query["moves-ref"] == "1"
                ),
                incoming
            );
            await WriteAsync(http, accepted, ApiJson.Default.DeploymentAccepted);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    async Task FollowAsync(HttpContext http, int id)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "application/jsonl";
        }

        ProgressEvent? last = null;
        await foreach (
            var entry in DeploymentLog.FollowAsync(deployments.Files.EventFile(id), () => queue.IsOver(id), time, http.RequestAborted)
        )
        {
            await SendAsync(http, entry);
            last = entry;
        }

        // A crash between the two records of the end (or a full disk) leaves a log without one.
        if (last is not ResultEvent && deployments.ResultOf(id) is { } result)
        {
            await SendAsync(http, result);
        }
    }

    static async Task SendAsync(HttpContext http, ProgressEvent entry)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "application/jsonl";
        }

        await http.Response.WriteAsync(JsonLines.Of(entry) + "\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    static Task WriteAsync<T>(HttpContext http, T document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        http.Response.WriteAsJsonAsync(document, type, contentType: null, http.RequestAborted);

    async Task HandleAsync(HttpContext http, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            var error = Problem.Of(e);
            if (Problem.IsUnexpected(e))
            {
                log.RequestFailed(e, http.Request.Method, http.Request.Path);
            }

            if (http.Response.HasStarted)
            {
                await SendAsync(http, ResultEvent.Failure(error.Message));
                return;
            }

            http.Response.StatusCode = StatusCodes.Status409Conflict;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(JsonLines.Of(error, indented: true), http.RequestAborted);
        }
    }
}
