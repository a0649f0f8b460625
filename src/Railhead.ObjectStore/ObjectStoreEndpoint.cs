using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Railhead.ObjectStore;

/// <summary>Serves a store by S3's protocol.</summary>
public static partial class ObjectStoreEndpoint
{
    /// <summary>S3 lets an upload pause for about 20 seconds.</summary>
    static readonly MinDataRate SlowestUpload = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(20));

    /// <summary>Answers every request that no endpoint of the host has taken.</summary>
    public static void MapObjectStore(this IApplicationBuilder app, ObjectStore store, Authenticate authenticate, TimeProvider time)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Railhead.ObjectStore");
        app.Use((http, next) => http.GetEndpoint() is null ? AnswerAsync(http, store, authenticate, time, log) : next(http));
    }

    static async Task AnswerAsync(HttpContext http, ObjectStore store, Authenticate authenticate, TimeProvider time, ILogger log)
    {
        var requestId = RandomNumberGenerator.GetHexString(16);
        http.Response.Headers["x-amz-request-id"] = requestId;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = SlowestUpload;
        }

        var resource = "/";
        try
        {
            var target = S3Target.Parse(
                http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                http.Request.Host.Host,
                name => store.FindBucket(name) is not null
            );
            resource = target.Resource;
            await RunAsync(http, store, authenticate, time, target);
        }
        catch (S3Exception refused)
        {
            await RefuseAsync(http, refused, resource, requestId);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested || e is ConnectionResetException)
        {
            // The client has disconnected; the received bytes are already deleted.
        }
        catch (BadHttpRequestException e)
        {
            var refused =
                e.StatusCode == StatusCodes.Status408RequestTimeout ? S3Errors.RequestTimeout() : S3Errors.IncompleteBody(e.Message);
            await RefuseAsync(http, refused, resource, requestId);
        }
        catch (Exception e)
        {
            Failed(log, e, http.Request.Method, resource, requestId);
            await RefuseAsync(
                http,
                S3Errors.InternalError(
                    IsDiskFull(e) ? "The disk that holds this store is full." : "We encountered an internal error. Please try again."
                ),
                resource,
                requestId
            );
        }
    }

    static async Task RunAsync(HttpContext http, ObjectStore store, Authenticate authenticate, TimeProvider time, S3Target target)
    {
        // A browser sends this request, without credentials, before a request to another origin.
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            throw S3Errors.AccessForbidden();
        }

        var caller = Authenticator.Authenticate(http.Request, target, authenticate, time.GetUtcNow());
        var request = new S3Request(http, store, time, target, caller);
        var operation = Operation.Find(http.Request, target);
        if (target.Bucket is { } bucket && store.FindBucket(bucket) is null)
        {
            throw S3Errors.NoSuchBucket(bucket);
        }

        if (operation.Action is { } action && !request.May(action, request.Bucket, target.Key))
        {
            throw S3Errors.AccessDenied();
        }

        await operation.Run(request);
    }

    static async Task RefuseAsync(HttpContext http, S3Exception refused, string resource, string requestId)
    {
        if (http.Response.HasStarted)
        {
            // The answer has begun. Cutting it off shows the client that it is incomplete.
            http.Abort();
            return;
        }

        http.Response.Headers.Clear();
        http.Response.Headers["x-amz-request-id"] = requestId;
        // A client that waits for "100 Continue" won't send its body now: the connection is not at the next request.
        if (http.Request.Headers.Expect.Count > 0)
        {
            http.Response.Headers.Connection = "close";
        }

        if (refused.Code == "InvalidRange")
        {
            http.Response.Headers.ContentRange = "bytes */" + refused.Details.First(detail => detail.Name == "ActualObjectSize").Value;
        }

        await S3Xml.RespondAsync(
            http,
            refused.Status,
            "Error",
            xml =>
            {
                xml.Text("Code", refused.Code);
                xml.Text("Message", refused.Message);
                foreach (var (name, value) in refused.Details)
                {
                    xml.Text(name, value);
                }

                xml.Text("Resource", resource);
                xml.Text("RequestId", requestId);
            },
            ns: null
        );
    }

    // ENOSPC, as .NET carries it and as SQLite says it (SQLITE_FULL).
    static bool IsDiskFull(Exception e) =>
        e is IOException { HResult: 28 }
        || e is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 13 }
        || (e.InnerException is { } inner && IsDiskFull(inner));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Resource} (request {RequestId}) failed")]
    private static partial void Failed(ILogger log, Exception exception, string method, string resource, string requestId);
}
