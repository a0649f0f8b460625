namespace Railhead.Local;

/// <summary>A health check whose answer was a redirect. HAProxy keeps the status only, so the app is asked once more.</summary>
/// <param name="Port">The app's port on this machine.</param>
/// <param name="Path">The health check's path.</param>
public sealed record RedirectedCheck(int Port, string Path)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <returns>The redirect's target; null when the app gives none now.</returns>
    public async Task<string?> LocationAsync(string host, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Limit };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Port}{Path}");
        request.Headers.Host = host;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.Headers.Location?.OriginalString;
        }
        catch (Exception error)
            when (error is HttpRequestException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
