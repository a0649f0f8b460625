using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The control plane's API from the outside: the command line and the hook of a push.</summary>
public sealed class ControlPlaneClient : IDisposable
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    readonly HttpClient _http;
    readonly TimeProvider _time;
    readonly TimeSpan _patience;

    /// <param name="socket">The control plane's.</param>
    /// <param name="time">The clock for waiting.</param>
    /// <param name="patience">How long a dead control plane is waited for; ten seconds unless given.</param>
    public ControlPlaneClient(string socket, TimeProvider time, TimeSpan? patience = null)
    {
        _time = time;
        _patience = patience ?? TimeSpan.FromSeconds(10);
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellation) =>
                {
                    var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    try
                    {
                        await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation);
                        return new NetworkStream(connection, ownsSocket: true);
                    }
                    catch
                    {
                        connection.Dispose();
                        throw;
                    }
                },
            }
        )
        {
            BaseAddress = new Uri("http://control-plane"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public void Dispose() => _http.Dispose();

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        WithPatienceAsync(async () => await ReadAsync(await _http.GetAsync(path, cancellation), type, cancellation), cancellation);

    public async Task<T> PostAsync<TBody, T>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<T> type,
        CancellationToken cancellation
    )
    {
        using var content = JsonContent.Create(body, bodyType);
        return await ReadAsync(await _http.PostAsync(path, content, cancellation), type, cancellation);
    }

    public async Task PutAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(body, bodyType);
        using var response = await _http.PutAsync(path, content, cancellation);
        await ThrowOnErrorAsync(response, cancellation);
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var response = await _http.DeleteAsync(path, cancellation);
        await ThrowOnErrorAsync(response, cancellation);
    }

    /// <summary>Hands over a source and says which deployment it became.</summary>
    public Task<DeploymentAccepted> DeployAsync(SourcePackage source, bool force, bool movesRef, CancellationToken cancellation) =>
        WithPatienceAsync(
            async () =>
            {
                await using var tar = source.Open();
                using var content = new StreamContent(tar);
                var path =
                    $"/deployments?revision={source.Revision}&subject={Uri.EscapeDataString(source.Subject)}&force={(force ? 1 : 0)}&moves-ref={(movesRef ? 1 : 0)}";
                return await ReadAsync(
                    await _http.PostAsync(path, content, cancellation),
                    ApiJson.Default.DeploymentAccepted,
                    cancellation
                );
            },
            cancellation
        );

    /// <summary>A deployment's events to the result, also when the control plane is replaced in between.</summary>
    public async IAsyncEnumerable<ProgressEvent> FollowAsync(int deployment, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = 0;
        while (true)
        {
            var index = 0;
            using var response = await WithPatienceAsync(
                () => _http.GetAsync($"/deployments/{deployment}/events", HttpCompletionOption.ResponseHeadersRead, cancellation),
                cancellation
            );
            await foreach (var entry in EventsAsync(response, cancellation))
            {
                if (index++ < seen)
                {
                    continue;
                }

                seen++;
                yield return entry;
                if (entry is ResultEvent)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Brings the environment up; events to the result.</summary>
    public async IAsyncEnumerable<ProgressEvent> UpAsync(
        string? blueprint,
        string? objectFormat,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/up")
        {
            Content = JsonContent.Create(new UpRequest(blueprint, objectFormat), ApiJson.Default.UpRequest),
        };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await ThrowOnErrorAsync(response, cancellation);
        await foreach (var entry in EventsAsync(response, cancellation))
        {
            yield return entry;
        }
    }

    /// <summary>Whether the control plane answers now.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.GetAsync("/push-facts", cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static async IAsyncEnumerable<ProgressEvent> EventsAsync(
        HttpResponseMessage response,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (true)
        {
            string? line;
            try
            {
                line = await reader.ReadLineAsync(cancellation);
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                yield break;
            }

            if (line is null)
            {
                yield break;
            }

            if (JsonLines.Event(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>A dead control plane is back within a second or two; only then is it given up.</summary>
    async Task<T> WithPatienceAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return await act();
            }
            catch (Exception e) when (e is HttpRequestException or IOException && _time.GetElapsedTime(started) < _patience)
            {
                await Task.Delay(Poll, _time, cancellation);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw EnvironmentErrors.ControlPlaneSilent(_patience);
            }
        }
    }

    static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using (response)
        {
            await ThrowOnErrorAsync(response, cancellation);
            return (await response.Content.ReadFromJsonAsync(type, cancellation))!;
        }
    }

    static async Task ThrowOnErrorAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(cancellation);
        throw JsonLines.Error(text) is { } error
            ? new RailheadException(error.Code, error.Message, error.Hint)
            : EnvironmentErrors.AnswerNotUnderstood((int)response.StatusCode, text);
    }
}
