using System.Text;
using CsCheck;
using Railhead.Model;

namespace Railhead.Local.Tests;

public class TaskEnvironmentTests
{
    static readonly TaskFacts Facts = new()
    {
        Port = 21010,
        Revision = "0123456789abcdef0123456789abcdef01234567",
        DatabasePort = 21001,
        DatabasePassword = new SecretText("p@ss/w:rd%"),
        StoragePort = 21002,
        TaskToken = new SecretText("task1.a.b"),
        Secrets = new Dictionary<string, SecretText> { ["API_KEY"] = new("line 1\nline 2"), ["UNUSED"] = new("x") },
        Home = "/tasks/a1/home",
        Temporary = "/tasks/a1/tmp",
    };

    [Fact]
    public void The_app_gets_the_whole_contract_and_nothing_else()
    {
        var architecture = TestArchitecture.Make("env: { RAILS_ENV: production }\nsecrets: [API_KEY]\n");

        var variables = TaskEnvironment.For(architecture, Facts);

        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["API_KEY"] = "line 1\nline 2",
                ["APP_REVISION"] = "0123456789abcdef0123456789abcdef01234567",
                ["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "task1.a.b",
                ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:21002/role/credentials",
                ["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:21002",
                ["AWS_REGION"] = "eu-west-1",
                ["DATABASE_URL"] = "postgres://guestbook:p%40ss%2Fw%3Ard%25@127.0.0.1:21001/guestbook",
                ["HOME"] = "/tasks/a1/home",
                ["HOSTNAME"] = "0.0.0.0",
                ["LANG"] = "C.UTF-8",
                ["LB_ENDPOINT"] = "localhost",
                ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                ["PORT"] = "21010",
                ["PYTHONUNBUFFERED"] = "1",
                ["RAILS_ENV"] = "production",
                ["RAILS_LOG_TO_STDOUT"] = "1",
                ["RAILS_SERVE_STATIC_FILES"] = "1",
                ["RDS_DB_NAME"] = "guestbook",
                ["RDS_HOSTNAME"] = "127.0.0.1",
                ["RDS_PASSWORD"] = "p@ss/w:rd%",
                ["RDS_PORT"] = "21001",
                ["RDS_USERNAME"] = "guestbook",
                ["S3_BUCKET_NAME"] = "guestbook-local-files",
                ["S3_BUCKET_NAME_BIG_FILES"] = "guestbook-local-big-files",
                ["S3_REGION_NAME"] = "eu-west-1",
                ["TMPDIR"] = "/tasks/a1/tmp",
            },
            variables
        );
    }

    [Fact]
    public void The_blueprint_may_change_the_surroundings()
    {
        string[] names =
        [
            "HOME",
            "HOSTNAME",
            "LANG",
            "NODE_EXTRA_CA_CERTS",
            "PATH",
            "PGSSLMODE",
            "TMPDIR",
            "USER",
            .. ContractVariables.OfFrameworks.Keys,
        ];
        var architecture = TestArchitecture.Make($"env: {{ {string.Join(", ", names.Select(name => $"{name}: mine"))} }}\n");

        var variables = TaskEnvironment.For(architecture, Facts);

        Assert.All(names, name => Assert.Equal("mine", variables[name]));
    }

    [Fact]
    public void An_app_without_a_database_gets_none_of_its_variables()
    {
        var variables = TaskEnvironment.For(TestArchitecture.Make("database: none\n"), Facts with { DatabasePassword = null });

        Assert.DoesNotContain(variables.Keys, name => name.StartsWith("RDS_", StringComparison.Ordinal) || name == "DATABASE_URL");
    }

    [Fact]
    public void A_secret_without_a_value_is_told_with_the_command_that_sets_it()
    {
        var error = Assert.Throws<SecretsException>(() => TaskEnvironment.For(TestArchitecture.Make("secrets: [SMTP_PASSWORD]\n"), Facts));

        Assert.Equal("railhead secrets set SMTP_PASSWORD", error.Hint);
    }

    [Fact]
    public async Task A_shell_reads_back_every_value_byte_by_byte()
    {
        using var place = new TemporaryLayout();
        Directory.CreateDirectory(place.Layout.RunTasks);
        var hostile = new Dictionary<string, string>
        {
            ["A"] = "",
            ["B"] = "it's 'quoted'''",
            ["C"] = "two\nlines\r\n\n",
            ["D"] = "$HOME `id` $(id) \\ \" ! # ~ * ? [a] {b,c} ;&|<>",
            ["E"] = "'; touch /tmp/broken-out; '",
            ["F"] = "\u0001\u007f\t\u0081\u0088 ä 🎉 \uffff",
            ["G"] = "EOF\nexport G=evil",
            ["H"] = new string('x', 64 * 1024),
        };
        var random = Gen.Int[1, 0x10ffff]
            .Where(Rune.IsValid)
            .Array[0, 40]
            .Select(all => string.Concat(all.Select(rune => new Rune(rune).ToString())));
        for (var i = 0; i < 100; i++)
        {
            hostile[$"R{i}"] = random.Single();
        }

        var file = EnvironmentFile.PathOf(place.Layout, "a1");

        EnvironmentFile.Write(file, hostile);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var output = Path.Combine(place.Folder, "output");
        var shell = new Command("/bin/sh", "-c", ". \"$1\"; exec env -0 > \"$2\"", "sh", file, output)
        {
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
        };
        var result = await shell.RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Error);
        var read = (await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        foreach (var (name, value) in hostile)
        {
            Assert.Equal(value, read[name]);
        }
    }
}
