using System.Net;
using System.Text;

namespace Railhead.Aws.Tests;

/// <summary>The few answers of AWS that a plan of an empty account needs: the account, the domain's zone and a password.</summary>
sealed class PlanServer : IAsyncDisposable
{
    readonly HttpListener _listener = new();
    readonly Task _work;

    public PlanServer(string zone)
    {
        Url = $"http://127.0.0.1:{FreePort.Find()}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _work = ServeAsync(zone);
    }

    public string Url { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        _listener.Close();
    }

    async Task ServeAsync(string zone)
    {
        while (_listener.IsListening)
        {
            try
            {
                var call = await _listener.GetContextAsync();
                using var reader = new StreamReader(call.Request.InputStream);
                var answer = Answer(call.Request.Url!.AbsolutePath, await reader.ReadToEndAsync(), zone);
                call.Response.StatusCode = answer is null ? 400 : 200;
                call.Response.ContentType = answer?.StartsWith('{') == true ? "application/x-amz-json-1.1" : "text/xml";
                await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer ?? ""));
                call.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    static string? Answer(string path, string body, string zone)
    {
        const string route53 = "xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"";
        var found =
            $"<HostedZone><Id>/hostedzone/Z1</Id><Name>{zone}.</Name><CallerReference>1</CallerReference>"
            + "<Config><PrivateZone>false</PrivateZone></Config></HostedZone>";
        return path switch
        {
            "/" when body.Contains("GetCallerIdentity", StringComparison.Ordinal) =>
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                    + "<Arn>arn:aws:iam::123456789012:user/test</Arn><UserId>A</UserId><Account>123456789012</Account>"
                    + "</GetCallerIdentityResult></GetCallerIdentityResponse>",
            "/" when body.Contains("PasswordLength", StringComparison.Ordinal) => "{\"RandomPassword\":\"not-a-password\"}",
            "/2013-04-01/hostedzone" =>
                $"<ListHostedZonesResponse {route53}><HostedZones>{found}</HostedZones><IsTruncated>false</IsTruncated>"
                    + "<MaxItems>100</MaxItems></ListHostedZonesResponse>",
            "/2013-04-01/hostedzone/Z1" =>
                $"<GetHostedZoneResponse {route53}>{found}<DelegationSet><NameServers><NameServer>ns.test</NameServer></NameServers>"
                    + "</DelegationSet></GetHostedZoneResponse>",
            _ when path.StartsWith("/2013-04-01/tags/", StringComparison.Ordinal) =>
                $"<ListTagsForResourceResponse {route53}><ResourceTagSet><ResourceType>hostedzone</ResourceType><ResourceId>Z1</ResourceId>"
                    + "<Tags></Tags></ResourceTagSet></ListTagsForResourceResponse>",
            _ => null,
        };
    }
}
