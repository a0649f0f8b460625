using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Amazon.Runtime;
using Amazon.S3;

namespace Railhead.Local.Tests;

/// <summary>The endpoint as a process of its own, which can be killed and started again.</summary>
public sealed class EndpointProcess : IAsyncLifetime
{
    readonly TemporaryLayout _place = new();
    readonly SecretText _signingKey = new(SecretText.RandomKey());
    readonly ConcurrentQueue<string> _log = new();
    GuardedProcess? _process;

    public EndpointProcess()
    {
        Configuration = AwsEndpointConfiguration.For(TestArchitecture.Make(), Layout, FreePort.Find(), _signingKey);
        Control = new AwsEndpointClient(Layout);
    }

    public Layout Layout => _place.Layout;

    public AwsEndpointConfiguration Configuration { get; set; }

    public AwsEndpointClient Control { get; }

    public Uri Url => new($"http://127.0.0.1:{Configuration.Port}");

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(10) };

    public string Log => string.Join('\n', _log);

    public int Pid => _process!.Pid;

    public string TaskToken
    {
        get => field ??= Signer().TaskToken("guestbook-local-task", "a1");
    }

    public static async Task<EndpointProcess> StartAsync()
    {
        var endpoint = new EndpointProcess();
        await endpoint.InitializeAsync();
        return endpoint;
    }

    public async ValueTask InitializeAsync()
    {
        Write();
        await RunAsync();
    }

    public RoleCredentials Signer(TimeProvider? time = null) =>
        new(Convert.FromBase64String(_signingKey.Reveal()), time ?? TimeProvider.System);

    // As root another user, when that one can enter the folder of this program.
    static Account? User =>
        TestAccounts.IsRoot && MachinePaths.BlockingFolder(Environment.ProcessPath!) is null ? TestAccounts.All.Platform : null;

    public void Write() => Configuration.Write(Layout, User ?? TestAccounts.All.Control);

    public async Task RunAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = await GuardedProcess.StartAsync(
            TestAccounts.Command(User, [Environment.ProcessPath!, "aws-endpoint", "--config", AwsEndpointConfiguration.FileOf(Layout)]),
            "TERM",
            AwsEndpoint.Environment,
            _log.Enqueue
        );
        await Eventually.TrueAsync(() => Control.IsReadyAsync(TestContext.Current.CancellationToken), "the endpoint serves");
    }

    /// <summary>Ends it with -9.</summary>
    public async Task KillAsync()
    {
        using (var process = Process.GetProcessById(Pid))
        {
            process.Kill();
        }

        await _process!.DisposeAsync();
        _process = null;
    }

    public async Task<SessionCredentials> CredentialsAsync(string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url, "/role/credentials"));
        request.Headers.TryAddWithoutValidation("Authorization", token ?? TaskToken);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<SessionCredentials>(TestContext.Current.CancellationToken))!;
    }

    public AmazonS3Client S3(SessionCredentials credentials) =>
        new(
            new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.Token),
            new AmazonS3Config { ServiceURL = Url.ToString(), AuthenticationRegion = "eu-west-1" }
        );

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Control.Dispose();
        Http.Dispose();
        _place.Dispose();
    }
}
