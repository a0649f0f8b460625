namespace Railhead.Aws;

/// <summary>A service of AWS in a region.</summary>
/// <param name="Host">First part of its host name.</param>
/// <param name="Region">Of the signature; services without regions sign for <c>us-east-1</c>.</param>
/// <param name="SigningName">Name of the service in the signature.</param>
sealed record AwsEndpoint(string Host, string Region, string SigningName)
{
    public static AwsEndpoint Of(string service, string region) =>
        service == "iam" ? new("iam", "us-east-1", "iam") : new($"{service}.{region}", region, service);

    /// <summary>An emulator has one address for all services, and goes by the signature.</summary>
    public Uri Address => new(Emulator.Endpoint ?? $"https://{Host}.amazonaws.com");
}
