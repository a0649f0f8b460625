using System.Net.Http.Headers;
using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary>Somebody who uses a guestbook.</summary>
sealed class Guest(string url) : IDisposable
{
    readonly HttpClient _http = new() { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };

    public HttpClient Http => _http;

    public async Task<JsonElement> WriteAsync(string title, string text, byte[]? picture = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(title), "title" }, { new StringContent(text), "text" } };
        if (picture is not null)
        {
            var part = new ByteArrayContent(picture);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(part, "picture", "picture.png");
        }

        using var response = await _http.PostAsync("/api/entries", form);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 201, $"{(int)response.StatusCode} {body}");
        return Json.Read(body);
    }

    public async Task<IReadOnlyList<JsonElement>> EntriesAsync() =>
        [.. Json.Read(await _http.GetStringAsync("/api/entries")).EnumerateArray()];

    public Task<byte[]> PictureAsync(JsonElement entry) => _http.GetByteArrayAsync(entry.Text("pictureUrl"));

    public Task<string> VersionAsync() => _http.GetStringAsync("/version");

    /// <summary>Every entry that was answered 201 is there, and once.</summary>
    public async Task AssertHasOnceAsync(IReadOnlyCollection<string> titles)
    {
        var counts = (await EntriesAsync()).GroupBy(e => e.Text("title")!).ToDictionary(g => g.Key, g => g.Count());
        string[] missing = [.. titles.Where(title => !counts.ContainsKey(title))];
        string[] repeated = [.. titles.Where(title => counts.GetValueOrDefault(title) > 1)];
        Assert.True(missing.Length == 0, $"{missing.Length} acknowledged entries are missing");
        Assert.True(repeated.Length == 0, $"{repeated.Length} entries are there more than once");
    }

    public void Dispose() => _http.Dispose();
}
