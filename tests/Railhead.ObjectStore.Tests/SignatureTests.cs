namespace Railhead.ObjectStore.Tests;

/// <summary>Who is let in: signatures in the header, over raw sockets.</summary>
public sealed class SignatureTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    readonly RawClient _raw = fixture.Server.Raw();
    readonly Signer _signer = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_well_signed_request_is_answered_with_a_request_id()
    {
        var answer = await List(_signer);
        Assert.Equal(200, answer.Status);
        Assert.Equal(16, answer.Headers["x-amz-request-id"].Length);
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("mars-north-7")]
    public async Task Any_region_of_the_signature_is_taken(string region) =>
        Assert.Equal(200, (await List(new Signer(TimeProvider.System.GetUtcNow(), region: region))).Status);

    [Fact]
    public async Task A_wrong_secret_is_SignatureDoesNotMatch() =>
        Refused(403, "SignatureDoesNotMatch", await List(new Signer(TimeProvider.System.GetUtcNow(), secret: "another")));

    [Fact]
    public async Task An_unknown_access_key_is_InvalidAccessKeyId() =>
        Refused(403, "InvalidAccessKeyId", await List(new Signer(TimeProvider.System.GetUtcNow(), accessKey: "AKIAUNKNOWN")));

    [Fact]
    public async Task An_unsigned_request_is_AccessDenied() =>
        Refused(403, "AccessDenied", await _raw.Send("GET", "/files", [KeyValuePair.Create("host", _raw.Host)]));

    [Fact]
    public async Task A_changed_path_query_or_header_breaks_the_signature()
    {
        var headers = _raw.Headers(_signer, EmptyHash);
        RawClient.Sign(_signer, "GET", "/files", headers, "prefix=a");
        Assert.Equal(200, (await _raw.Send("GET", "/files?prefix=a", headers)).Status);
        Refused(403, "SignatureDoesNotMatch", await _raw.Send("GET", "/files?prefix=b", headers));
        Refused(403, "SignatureDoesNotMatch", await _raw.Send("GET", "/other?prefix=a", headers));
        Refused(
            403,
            "SignatureDoesNotMatch",
            await _raw.Send("POST", "/files?prefix=a", headers.Append(KeyValuePair.Create("content-length", "0")))
        );
        headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";
        Refused(403, "SignatureDoesNotMatch", await _raw.Send("GET", "/files?prefix=a", headers));
    }

    [Fact]
    public async Task An_added_x_amz_header_that_is_not_signed_is_AccessDenied()
    {
        var headers = _raw.Headers(_signer, EmptyHash);
        RawClient.Sign(_signer, "GET", "/files", headers);
        headers["x-amz-meta-smuggled"] = "1";
        Refused(403, "AccessDenied", await _raw.Send("GET", "/files", headers));
    }

    [Theory]
    [InlineData(-14, 200, "")]
    [InlineData(14, 200, "")]
    [InlineData(-16, 403, "RequestTimeTooSkewed")]
    [InlineData(16, 403, "RequestTimeTooSkewed")]
    public async Task A_clock_may_differ_by_15_minutes(int minutes, int status, string code) =>
        Refused(status, code, await List(new Signer(TimeProvider.System.GetUtcNow().AddMinutes(minutes))));

    [Fact]
    public async Task The_bucket_of_another_role_is_AccessDenied_for_every_operation()
    {
        foreach (
            var (method, target) in new[] { ("GET", "/other"), ("GET", "/other/key"), ("PUT", "/other/key"), ("DELETE", "/other/key") }
        )
        {
            var headers = _raw.Headers(_signer, EmptyHash);
            RawClient.Sign(_signer, method, target, headers);
            headers["content-length"] = "0";
            Refused(403, "AccessDenied", await _raw.Send(method, target, headers));
        }
    }

    [Fact]
    public async Task A_copy_from_the_bucket_of_another_role_is_AccessDenied()
    {
        var headers = _raw.Headers(_signer, EmptyHash);
        headers["x-amz-copy-source"] = "/other/key";
        RawClient.Sign(_signer, "PUT", "/files/stolen", headers);
        headers["content-length"] = "0";
        Refused(403, "AccessDenied", await _raw.Send("PUT", "/files/stolen", headers));
    }

    [Fact]
    public async Task Session_tokens_are_known_unknown_or_expired()
    {
        using var folder = new TemporaryFolder();
        var now = TimeProvider.System.GetUtcNow();
        await using var server = await StoreServer.Start(
            folder.Path,
            principals: (key, token) =>
                (key, token) switch
                {
                    ("ASIA", "good") => StoreServer.App,
                    ("ASIA", "old") => StoreServer.App with { Expires = now },
                    _ => null,
                }
        );
        Assert.Equal(200, (await With("good")).Status);
        Refused(400, "ExpiredToken", await With("old"));
        Refused(400, "InvalidToken", await With("bad"));

        async Task<RawAnswer> With(string token)
        {
            var session = new Signer(now, accessKey: "ASIA");
            var headers = server.Raw().Headers(session, EmptyHash);
            headers["x-amz-security-token"] = token;
            RawClient.Sign(session, "GET", "/files", headers);
            return await server.Raw().Send("GET", "/files", headers);
        }
    }

    [Fact]
    public async Task An_error_says_what_S3_says_and_HEAD_has_no_body()
    {
        var missing = await Signed("GET", "/files/missing%20%26");
        Refused(404, "NoSuchKey", missing);
        Assert.Contains("<Resource>/files/missing &amp;</Resource>", missing.Body, StringComparison.Ordinal);
        Assert.Contains($"<RequestId>{missing.Headers["x-amz-request-id"]}</RequestId>", missing.Body, StringComparison.Ordinal);
        var head = await Signed("HEAD", "/files/missing");
        Assert.Equal((404, ""), (head.Status, head.Body));
    }

    [Theory]
    [InlineData("GET", "/files?metrics", 501, "NotImplemented")]
    [InlineData("PUT", "/files/key?acl", 400, "AccessControlListNotSupported")]
    [InlineData("PUT", "/files", 403, "AccessDenied")]
    [InlineData("DELETE", "/files", 403, "AccessDenied")]
    [InlineData("GET", "/missing-bucket", 404, "NoSuchBucket")]
    [InlineData("PATCH", "/files/key", 405, "MethodNotAllowed")]
    [InlineData("GET", "/files/%ff", 400, "InvalidURI")]
    [InlineData("GET", "/files?max-keys=x", 400, "InvalidArgument")]
    public async Task What_is_not_done_is_said_in_the_words_of_S3(string method, string target, int status, string code) =>
        Refused(status, code, await Signed(method, target));

    [Fact]
    public async Task A_bucket_can_be_named_by_the_host()
    {
        await _raw.PutSigned("by/host", "x"u8.ToArray());
        var headers = _raw.Headers(_signer, EmptyHash);
        headers["host"] = "files.s3.localhost:1234";
        RawClient.Sign(_signer, "GET", "/by/host", headers);
        Assert.Equal("x", (await _raw.Send("GET", "/by/host", headers)).Body);
    }

    async Task<RawAnswer> List(Signer by)
    {
        var headers = _raw.Headers(by, EmptyHash);
        RawClient.Sign(by, "GET", "/files", headers, "list-type=2");
        return await _raw.Send("GET", "/files?list-type=2", headers);
    }

    async Task<RawAnswer> Signed(string method, string target)
    {
        var (path, query) = target.Split('?') is [var before, var after]
            ? (before, after.Contains('=') ? after : after + "=")
            : (target, "");
        var headers = _raw.Headers(_signer, EmptyHash);
        RawClient.Sign(_signer, method, path, headers, query);
        headers["content-length"] = "0";
        return await _raw.Send(method, target, headers);
    }

    static void Refused(int status, string code, RawAnswer answer) => Assert.Equal((status, code), (answer.Status, answer.Code));
}
