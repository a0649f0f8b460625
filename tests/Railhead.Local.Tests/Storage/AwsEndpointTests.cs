using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.S3;
using Amazon.S3.Model;
using Railhead.Model;

namespace Railhead.Local.Tests;

public partial class AwsEndpointTests(EndpointProcess endpoint) : IClassFixture<EndpointProcess>
{
    const string Files = "guestbook-local-files";
    const string Others = "somebody-elses";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_stores_files_with_the_credentials_of_its_role_and_nothing_else()
    {
        await using var own = new EndpointProcess();
        own.Configuration = own.Configuration with { Buckets = [.. own.Configuration.Buckets, new Bucket("x", Others, false, null)] };
        await own.InitializeAsync();
        using var s3 = own.S3(await own.CredentialsAsync());

        await PutAsync(s3, "a picture", "bytes");

        Assert.Equal("bytes", await GetAsync(s3, "a picture"));
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() =>
            s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = Others,
                    Key = "x",
                    ContentBody = "x",
                },
                Cancellation
            )
        );
        Assert.Equal("AccessDenied", refused.ErrorCode);
        var usage = await own.Control.UsageAsync(Cancellation);
        Assert.Equal(
            [("guestbook-local-big-files", 0, 0), (Files, 1, 5), (Others, 0, 0)],
            usage.Select(bucket => (bucket.Name, bucket.Objects, bucket.Bytes))
        );
    }

    [Fact]
    public async Task Files_and_credentials_outlive_a_kill()
    {
        await using var own = await EndpointProcess.StartAsync();
        using var s3 = own.S3(await own.CredentialsAsync());
        await PutAsync(s3, "kept", "bytes");

        await own.KillAsync();
        Assert.False(await own.Control.IsReadyAsync(Cancellation));
        await own.RunAsync();

        Assert.Equal("bytes", await GetAsync(s3, "kept"));
        await PutAsync(s3, "another", "bytes");
    }

    [Fact]
    public async Task Changed_roles_and_buckets_are_taken_up_while_it_runs()
    {
        await using var own = await EndpointProcess.StartAsync();
        using var s3 = own.S3(await own.CredentialsAsync());
        own.Configuration = own.Configuration with
        {
            Buckets = [.. own.Configuration.Buckets, new Bucket("new", "guestbook-local-new", false, null)],
            Roles = [new Role("guestbook-local-task", [new Statement(["s3:*"], ["arn:aws:s3:::guestbook-local-new/*"])])],
        };

        own.Write();
        Assert.Null(await own.Control.ReloadAsync(Cancellation));

        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "guestbook-local-new",
                Key = "x",
                ContentBody = "x",
            },
            Cancellation
        );
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AmazonS3Exception>(() => PutAsync(s3, "x", "x"))).ErrorCode);

        // And without being told.
        own.Configuration = own.Configuration with
        {
            Buckets = [.. own.Configuration.Buckets, new Bucket("third", "guestbook-local-third", false, null)],
        };
        own.Write();
        await Eventually.TrueAsync(
            async () => (await own.Control.UsageAsync(Cancellation)).Any(bucket => bucket.Name == "guestbook-local-third"),
            "the third bucket is there"
        );
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_read_changes_nothing_and_shows_no_key()
    {
        await using var own = await EndpointProcess.StartAsync();
        var file = AwsEndpointConfiguration.FileOf(own.Layout);
        foreach (
            var content in (string[])
                ["", "{}", "{\"format\":2}", "{\"signingKey\":\"top-secret", (await File.ReadAllTextAsync(file, Cancellation))[..^2]]
        )
        {
            DurableFile.Write(file, content);
            var error = await own.Control.ReloadAsync(Cancellation);
            Assert.Contains(file, error, StringComparison.Ordinal);
            Assert.DoesNotContain("top-secret", error, StringComparison.Ordinal);
            Assert.DoesNotContain(own.Configuration.SigningKey, error, StringComparison.Ordinal);
        }

        using var s3 = own.S3(await own.CredentialsAsync());
        await PutAsync(s3, "x", "x");
    }

    [Fact]
    public async Task A_changed_port_ends_it_so_that_it_is_started_anew()
    {
        await using var own = await EndpointProcess.StartAsync();
        own.Configuration = own.Configuration with { Port = FreePort.Find() };
        own.Write();

        await Eventually.TrueAsync(() => ProcessTable.Find(own.Pid) is null or { IsZombie: true }, "it ends");
        await own.RunAsync();
        using var s3 = own.S3(await own.CredentialsAsync());
        await PutAsync(s3, "x", "x");
    }

    [Fact]
    public async Task The_control_planes_words_are_for_its_socket_only()
    {
        foreach (var path in (string[])["/usage", "/ready", "/admin.sock"])
        {
            using var response = await endpoint.Http.GetAsync(new Uri(endpoint.Url, path), Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        var socket = AwsEndpointConfiguration.AdminSocketOf(endpoint.Layout);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(AwsEndpointConfiguration.FileOf(endpoint.Layout))
        );
        var addresses = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), Cancellation)).Where(address => !IPAddress.IsLoopback(address));
        foreach (var address in addresses)
        {
            using var client = new TcpClient(address.AddressFamily);
            await Assert.ThrowsAsync<SocketException>(() =>
                client.ConnectAsync(address, endpoint.Configuration.Port, Cancellation).AsTask()
            );
        }
    }

    [Fact]
    public void Regions_of_another_partition_are_served_too()
    {
        var chinese = AwsEndpointConfiguration.For(
            TestArchitecture.Make("region: cn-north-1\n"),
            endpoint.Layout,
            1,
            new SecretText(SecretText.RandomKey())
        );

        Assert.True(Policy.Allows(chinese.Roles.Single(), "s3:GetObject", $"arn:aws:s3:::{Files}/a"));
        Assert.False(Policy.Allows(chinese.Roles.Single(), "s3:GetObject", $"arn:aws:s3:::{Others}/a"));
    }

    [Fact]
    public async Task A_large_file_takes_little_memory()
    {
        using var s3 = endpoint.S3(await endpoint.CredentialsAsync());
        var file = new byte[48 * 1024 * 1024];
        for (var i = 0; i < 3; i++)
        {
            await s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = Files,
                    Key = "large",
                    InputStream = new MemoryStream(file),
                    AutoCloseStream = true,
                },
                Cancellation
            );
        }

        // MiB at its highest; 130 are far below one such file above what an idle one has.
        var peak = File.ReadLines($"/proc/{endpoint.Pid}/status")
            .First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
            .Split(':')[1]
            .Trim()
            .Split(' ')[0];
        TestContext.Current.SendDiagnosticMessage("resident at most: {0} kB", peak);
        Assert.InRange(int.Parse(peak, CultureInfo.InvariantCulture) / 1024, 1, 130);
    }

    static Task<PutObjectResponse> PutAsync(AmazonS3Client s3, string key, string content) =>
        s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Files,
                Key = key,
                ContentBody = content,
            },
            Cancellation
        );

    static async Task<string> GetAsync(AmazonS3Client s3, string key)
    {
        using var response = await s3.GetObjectAsync(Files, key, Cancellation);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
