using Amazon.Runtime;

namespace Guestbook;

/// <summary>The answers to a client when the app, not the client, has failed.</summary>
static class Failures
{
    public static async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected. Nobody needs an answer, and nothing is wrong here.
        }
        catch (Exception e) when (!http.Response.HasStarted && e is not BadHttpRequestException)
        {
            var logger = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Guestbook");
            logger.LogError(e, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
            http.Response.Clear();
            if (Transient.Passes(e) || e is AmazonServiceException or AmazonClientException or HttpRequestException)
            {
                http.Response.Headers.RetryAfter = "5";
                await Problems.WriteAsync(
                    http,
                    StatusCodes.Status503ServiceUnavailable,
                    "The guestbook cannot reach its database or its pictures. Please try again."
                );
            }
            else
            {
                await Problems.WriteAsync(http, StatusCodes.Status500InternalServerError, "The guestbook failed. Its log has the details.");
            }
        }
    }
}
