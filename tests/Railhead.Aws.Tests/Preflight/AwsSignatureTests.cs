namespace Railhead.Aws.Tests;

/// <summary>Two cases of AWS's test suite for Signature Version 4: get-vanilla and post-vanilla.</summary>
public sealed class AwsSignatureTests
{
    [Theory]
    [InlineData("GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void A_request_is_signed_as_AWS_signs_it(string method, string signature)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://example.amazonaws.com/");
        AwsSignature.Sign(
            request,
            "",
            new AwsEndpoint("example", "us-east-1", "service"),
            new AwsKeys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null),
            new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero)
        );
        Assert.EndsWith(
            $"SignedHeaders=host;x-amz-date, Signature={signature}",
            request.Headers.GetValues("Authorization").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_token_of_a_session_is_sent_and_signed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://ecs.eu-west-1.amazonaws.com/");
        AwsSignature.Sign(request, "{}", AwsEndpoint.Of("ecs", "eu-west-1"), new AwsKeys("A", "B", "T"), DateTimeOffset.UnixEpoch);
        Assert.Equal("T", request.Headers.GetValues("x-amz-security-token").Single());
        Assert.Contains(
            "SignedHeaders=host;x-amz-date;x-amz-security-token,",
            request.Headers.GetValues("Authorization").Single(),
            StringComparison.Ordinal
        );
    }
}
