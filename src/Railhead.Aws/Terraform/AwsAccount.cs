using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Who the AWS credentials of this process are.</summary>
/// <param name="Id">Twelve digits.</param>
/// <param name="Arn">Of the user or role.</param>
public sealed record AwsAccount(string Id, string Arn)
{
    /// <summary>Asks STS, with the same chain of credentials that Terraform's provider uses: variables, profiles, single sign-on, roles.</summary>
    /// <exception cref="RailheadException">There are none, or AWS refuses them, or it does not answer.</exception>
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
            }

            if (Emulator.Endpoint is not null)
            {
                settings.AuthenticationRegion = region;
            }

            using var client = new AmazonSecurityTokenServiceClient(settings);
            var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellation);
            return new AwsAccount(identity.Account, identity.Arn);
        }
        catch (AmazonServiceException e)
            when (e.ErrorCode is "ExpiredToken" or "InvalidClientTokenId" or "SignatureDoesNotMatch" or "AccessDenied")
        {
            throw new RailheadException("RH5011", $"AWS refuses the credentials: {e.Message}", TerraformProblem.CredentialsHint, e);
        }
        catch (AmazonServiceException e) when (e.InnerException is HttpRequestException)
        {
            throw new RailheadException("RH5014", $"AWS does not answer: {e.InnerException.Message}", inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new RailheadException("RH5014", $"AWS does not answer: {e.Message}", inner: e);
        }
        catch (AmazonClientException e)
        {
            throw new RailheadException("RH5010", "There are no AWS credentials.", TerraformProblem.CredentialsHint, e);
        }
    }
}
