using System.Globalization;

namespace Railhead.ObjectStore.Tests;

/// <summary>A header or a query that promises something is carried out or refused, and never forgotten.</summary>
public sealed class PromiseTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    readonly RawClient _raw = fixture.Server.Raw();

    [Theory]
    [InlineData("x-amz-server-side-encryption", "ROT13", 400, "InvalidArgument")]
    [InlineData("x-amz-server-side-encryption", "aws:kms:dsse", 501, "NotImplemented")]
    [InlineData("x-amz-server-side-encryption-aws-kms-key-id", "arn:aws:kms:eu-west-1:111122223333:key/k", 501, "NotImplemented")]
    [InlineData("x-amz-server-side-encryption-bucket-key-enabled", "true", 501, "NotImplemented")]
    [InlineData("x-amz-server-side-encryption-customer-algorithm", "AES256", 501, "NotImplemented")]
    [InlineData("x-amz-expected-bucket-owner", "999999999999", 403, "AccessDenied")]
    [InlineData("x-amz-expected-bucket-owner", "somebody", 400, "InvalidBucketOwnerAWSAccountID")]
    [InlineData("x-amz-acl", "public-read", 400, "AccessControlListNotSupported")]
    [InlineData("x-amz-grant-read", "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"", 400, "AccessControlListNotSupported")]
    [InlineData("x-amz-object-lock-mode", "GOVERNANCE", 400, "InvalidRequest")]
    [InlineData("x-amz-storage-class", "DEEP_ARCHIVE", 501, "NotImplemented")]
    [InlineData("x-amz-storage-class", "CHEAP", 400, "InvalidStorageClass")]
    [InlineData("x-amz-checksum-sha512", "AAAA", 501, "NotImplemented")]
    [InlineData("x-amz-write-offset-bytes", "10", 501, "NotImplemented")]
    [InlineData("x-amz-tagging-directive", "REPLACE", 501, "NotImplemented")]
    [InlineData("x-amz-source-expected-bucket-owner", "000000000000", 501, "NotImplemented")]
    [InlineData("x-amz-new-in-2030", "1", 501, "NotImplemented")]
    [InlineData("if-unmodified-since", "Thu, 01 Jan 2015 00:00:00 GMT", 501, "NotImplemented")]
    public async Task A_put_with_a_header_that_the_store_does_not_carry_out_stores_nothing(
        string name,
        string value,
        int status,
        string code
    )
    {
        var path = SignedRequests.PathOf("promise/" + name + Math.Abs(value.GetHashCode(StringComparison.Ordinal)));
        Refused(status, code, await _raw.Ask("PUT", path, "", "x"u8.ToArray(), (name, value)));
        Assert.Equal(404, (await _raw.Ask("GET", path)).Status);
    }

    [Theory]
    [InlineData("x-amz-acl", "private")]
    [InlineData("x-amz-acl", "bucket-owner-full-control")]
    [InlineData("x-amz-expected-bucket-owner", StoreServer.Account)]
    [InlineData("x-amz-storage-class", "STANDARD")]
    [InlineData("x-amz-request-payer", "requester")]
    [InlineData("x-amz-user-agent", "aws-sdk-js/3")]
    [InlineData("x-amz-server-side-encryption", "AES256")]
    [InlineData("x-amz-server-side-encryption", "aws:kms")]
    public async Task A_header_that_asks_for_what_is_there_anyway_is_taken(string name, string value) =>
        Assert.Equal(200, (await _raw.Ask("PUT", SignedRequests.PathOf("taken"), "", "x"u8.ToArray(), (name, value))).Status);

    [Theory]
    [InlineData("PUT", "/files/kept", "uploads=")]
    [InlineData("PUT", "/files/kept", "uploadId=u")]
    [InlineData("PUT", "/files/kept", "versionId=v")]
    [InlineData("PUT", "/files/kept", "retention=")]
    [InlineData("PUT", "/files/kept", "new-in-2030=")]
    [InlineData("DELETE", "/files/kept", "uploads=")]
    [InlineData("DELETE", "/files/kept", "partNumber=1")]
    [InlineData("DELETE", "/files/kept", "acl=")]
    [InlineData("DELETE", "/files/kept", "new-in-2030=")]
    [InlineData("POST", "/files/kept", "restore=")]
    [InlineData("GET", "/files/kept", "torrent=")]
    [InlineData("GET", "/files/kept", "legal-hold=")]
    [InlineData("GET", "/files", "inventory=")]
    [InlineData("GET", "/files", "select=")]
    [InlineData("GET", "/files", "marker=a&uploads=")]
    public async Task A_query_that_belongs_to_another_operation_is_refused_and_changes_nothing(string method, string path, string query)
    {
        await _raw.PutSigned("kept", "kept"u8.ToArray());
        Refused(501, "NotImplemented", await _raw.Ask(method, path, query));
        Assert.Equal("kept", (await _raw.Ask("GET", "/files/kept")).Body);
    }

    [Theory]
    [InlineData("GET", "/files/plain", "x-id=GetObject")]
    [InlineData("GET", "/files/plain", "x-trace=")]
    [InlineData("GET", "/files/plain", "v=17")]
    public async Task A_parameter_that_means_nothing_to_S3_is_ignored(string method, string path, string query)
    {
        await _raw.PutSigned("plain", "plain"u8.ToArray());
        Assert.Equal("plain", (await _raw.Ask(method, path, query)).Body);
    }

    [Fact]
    public async Task The_encryption_that_was_asked_for_is_in_the_answers()
    {
        var kms = ("x-amz-server-side-encryption", "aws:kms");
        var put = await _raw.Ask("PUT", "/files/encrypted", "", "x"u8.ToArray(), kms);
        var head = await _raw.Ask("HEAD", "/files/encrypted");
        var copy = await _raw.Ask("PUT", "/files/encrypted-copy", "", null, ("x-amz-copy-source", "files/encrypted"));
        Assert.Equal(("aws:kms", "aws:kms"), (put.Headers[kms.Item1], head.Headers[kms.Item1]));
        Assert.False(copy.Headers.ContainsKey(kms.Item1));
    }

    [Fact]
    public async Task A_copy_checks_the_owner_of_its_source()
    {
        await _raw.PutSigned("owned", "x"u8.ToArray());
        var source = ("x-amz-copy-source", "files/owned");
        Refused(
            403,
            "AccessDenied",
            await _raw.Ask("PUT", "/files/owned-copy", "", null, source, ("x-amz-source-expected-bucket-owner", "999999999999"))
        );
        Assert.Equal(404, (await _raw.Ask("HEAD", "/files/owned-copy")).Status);
        (string, string) owner = ("x-amz-source-expected-bucket-owner", StoreServer.Account);
        Assert.Equal(200, (await _raw.Ask("PUT", "/files/owned-copy", "", null, source, owner)).Status);
    }

    [Theory]
    [InlineData("GET", "/files", "")]
    [InlineData("GET", "/files/owner", "")]
    [InlineData("DELETE", "/files/owner", "")]
    [InlineData("POST", "/files/owner", "uploads=")]
    [InlineData("GET", "/files/owner", "tagging=")]
    public async Task Every_operation_checks_the_expected_owner(string method, string path, string query)
    {
        await _raw.PutSigned("owner", "x"u8.ToArray());
        Refused(403, "AccessDenied", await _raw.Ask(method, path, query, null, ("x-amz-expected-bucket-owner", "999999999999")));
        Assert.Equal(200, (await _raw.Ask("HEAD", "/files/owner")).Status);
    }

    [Fact]
    public async Task A_presigned_put_stores_the_headers_that_its_client_signed_into_the_query()
    {
        var url = Presign("PUT", "hoisted", ("x-amz-checksum-crc32", "AAAAAA=="), ("x-amz-meta-colour", "blue"), ("x-amz-tagging", "a=b"));
        var put = await _raw.Send("PUT", url, [new("host", _raw.Host), new("content-length", "4")], "text"u8.ToArray());
        Assert.Equal(200, put.Status);
        var got = await _raw.Ask("GET", "/files/hoisted");
        Assert.Equal(("text", "blue", "1"), (got.Body, got.Headers["x-amz-meta-colour"], got.Headers["x-amz-tagging-count"]));
    }

    [Theory]
    [InlineData("x-amz-acl", "public-read", "AccessControlListNotSupported")]
    [InlineData("X-Amz-Expected-Bucket-Owner", "999999999999", "AccessDenied")]
    [InlineData("x-amz-new-in-2030", "1", "NotImplemented")]
    public async Task A_presigned_put_is_refused_for_a_header_in_its_query_as_for_any_other(string name, string value, string code)
    {
        var url = Presign("PUT", "hoisted-refused", (name, value));
        var put = await _raw.Send("PUT", url, [new("host", _raw.Host), new("content-length", "4")], "text"u8.ToArray());
        Assert.Equal(code, put.Code);
        Assert.Equal(404, (await _raw.Ask("HEAD", "/files/hoisted-refused")).Status);
    }

    [Fact]
    public async Task A_form_is_refused_with_the_way_that_works()
    {
        var form = await _raw.Send(
            "POST",
            "/files",
            [new("host", _raw.Host), new("content-type", "multipart/form-data; boundary=b"), new("content-length", "0")]
        );
        Refused(501, "NotImplemented", form);
        Assert.Contains("presigned PUT", form.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_presigned_URL_of_boto3s_default_is_refused_with_the_line_that_helps()
    {
        const string query = "AWSAccessKeyId=AKIAFILES&Signature=x&Expires=2000000000";
        var answer = await _raw.Send("GET", "/files/key?" + query, [new("host", _raw.Host)]);
        Refused(400, "InvalidRequest", answer);
        Assert.Contains("config=Config(signature_version=\"s3v4\")", answer.Body, StringComparison.Ordinal);
    }

    string Presign(string method, string key, params (string Name, string Value)[] added)
    {
        var signer = new Signer(TimeProvider.System.GetUtcNow());
        (string Name, string Value)[] all =
        [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Credential", $"{signer.AccessKey}/{signer.Scope}"),
            ("X-Amz-Date", signer.Time),
            ("X-Amz-Expires", "60"),
            ("X-Amz-SignedHeaders", "host"),
            .. added,
        ];
        var query = string.Join(
            '&',
            all.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name}={Uri.EscapeDataString(each.Value)}"))
                .Order(StringComparer.Ordinal)
        );
        var headers = new SortedDictionary<string, string> { ["host"] = _raw.Host };
        var path = SignedRequests.PathOf(key);
        return $"{path}?{query}&X-Amz-Signature={signer.SignRequest(method, path, query, headers, "UNSIGNED-PAYLOAD")}";
    }

    static void Refused(int status, string code, RawAnswer answer) => Assert.Equal((status, code), (answer.Status, answer.Code));
}
