using System.Net;
using System.Net.Http.Headers;

namespace Railhead.Local.Tests;

/// <summary>The folder that nginx serves by itself.</summary>
public sealed partial class NginxStaticTests : IAsyncLifetime
{
    readonly string _folder = Path.Combine(Path.GetTempPath(), $"rh static {Guid.NewGuid().ToString("N")[..6]}");
    TestApp _app = null!;
    TestNginx _nginx = null!;

    static CancellationToken Cancellation => Eventually.Cancellation;

    // A name that would end a word, a block, a string and a line, or be a variable, if it were not quoted.
    string Root => Path.Combine(_folder, "pub \"lic'\\ $uri; } {\nü");

    public async ValueTask InitializeAsync()
    {
        Add("site.css", new string('c', 5000));
        Add("data/plain.txt", "Grüße");
        Add("docs/index.html", "<p>docs");
        Add(".env", "SECRET");
        Add("data/.git/config", "SECRET");
        Add(".well-known/security.txt", "Contact: x");
        Add(".well-known/.env", "SECRET");
        Add(".docs/index.html", "SECRET");
        Add("grün/index.html", "<p>grün");
        foreach (var program in (string[])["index.php", "data/upload.PHP", "cgi-bin/run.cgi", "page.jsp", "page.aspx"])
        {
            Add(program, "SECRET");
        }

        Add("app.js", new string('j', 5000));
        Add("film.mp4", new string('f', 5000));
        Add("data/.git/objects.zip", "SECRET");
        Add("app.js.br", "as brotli");
        Add("app.js.gz", "as gzip");
        Add("old.html", new string('h', 5000));
        Add("old.html.gz", "as gzip");
        foreach (var (name, _) in Cached)
        {
            Add(name, "x");
        }

        File.WriteAllText(Path.Combine(_folder, "outside.txt"), "SECRET");
        File.CreateSymbolicLink(Path.Combine(Root, "link.txt"), Path.Combine(_folder, "outside.txt"));
        File.CreateSymbolicLink(Path.Combine(Root, "link.mp4"), Path.Combine(_folder, "outside.txt"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "linked"), _folder);
        File.CreateSymbolicLink(Path.Combine(Root, "inner.css"), "site.css");
        _app = await TestApp.StartAsync("a1");
        _nginx = await TestNginx.StartAsync(_app.Port, Root);
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_is_served_with_its_type_and_checked_again_by_browsers()
    {
        using var response = await _nginx.Client.GetAsync("/site.css", Cancellation);
        Assert.Equal("text/css; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(5000, (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length);
        Assert.False(response.Headers.Contains("X-Task"));
        Assert.True(response.Headers.CacheControl!.NoCache);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/site.css");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await _nginx.Client.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var zipped = new HttpRequestMessage(HttpMethod.Get, "/site.css");
        zipped.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var small = await _nginx.Client.SendAsync(zipped, Cancellation);
        Assert.Equal(["gzip"], small.Content.Headers.ContentEncoding);

        using var part = new HttpRequestMessage(HttpMethod.Get, "/site.css");
        part.Headers.Range = new RangeHeaderValue(0, 9);
        using var ten = await _nginx.Client.SendAsync(part, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, ten.StatusCode);
        Assert.Equal("Grüße", await _nginx.GetAsync("/data/plain.txt"));
    }

    [Theory]
    [InlineData("/other")]
    [InlineData("/")]
    [InlineData("/data/")]
    [InlineData("/data")]
    [InlineData("/.env")]
    [InlineData("/%2eenv")]
    [InlineData("/data/.git/config")]
    [InlineData("/data/.git/objects.zip")]
    [InlineData("/other.mp4")]
    [InlineData("/x%0a/../.env")]
    [InlineData("/data/../.env")]
    [InlineData("/site.css/")]
    [InlineData("/index.php")]
    [InlineData("/data/upload.PHP")]
    [InlineData("/index.php/page")]
    [InlineData("/cgi-bin/run.cgi")]
    [InlineData("/page.jsp")]
    [InlineData("/page.aspx")]
    [InlineData("/link.txt")]
    [InlineData("/link.mp4")]
    [InlineData("/linked/outside.txt")]
    [InlineData("/inner.css")]
    [InlineData("/.well-known/.env")]
    [InlineData("//docs")]
    [InlineData("/.docs")]
    public async Task What_is_no_file_to_show_is_the_apps(string path) =>
        Assert.Contains(
            "a1 GET ",
            await _nginx.RawAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("/../outside.txt")]
    [InlineData("/%2e%2e/outside.txt")]
    [InlineData("/data/..%2f..%2foutside.txt")]
    [InlineData("/data/%2e%2e/%2e%2e/outside.txt")]
    [InlineData("/site.css%00/../../outside.txt")]
    public async Task Nothing_outside_is_served(string path) =>
        Assert.DoesNotContain(
            "SECRET",
            await _nginx.RawAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_large_kind_of_file_is_served_like_any_other()
    {
        var answer = await RawClient.GetAsync(_nginx.Port, "/film.mp4", "Accept-Encoding: gzip");
        Assert.Equal((200, new string('f', 5000)), (answer.Status, answer.Body));
        Assert.Equal(
            ("video/mp4", "no-cache", "Accept-Encoding", null),
            (answer.Header("Content-Type"), answer.Header("Cache-Control"), answer.Header("Vary"), answer.Header("Last-Modified"))
        );
    }

    [Fact]
    public async Task A_folders_index_and_well_known_files_are_served()
    {
        Assert.Equal("<p>docs", await _nginx.GetAsync("/docs/"));
        Assert.Equal("Contact: x", await _nginx.GetAsync("/.well-known/security.txt"));
    }

    [Fact]
    public async Task A_POST_to_a_files_path_is_the_apps()
    {
        using var body = new StringContent("x");
        using var response = await _nginx.Client.PostAsync("/site.css", body, Cancellation);
        Assert.Equal("a1 POST /site.css", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("/docs", "/docs/")]
    [InlineData("/docs?x=1&y=%20", "/docs/?x=1&y=%20")]
    [InlineData("/gr%C3%BCn", "/gr%C3%BCn/")]
    public async Task A_folder_with_an_index_has_a_slash_at_its_end(string path, string location)
    {
        var answer = await RawClient.GetAsync(_nginx.Port, path, "Host: shop.example:8080");
        Assert.Equal((301, location), (answer.Status, answer.Header("Location")));
        Assert.Contains(
            "a1 POST",
            (await RawClient.AskAsync(_nginx.Port, $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")).Body
        );
    }

    [Theory]
    [InlineData("/app.js")]
    [InlineData("/site.css")]
    [InlineData("/film.mp4")]
    public async Task A_range_is_one_of_the_file_itself_whatever_the_client_accepts(string path)
    {
        var answer = await RawClient.GetAsync(_nginx.Port, path, "Range: bytes=10-19", "Accept-Encoding: gzip, br");
        Assert.Equal((206, "bytes 10-19/5000", null), (answer.Status, answer.Header("Content-Range"), answer.Header("Content-Encoding")));
        var letter = path switch
        {
            "/app.js" => 'j',
            "/site.css" => 'c',
            _ => 'f',
        };
        Assert.Equal(new string(letter, 10), answer.Body);
    }

    void Add(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
