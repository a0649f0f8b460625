using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>The values of an object's headers come back byte for byte, or are refused.</summary>
public sealed class HeaderValueTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    // A character of a header stands for a byte.
    readonly RawClient _raw = new(fixture.Server.Url) { HeaderBytes = Encoding.Latin1 };

    [Theory]
    [InlineData("content-disposition", "attachment; filename=\"rapport-\u00e9t\u00e9.pdf\"")]
    [InlineData("content-disposition", "attachment; filename=\"\u00c3\u00a9\u00e6\u0097\u00a5.pdf\"")]
    [InlineData("content-disposition", "attachment; filename*=UTF-8''rapport-%C3%A9t%C3%A9.pdf")]
    [InlineData("content-disposition", "=?UTF-8?B?w4PChA==?=")]
    [InlineData("content-encoding", "deflate, gzip")]
    [InlineData("content-encoding", "gzip,  br")]
    [InlineData("content-type", "text/html; charset=ISO-8859-1; x=\"\u00e9\"")]
    [InlineData("content-language", "de-DE,  en")]
    [InlineData("cache-control", "max-age=0,no-store , private")]
    [InlineData("expires", "0")]
    [InlineData("x-amz-meta-name", "Zo\u00eb")]
    [InlineData("x-amz-meta-name", "\u00e6\u0097\u00a5\u00e6\u009c\u00ac")]
    [InlineData("x-amz-meta-name", "=?UTF-8?Q?=C3=84?=")]
    [InlineData("x-amz-meta-name", "tab\tand  two spaces")]
    [InlineData("x-amz-website-redirect-location", "/\u00e9")]
    public async Task A_value_comes_back_as_it_was_sent(string name, string value)
    {
        Assert.Equal(200, (await _raw.Ask("PUT", "/files/value", "", "x"u8.ToArray(), (name, value))).Status);
        Assert.Equal(value, (await _raw.Ask("GET", "/files/value")).Headers[name]);
        Assert.Equal(value, (await _raw.Ask("HEAD", "/files/value")).Headers[name]);
    }

    [Theory]
    [InlineData("content-disposition", "a\u0001b")]
    [InlineData("x-amz-meta-name", "a\u001bb")]
    [InlineData("cache-control", "a\u007fb")]
    public async Task A_control_character_is_refused(string name, string value)
    {
        var answer = await _raw.Ask("PUT", "/files/control", "", "x"u8.ToArray(), (name, value));
        Assert.Equal(400, answer.Status);
        Assert.Equal(404, (await _raw.Ask("HEAD", "/files/control")).Status);
    }

    [Theory]
    [InlineData("aws-chunked", null)]
    [InlineData("aws-chunked,gzip", "gzip")]
    [InlineData("deflate, gzip,aws-chunked", "deflate, gzip")]
    public async Task Only_the_form_of_the_upload_leaves_the_content_encoding(string sent, string? kept)
    {
        Assert.Equal(200, (await _raw.Ask("PUT", "/files/coded", "", "x"u8.ToArray(), ("content-encoding", sent))).Status);
        Assert.Equal(kept, (await _raw.Ask("GET", "/files/coded")).Headers.GetValueOrDefault("content-encoding"));
    }

    [Theory]
    [InlineData("response-content-disposition=attachment%3B%20filename%3D%22rapport-%C3%A9t%C3%A9.pdf%22")]
    [InlineData("response-content-type=text%2Fplain%3B%20x%3D%E6%97%A5")]
    [InlineData("response-cache-control=a%0D%0AX-Injected%3A%201")]
    public async Task An_override_that_is_not_ASCII_is_refused(string query)
    {
        await _raw.PutSigned("override", "x"u8.ToArray());
        var answer = await _raw.Ask("GET", "/files/override", query);
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
        Assert.Contains("<ArgumentName>response-", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_override_with_an_encoded_name_is_the_header_of_the_answer()
    {
        const string value = "attachment; filename*=UTF-8''rapport-%C3%A9t%C3%A9.pdf";
        await _raw.PutSigned("override", "x"u8.ToArray());
        var answer = await _raw.Ask("GET", "/files/override", "response-content-disposition=" + Uri.EscapeDataString(value));
        Assert.Equal(value, answer.Headers["content-disposition"]);
    }
}
