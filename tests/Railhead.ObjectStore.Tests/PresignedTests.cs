using System.Net;
using System.Text.RegularExpressions;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;

namespace Railhead.ObjectStore.Tests;

/// <summary>URLs that carry their signature.</summary>
public sealed class PresignedTests : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    readonly HttpClient _http = new();
    StoreServer _server = null!;
    AmazonS3Client _client = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await StoreServer.Start(_folder.Path, _time);
        _client = _server.Client();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_presigned_put_stores_and_a_presigned_get_reads()
    {
        using var put = await _http.PutAsync(Presign("a b/ä+?", HttpVerb.PUT), new ByteArrayContent("hello"u8.ToArray()), Token);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("hello", await _http.GetStringAsync(Presign("a b/ä+?"), Token));
    }

    [Fact]
    public async Task A_presigned_get_can_name_the_headers_of_its_answer()
    {
        await _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = StoreServer.Bucket,
                Key = "k",
                ContentBody = "x",
                ContentType = "text/plain",
            },
            Token
        );
        var url = Presign(
            "k",
            change: request =>
                (request.ResponseHeaderOverrides.ContentType, request.ResponseHeaderOverrides.ContentDisposition) = (
                    "application/pdf",
                    "attachment; filename=\"r.pdf\""
                )
        );
        using var answer = await _http.GetAsync(url, Token);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment; filename=\"r.pdf\"", answer.Content.Headers.GetValues("Content-Disposition").Single());
    }

    [Fact]
    public async Task It_ends_when_it_says_and_a_changed_one_is_refused()
    {
        await _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = StoreServer.Bucket,
                Key = "k",
                ContentBody = "x",
            },
            Token
        );
        var url = Presign("k");
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(url, Token)).StatusCode);
        Assert.Contains(
            "SignatureDoesNotMatch",
            await Body(Regex.Replace(url, "X-Amz-Expires=[0-9]+", "X-Amz-Expires=36000")),
            StringComparison.Ordinal
        );
        Assert.Contains("SignatureDoesNotMatch", await Body(url.Replace("/k?", "/l?", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("SignatureDoesNotMatch", await Body(url + "&response-content-type=text%2Fhtml"), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(url, Token)).StatusCode);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("Request has expired", await Body(url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_good_for_nothing_but_what_was_signed()
    {
        using var answer = await _http.DeleteAsync(Presign("k"), Token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var put = new HttpRequestMessage(HttpMethod.Put, Presign("k", HttpVerb.PUT)) { Content = new ByteArrayContent([1]) };
        put.Headers.Add("x-amz-meta-added", "1");
        using var refused = await _http.SendAsync(put, Token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    string Presign(string key, HttpVerb verb = HttpVerb.GET, Action<GetPreSignedUrlRequest>? change = null)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = StoreServer.Bucket,
            Key = key,
            Verb = verb,
            Protocol = Protocol.HTTP,
            Expires = _time.GetUtcNow().AddHours(1).UtcDateTime,
        };
        change?.Invoke(request);
        return _client.GetPreSignedURL(request);
    }

    async Task<string> Body(string url)
    {
        using var answer = await _http.GetAsync(url, Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
