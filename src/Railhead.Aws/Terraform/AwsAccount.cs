using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The account and identity behind the AWS credentials of this process.</summary>
/// <param name="Id">Twelve digits.</param>
/// <param name="Arn">The user or role.</param>
public sealed record AwsAccount(string Id, string Arn)
{
    /// <summary>
    /// Asks STS, with the same chain of credentials that Terraform's provider uses: variables, profiles, single sign-on, roles.
    /// </summary>
    /// <exception cref="RailheadException">There are no credentials, AWS refuses them, or it does not answer.</exception>
    public static async Task<AwsAccount> CurrentAsync(string region, CancellationToken cancellation)
    {
        try
        {
            var settings = new AmazonSecurityTokenServiceConfig
            {
                RegionEndpoint = RegionEndpoint.GetBySystemName(region),
                MaxErrorRetry = 1,
                Timeout = TimeSpan.FromSeconds(15),
            };
            if (Emulator.Endpoint is { } endpoint)
            {
                settings.ServiceURL = endpoint;
                settings.AuthenticationRegion = region;
            }

            using var client = new AmazonSecurityTokenServiceClient(settings);
            var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellation);
            return new AwsAccount(identity.Account, identity.Arn);
        }
        catch (AmazonServiceException e)
            when (e.ErrorCode is "ExpiredToken" or "InvalidClientTokenId" or "SignatureDoesNotMatch" or "AccessDenied")
        {
            throw TerraformErrors.CredentialsRefused(e.Message, e);
        }
        catch (AmazonServiceException e) when (e.InnerException is HttpRequestException)
        {
            throw TerraformErrors.AwsUnreachable(e.InnerException);
        }
        catch (HttpRequestException e)
        {
            throw TerraformErrors.AwsUnreachable(e);
        }
        catch (AmazonClientException e)
        {
            throw TerraformErrors.NoCredentials(e);
        }
    }
}
