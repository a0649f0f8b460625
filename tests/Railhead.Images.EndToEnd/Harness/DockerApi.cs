using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Railhead.EndToEnd;

/// <summary>The Docker Engine's HTTP interface, which takes everything that a task definition says.</summary>
sealed class DockerApi(string socket) : IDisposable
{
    readonly HttpClient _http = new(UnixSocket.Handler(socket))
    {
        BaseAddress = new Uri("http://docker/v1.41/"),
        Timeout = TimeSpan.FromMinutes(3),
    };

    public async Task<bool> AnswersAsync() => (await _http.GetAsync("_ping")).IsSuccessStatusCode;

    /// <summary>Creates and starts a container; returns its id.</summary>
    public async Task<string> StartAsync(string name, JsonObject configuration)
    {
        using var created = await PostAsync($"containers/create?name={name}", configuration);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("Id").GetString()!;
        using var started = await PostAsync($"containers/{id}/start");
        return id;
    }

    /// <summary>Sends the image's stop signal, and KILL after the container's timeout; returns when it has ended.</summary>
    public async Task StopAsync(string id)
    {
        using var stopped = await PostAsync($"containers/{id}/stop");
    }

    public async Task<JsonElement> InspectAsync(string id) => await _http.GetFromJsonAsync<JsonElement>($"containers/{id}/json");

    public async Task<string> LogsAsync(string id)
    {
        var bytes = await _http.GetByteArrayAsync($"containers/{id}/logs?stdout=1&stderr=1&tail=100");
        var text = new System.Text.StringBuilder();
        // Each piece has a header of eight bytes; the last four are its length.
        for (var at = 0; at + 8 <= bytes.Length; )
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 4, 4));
            text.Append(System.Text.Encoding.UTF8.GetString(bytes, at + 8, length));
            at += 8 + length;
        }

        return text.ToString();
    }

    /// <summary>Signals and ends of containers until now, oldest first, as "name kill 3" and "name die 0".</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(DateTimeOffset since)
    {
        var filters = Uri.EscapeDataString("""{"type":["container"],"event":["kill","die"]}""");
        var until = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1;
        var text = await _http.GetStringAsync($"events?since={since.ToUnixTimeSeconds()}&until={until}&filters={filters}");
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Select(happened =>
                    (Action: happened.GetProperty("Action").GetString(), Facts: happened.GetProperty("Actor").GetProperty("Attributes"))
                )
                .Select(happened =>
                    $"{happened.Facts.GetProperty("name").GetString()} {happened.Action} "
                    + happened.Facts.GetProperty(happened.Action == "kill" ? "signal" : "exitCode").GetString()
                ),
        ];
    }

    public void Dispose() => _http.Dispose();

    async Task<HttpResponseMessage> PostAsync(string path, JsonObject? body = null)
    {
        var response = await _http.PostAsync(path, body is null ? null : JsonContent.Create(body));
        Assert.True(
            response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified,
            $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"
        );
        return response;
    }
}
