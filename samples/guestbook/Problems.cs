namespace Guestbook;

/// <summary>Problem documents (RFC 9457) for failures outside an endpoint's result.</summary>
static class Problems
{
    public static Task WriteAsync(HttpContext http, int status, string title) =>
        Results.Problem(title: title, statusCode: status).ExecuteAsync(http);
}
