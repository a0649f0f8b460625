using System.Security.Cryptography;
using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>A deletion with a condition that does not hold deletes nothing.</summary>
public sealed class ConditionalDeleteTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    // The MD5 of "x".
    const string ETag = "9dd4e461268c8034f5c8564e155c67a6";

    readonly RawClient _raw = fixture.Server.Raw();

    [Theory]
    [InlineData(ETag, 204)]
    [InlineData("\"" + ETag + "\"", 204)]
    [InlineData("*", 204)]
    [InlineData("\"00000000000000000000000000000000\"", 412)]
    [InlineData("W/\"" + ETag + "\"", 412)]
    [InlineData("", 412)]
    public async Task DeleteObject_needs_the_ETag_of_the_present_object(string ifMatch, int status)
    {
        await _raw.PutSigned("one", "x"u8.ToArray());
        var answer = await _raw.Ask("DELETE", "/files/one", "", null, ("if-match", ifMatch));
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 204 ? 404 : 200, (await _raw.Ask("HEAD", "/files/one")).Status);
    }

    [Theory]
    [InlineData("*")]
    [InlineData(ETag)]
    public async Task DeleteObject_with_a_condition_fails_for_a_missing_object(string ifMatch) =>
        Assert.Equal(412, (await _raw.Ask("DELETE", "/files/never", "", null, ("if-match", ifMatch))).Status);

    [Theory]
    [InlineData("if-unmodified-since", "Thu, 01 Jan 2015 00:00:00 GMT")]
    [InlineData("if-none-match", "*")]
    [InlineData("x-amz-if-match-size", "77")]
    [InlineData("x-amz-if-match-last-modified-time", "Thu, 01 Jan 2015 00:00:00 GMT")]
    [InlineData("x-amz-mfa", "serial 123456")]
    public async Task DeleteObject_refuses_conditions_that_it_does_not_check(string name, string value)
    {
        await _raw.PutSigned("stays", "x"u8.ToArray());
        Assert.Equal(501, (await _raw.Ask("DELETE", "/files/stays", "", null, (name, value))).Status);
        Assert.Equal(200, (await _raw.Ask("HEAD", "/files/stays")).Status);
    }

    [Fact]
    public async Task DeleteObjects_deletes_the_keys_whose_condition_holds_and_names_the_others()
    {
        foreach (var key in (string[])["a", "b", "c"])
        {
            await _raw.PutSigned(key, "x"u8.ToArray());
        }

        var answer = await DeleteAsync(
            $"<Object><Key>a</Key><ETag>&quot;{ETag}&quot;</ETag></Object>"
                + "<Object><Key>b</Key><ETag>wrong</ETag></Object><Object><Key>b</Key><ETag>wrong</ETag></Object>"
                + "<Object><Key>c</Key></Object><Object><Key>never</Key><ETag>*</ETag></Object>"
        );

        Assert.Equal(200, answer.Status);
        Assert.Contains("<Deleted><Key>a</Key></Deleted><Deleted><Key>c</Key></Deleted><Error>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("<Error><Key>b</Key><Code>PreconditionFailed</Code>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("<Error><Key>never</Key><Code>PreconditionFailed</Code>", answer.Body, StringComparison.Ordinal);
        Assert.Equal((404, 200, 404), (await StatusAsync("a"), await StatusAsync("b"), await StatusAsync("c")));
    }

    [Theory]
    [InlineData("<Object><Key>kept</Key><Size>77</Size></Object>")]
    [InlineData("<Object><Key>kept</Key></Object><Object><Key>x</Key><LastModifiedTime>2015-01-01T00:00:00Z</LastModifiedTime></Object>")]
    public async Task DeleteObjects_refuses_conditions_that_it_does_not_check(string objects)
    {
        await _raw.PutSigned("kept", "x"u8.ToArray());
        var answer = await DeleteAsync(objects);
        Assert.Equal((501, "NotImplemented"), (answer.Status, answer.Code));
        Assert.Equal(200, await StatusAsync("kept"));
    }

    [Fact]
    public async Task A_caller_that_may_not_read_cannot_find_out_an_ETag_by_deleting()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoreServer.Start(
            folder.Path,
            principals: (key, _) =>
                key == StoreServer.AccessKey ? StoreServer.App with { Allows = (action, _) => action != "s3:GetObject" } : null
        );
        await server.Raw().PutSigned("secret", "x"u8.ToArray());
        Assert.Equal(403, (await server.Raw().Ask("DELETE", "/files/secret", "", null, ("if-match", ETag))).Status);
        Assert.NotNull(server.Store.Find(StoreServer.Bucket, "secret"));
    }

    async Task<int> StatusAsync(string key) => (await _raw.Ask("HEAD", SignedRequests.PathOf(key))).Status;

    Task<RawAnswer> DeleteAsync(string objects)
    {
        var body = Encoding.UTF8.GetBytes($"<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{objects}</Delete>");
#pragma warning disable CA5351 // the header is an MD5
        return _raw.Ask("POST", "/files", "delete=", body, ("content-md5", Convert.ToBase64String(MD5.HashData(body))));
#pragma warning restore CA5351
    }
}
