using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Npgsql;

namespace Railhead.EndToEnd;

/// <summary>From <c>up</c> to an entry that lies where it belongs.</summary>
public abstract class CoreScenario(GuestbookEnvironment environment)
{
    [Fact]
    public async Task Up_ends_with_two_healthy_tasks_in_two_zones_and_the_commit_that_runs()
    {
        await environment.ReadyAsync();
        var status = await environment.App.StatusAsync();
        using var guest = new Guest(environment.Url);

        Assert.True(status.Whole);
        Assert.Equal("guestbook", status.App);
        Assert.Equal("local", status.Environment);
        Assert.Equal(2, status.Service.Tasks.Select(t => t.Zone).Distinct().Count());
        var commit = status.Revision!;
        Assert.Matches("^[0-9a-f]{40}$", commit);
        Assert.All(status.Service.Tasks, task => Assert.Equal(commit, task.Revision));
        Assert.Equal(commit, await guest.VersionAsync());
        Assert.NotNull(status.Deployment);
        Assert.Contains("<h1>", await guest.Http.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        string[] expected = ["supervisor", "control-plane", "loadbalancer", "database", "storage"];
        Assert.Empty(expected.Except(status.Processes.Select(p => p.Name)));
    }

    [Fact]
    public async Task An_entry_with_a_picture_is_read_back_byte_for_byte_its_row_in_the_database_its_object_in_the_store()
    {
        await environment.ReadyAsync();
        using var guest = new Guest(environment.Url);
        var title = $"core {Guid.NewGuid():N}";
        var picture = RandomNumberGenerator.GetBytes(3_000_000);

        var written = await guest.WriteAsync(title, "Grüße aus der Ferne", picture);

        var read = (await guest.EntriesAsync()).Single(e => e.Text("title") == title);
        Assert.Equal("Grüße aus der Ferne", read.Text("text"));
        Assert.Equal(written.Text("id"), read.Text("id"));
        Assert.Equal(picture, await guest.PictureAsync(read));

        var variables = await environment.App.EnvironmentAsync();
        Assert.Equal(1L, await CountAsync(variables["DATABASE_URL"], title));
        Assert.Equal(picture, await ObjectAsync(variables, read.Text("pictureUrl")!.TrimStart('/')));
        Assert.Contains(
            (await environment.App.StatusAsync()).Buckets,
            b => b.Name == variables["S3_BUCKET_NAME"] && b is { Objects: > 0, Bytes: > 0 }
        );
    }

    [Fact]
    public async Task A_picture_of_many_parts_arrives_whole_and_can_be_read_in_parts()
    {
        await environment.ReadyAsync();
        using var guest = new Guest(environment.Url);
        var picture = RandomNumberGenerator.GetBytes(40 * 1024 * 1024); // the SDK sends parts from 16 MB on

        var written = await guest.WriteAsync($"large {Guid.NewGuid():N}", "", picture);

        Assert.Equal(picture, await guest.PictureAsync(written));
        using var request = new HttpRequestMessage(HttpMethod.Get, written.Text("pictureUrl"));
        request.Headers.Range = new(20_000_000, 20_000_999);
        using var response = await guest.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(206, (int)response.StatusCode);
        Assert.Equal(picture[20_000_000..20_001_000], await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_process_of_the_platform_listens_on_this_machine_only_and_the_control_plane_on_no_port()
    {
        await environment.ReadyAsync();
        var status = await environment.App.StatusAsync();
        var home = environment.Sandbox.Home;
        // An app itself chooses its address.
        var apps = status.Service.Tasks.Select(task => task.Pids!.App).ToList();
        var listeners = Machine
            .ProcessesThatMention(home)
            .Where(process => !apps.Contains(process.Pid))
            .SelectMany(process => Listeners.Of(process.Pid))
            .ToList();

        // The load balancer's, the database's, the store's, and one of each task.
        Assert.True(listeners.Distinct().Count() >= 5, string.Join(' ', listeners));
        Assert.All(listeners, listener => Assert.True(IPAddress.IsLoopback(listener.Address), $"{listener}"));
        Assert.Empty(Listeners.Of(status.PidOf("control-plane")));
        var record = Json.Read(
            await File.ReadAllTextAsync(
                Path.Combine(home, "apps", "guestbook", "local", "environment.json"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Empty(Listeners.OpenToOthers(record.Text("run")!));
    }

    static async Task<object?> CountAsync(string databaseUrl, string title)
    {
        var url = new Uri(databaseUrl);
        var user = url.UserInfo.Split(':').Select(Uri.UnescapeDataString).ToArray();
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port,
            Database = url.AbsolutePath.TrimStart('/'),
            Username = user[0],
            Password = user[1],
        };
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand("select count(*) from entries where title = $1");
        command.Parameters.AddWithValue(title);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Reads an object with the role of a task, its credentials had as SDKs have them.</summary>
    static async Task<byte[]> ObjectAsync(IReadOnlyDictionary<string, string> variables, string key)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"]);
        var role = Json.Read(await http.GetStringAsync(variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"]));
        var credentials = new SessionAWSCredentials(role.Text("AccessKeyId"), role.Text("SecretAccessKey"), role.Text("Token"));
        using var client = new AmazonS3Client(
            credentials,
            new AmazonS3Config { ServiceURL = variables["AWS_ENDPOINT_URL_S3"], AuthenticationRegion = variables["S3_REGION_NAME"] }
        );
        using var stored = await client.GetObjectAsync(variables["S3_BUCKET_NAME"], key);
        using var content = new MemoryStream();
        await stored.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }
}
