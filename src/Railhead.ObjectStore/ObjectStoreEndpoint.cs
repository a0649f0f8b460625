using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Railhead.ObjectStore;

/// <summary>Serves a store by S3's protocol.</summary>
public static partial class ObjectStoreEndpoint
{
    /// <summary>S3 lets an upload pause for about 20 seconds.</summary>
    static readonly MinDataRate SlowestUpload = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(20));

    /// <summary>Answers every request that no endpoint of the host has taken.</summary>
    /// <param name="account">The account that owns the buckets: twelve digits.</param>
    public static void MapObjectStore(
        this IApplicationBuilder app,
        ObjectStore store,
        Authenticate authenticate,
        string account,
        TimeProvider time
    )
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Railhead.ObjectStore");
        var host = new Host(store, authenticate, account, time, log);
        var most = ObjectStoreLimits.Requests(ObjectStoreLimits.Descriptors());
        var memory = new IdleMemory(time, ProcessMemory.IsLarge, ProcessMemory.Compact);
        app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(memory.Dispose);
        app.Use(
            async (http, next) =>
            {
                if (http.GetEndpoint() is not null)
                {
                    await next(http);
                    return;
                }

                try
                {
                    await AnswerAsync(http, host, isTooMuch: memory.Enter() > most);
                }
                finally
                {
                    memory.Leave();
                }
            }
        );
    }

    static async Task AnswerAsync(HttpContext http, Host host, bool isTooMuch)
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
            if (isTooMuch)
            {
                throw S3Errors.SlowDown();
            }

            var target = S3Target.Parse(
                http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                http.Request.Host.Host,
                name => host.Store.FindBucket(name) is not null
            );
            resource = target.Resource;
            await RunAsync(http, host, target);
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
            Failed(host.Log, e, http.Request.Method, resource, requestId);
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

    static async Task RunAsync(HttpContext http, Host host, S3Target target)
    {
        // A browser sends this request, without credentials, before a request to another origin.
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            throw S3Errors.AccessForbidden();
        }

        // A form carries its signature in its content, which the store does not read.
        if (
            HttpMethods.IsPost(http.Request.Method)
            && target.Key is null
            && http.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true
        )
        {
            throw S3Errors.NotImplemented("Uploads by HTML forms are not implemented: use a presigned PUT.");
        }

        var caller = Authenticator.Authenticate(http.Request, target, host.Authenticate, host.Time.GetUtcNow());
        RequestRules.TakeHeadersOfQuery(http.Request, target.Query);
        var request = new S3Request(http, host.Store, host.Time, host.Account, target, caller);
        var operation = OperationTable.Find(http.Request, target);
        RequestRules.Check(operation, http.Request, target.Query);
        if (target.Bucket is { } bucket && host.Store.FindBucket(bucket) is null)
        {
            throw S3Errors.NoSuchBucket(bucket);
        }

        ExpectedOwner.Check(request);

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

    sealed record Host(ObjectStore Store, Authenticate Authenticate, string Account, TimeProvider Time, ILogger Log);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Resource} (request {RequestId}) failed")]
    private static partial void Failed(ILogger log, Exception exception, string method, string resource, string requestId);
}
