using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Railhead.Local;

/// <summary>The control plane's HTTP API on its unix socket: for the command line and for the hook of a push.</summary>
public sealed class ControlPlaneApi(EnvironmentContext context, DeploymentQueue queue, Deployer deployer, EnvironmentOperations operations, StatusReport status)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/status", async (HttpContext http) => await WriteAsync(http, await status.BuildAsync(), ApiJson.Default.StatusDocument));
        routes.MapGet("/push-facts", (HttpContext http) => WriteAsync(http, operations.PushFacts(), ApiJson.Default.PushFacts));
        routes.MapPost("/exec", (HttpContext http) => Handle(http, () => WriteAsync(http, operations.PrepareExec(), ApiJson.Default.ExecFacts)));
        routes.MapGet("/releases", (HttpContext http) => WriteAsync(http, operations.Releases(), ApiJson.Default.IReadOnlyListReleaseDocument));
        routes.MapPost("/up", (HttpContext http) => Handle(http, async () =>
        {
            var request = (await http.Request.ReadFromJsonAsync(ApiJson.Default.UpRequest, http.RequestAborted))!;
            var follow = await operations.UpAsync(request.Blueprint, entry => SendAsync(http, entry), http.RequestAborted);
            if (follow is { } id) await FollowAsync(http, id);
        }));
        routes.MapPost("/deployments", (HttpContext http) => Handle(http, () => DeployAsync(http)));
        routes.MapPost("/rollback", (HttpContext http) => Handle(http, async () =>
        {
            var request = (await http.Request.ReadFromJsonAsync(ApiJson.Default.RollbackRequest, http.RequestAborted))!;
            await WriteAsync(http, operations.Rollback(request.Number), ApiJson.Default.DeploymentAccepted);
        }));
        routes.MapGet("/deployments/{id:int}/events", (HttpContext http, int id) => FollowAsync(http, id));
        routes.MapGet("/secrets", (HttpContext http) => WriteAsync(http, operations.Secrets(), ApiJson.Default.IReadOnlyListSecretDocument));
        routes.MapPut("/secrets/{name}", (HttpContext http, string name) => Handle(http, async () =>
        {
            var value = (await http.Request.ReadFromJsonAsync(ApiJson.Default.SecretValue, http.RequestAborted))!;
            operations.SetSecret(name, value.Value);
        }));
        routes.MapDelete("/secrets/{name}", (HttpContext http, string name) => Handle(http, () =>
        {
            operations.RemoveSecret(name);
            return Task.CompletedTask;
        }));
    }

    /// <summary>Takes the source as a tar in the body and answers when it is safely here.</summary>
    async Task DeployAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var revision = query["revision"].ToString();
        var incoming = Path.Combine(context.Layout.Deployments, $"incoming-{Guid.NewGuid():N}.tar");
        try
        {
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.Write))
            {
                await http.Request.Body.CopyToAsync(file, http.RequestAborted);
                file.Flush(flushToDisk: true);
            }

            var accepted = operations.Deploy(revision, query["subject"].ToString(), force: query["force"] == "1", movesRef: query["moves-ref"] == "1", incoming);
            await WriteAsync(http, accepted, ApiJson.Default.DeploymentAccepted);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    async Task FollowAsync(HttpContext http, int id)
    {
        http.Response.ContentType = "application/jsonl";
        await foreach (var line in DeploymentLog.FollowAsync(deployer.LogFile(id), () => queue.IsOver(id), context.Time, http.RequestAborted))
        {
            await http.Response.WriteAsync(line + "\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    static async Task SendAsync(HttpContext http, ProgressEvent entry)
    {
        if (!http.Response.HasStarted) http.Response.ContentType = "application/jsonl";
        await http.Response.WriteAsync(JsonSerializer.Serialize(entry, ProgressJson.Default.ProgressEvent) + "\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    static Task WriteAsync<T>(HttpContext http, T document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        http.Response.WriteAsJsonAsync(document, type, contentType: null, http.RequestAborted);

    static async Task Handle(HttpContext http, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RailheadException e) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status409Conflict;
            await WriteAsync(http, new ErrorDocument(new ErrorBody(e.Code, e.Message, Hint: e.Hint)), ApiJson.Default.ErrorDocument);
        }
        catch (RailheadException e)
        {
            await SendAsync(http, new ProgressEvent { Event = "result", Status = "failed", Error = e.Message });
        }
    }
}
