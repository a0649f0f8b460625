namespace Railhead.Local.Tests;

/// <summary>What browsers keep of the static folder, and which form of a file they get.</summary>
public sealed partial class NginxStaticTests
{
    static readonly (string Name, bool ForAYear)[] Cached =
    [
        ("assets/app-9263ee2f52cb.css", true),
        ("main.1a2b3c4d.js", true),
        ("main.1a2b3c4d.js.map", true),
        ("DEADBEEF.png", true),
        ("main.1a2b3c4.js", false),
        ("plain.txt", false),
        ("1a2b3c4d/plain.txt", false),
        ("facade.txt", false),
    ];

    [Fact]
    public async Task A_file_with_a_fingerprint_in_its_name_is_kept_for_a_year()
    {
        foreach (var (name, forAYear) in Cached)
        {
            var answer = await RawClient.GetAsync(_nginx.Port, "/" + name);
            Assert.Equal((name, forAYear ? "public, max-age=31536000, immutable" : "no-cache"), (name, answer.Header("Cache-Control")));
        }
    }

    [Fact]
    public async Task Patterns_say_what_is_kept_for_a_year()
    {
        await using var nginx = await TestNginx.StartAsync(_app.Port, Root, ["assets/**", "/data/*.txt", "app.j?"]);
        var kept = new List<string>();
        foreach (var path in (string[])["/assets/app-9263ee2f52cb.css", "/data/plain.txt", "/app.js", "/main.1a2b3c4d.js", "/plain.txt"])
        {
            if ((await RawClient.GetAsync(nginx.Port, path)).Header("Cache-Control") != "no-cache")
            {
                kept.Add(path);
            }
        }

        Assert.Equal(["/assets/app-9263ee2f52cb.css", "/data/plain.txt", "/app.js"], kept);
    }

    [Theory]
    [InlineData("/app.js", "gzip, deflate, br", "br", "as brotli")]
    [InlineData("/app.js", "br;q=0.1", "br", "as brotli")]
    [InlineData("/app.js", "gzip", "gzip", "as gzip")]
    [InlineData("/app.js", "br;q=0, gzip", "gzip", "as gzip")]
    [InlineData("/app.js", "br;q=0", null, "jjjj")]
    [InlineData("/app.js", "identity", null, "jjjj")]
    [InlineData("/app.js", "xbr", null, "jjjj")]
    [InlineData("/old.html", "gzip, br", "gzip", "as gzip")]
    public async Task A_compressed_file_beside_it_is_served_instead(string path, string accepted, string? encoding, string content)
    {
        var answer = await RawClient.GetAsync(_nginx.Port, path, $"Accept-Encoding: {accepted}");
        Assert.Equal((200, encoding), (answer.Status, answer.Header("Content-Encoding")));
        Assert.StartsWith(content, answer.Body, StringComparison.Ordinal);
        Assert.Equal(path == "/app.js" ? "text/javascript" : "text/html", answer.Header("Content-Type")!.Split(';')[0]);
        Assert.Equal("Accept-Encoding", answer.Header("Vary"));
        Assert.StartsWith("\"", answer.Header("ETag"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_changes_after_it_was_served_is_served_as_it_is_now()
    {
        var path = Path.Combine(Root, "changing.txt");
        await File.WriteAllTextAsync(path, "one", Cancellation);
        var time = File.GetLastWriteTimeUtc(path);
        Assert.Equal("one", await BodyAsync());

        await File.WriteAllTextAsync(path + ".new", "two", Cancellation);
        File.SetLastWriteTimeUtc(path + ".new", time);
        File.Move(path + ".new", path, overwrite: true);
        Assert.Equal("two", await BodyAsync());

        await File.AppendAllTextAsync(path, " and more", Cancellation);
        Assert.Equal("two and more", await BodyAsync());
        await File.WriteAllTextAsync(path, "2", Cancellation);
        Assert.Equal("2", await BodyAsync());

        File.Delete(path);
        Assert.Contains("GET /changing.txt", await BodyAsync(), StringComparison.Ordinal);

        async Task<string> BodyAsync() => (await RawClient.GetAsync(_nginx.Port, "/changing.txt")).Body;
    }

    [Fact]
    public async Task Only_another_content_has_another_tag()
    {
        var first = await TagAsync(1);
        Assert.Equal(first, await TagAsync(2));
        await File.WriteAllTextAsync(Path.Combine(Root, "data/plain.txt"), "Gruße", Cancellation);
        Assert.NotEqual(first, await TagAsync(1));
        Assert.Equal(200, (await RawClient.GetAsync(_nginx.Port, "/data/plain.txt", $"If-None-Match: {first}")).Status);

        async Task<string> TagAsync(int day)
        {
            File.SetLastWriteTimeUtc(Path.Combine(Root, "data/plain.txt"), DateTime.UnixEpoch.AddDays(day));
            StaticFiles.Stamp(_folder, Path.GetFileName(Root));
            var answer = await RawClient.GetAsync(_nginx.Port, "/data/plain.txt");
            Assert.Null(answer.Header("Last-Modified"));
            return answer.Header("ETag")!;
        }
    }

    [Fact]
    public void What_links_lead_to_keeps_its_time()
    {
        var outside = Path.Combine(_folder, "outside.txt");
        var before = File.GetLastWriteTimeUtc(outside);
        StaticFiles.Stamp(_folder, Path.GetFileName(Root));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "static"), _folder);
        StaticFiles.Stamp(_folder, "static");
        Assert.True(StaticFiles.HasLinks(_folder, "static"));
        Assert.True(StaticFiles.HasLinks(_folder, Path.GetFileName(Root)));
        Assert.False(StaticFiles.HasLinks(Root, "docs"));
        Assert.Equal(before, File.GetLastWriteTimeUtc(outside));
    }
}
