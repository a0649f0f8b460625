namespace Railhead.Aws.Tests;

/// <summary>The script of the task that makes the app's role, against a real server.</summary>
public sealed class RoleScriptTests(ThrowawayPostgres server) : IClassFixture<ThrowawayPostgres>
{
    const string First = "FirstPassword111",
        Second = "SecondPassword22",
        Third = "ThirdPassword333";

    [Fact]
    public void Both_users_work_as_the_owner_and_a_second_run_changes_nothing()
    {
        string app = server.NewDatabase(),
            a = $"{app}_a",
            b = $"{app}_b";
        for (var i = 0; i < 2; i++)
        {
            Succeeds(server.Script(app, a, First));
        }

        Assert.Equal(app, server.Query(a, First, app, "SELECT current_user"));
        server.Query(a, First, app, "CREATE TABLE entries (id int)");

        for (var i = 0; i < 2; i++)
        {
            Succeeds(server.Script(app, b, Second));
        }

        server.Query(b, Second, app, "ALTER TABLE entries ADD text text");
        Assert.Equal(app, server.Query(b, Second, app, "SELECT tableowner FROM pg_tables WHERE tablename = 'entries'"));

        // The one whose turn it was goes on, until it is its turn again.
        Assert.Equal("1", server.Query(a, First, app, "SELECT 1"));
        Succeeds(server.Script(app, a, Third));
        Assert.Equal("1", server.Query(a, Third, app, "SELECT 1"));
        Assert.ThrowsAny<InvalidOperationException>(() => server.Query(a, First, app, "SELECT 1"));
        Assert.Equal("1", server.Query(b, Second, app, "SELECT 1"));
    }

    [Fact]
    public void The_app_owns_its_database_and_nothing_else()
    {
        string app = server.NewDatabase(),
            a = $"{app}_a";
        Succeeds(server.Script(app, a, First));
        Assert.Equal(
            $"{app} ffff,{a} tfff",
            server.Query(
                a,
                First,
                app,
                "SELECT string_agg(format('%s %s%s%s%s', rolname, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb), ',' ORDER BY rolname) "
                    + $"FROM pg_roles WHERE rolname LIKE '{app}%'"
            )
        );
        Assert.Equal(
            app,
            server.Query(a, First, app, $"SELECT string_agg(datname, ',') FROM pg_database WHERE pg_get_userbyid(datdba) = '{app}'")
        );
        server.Query(
            "railhead_admin",
            ThrowawayPostgres.AdminPassword,
            "postgres",
            "CREATE ROLE stranger LOGIN PASSWORD 'StrangerPassword'"
        );
        var refused = Assert.ThrowsAny<InvalidOperationException>(() => server.Query("stranger", "StrangerPassword", app, "SELECT 1"));
        Assert.Contains("permission denied", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_and_a_rotation_may_meet()
    {
        var app = server.NewDatabase();
        var runs = Enumerable
            .Range(0, 6)
            .Select(i => Task.Run(() => i % 2 == 0 ? server.Script(app, $"{app}_a", First) : server.Script(app, $"{app}_b", Second)));
        Assert.All(await Task.WhenAll(runs), Succeeds);
    }

    [Fact]
    public void No_password_is_in_the_servers_log_or_in_the_tasks()
    {
        string app = server.NewDatabase(),
            a = $"{app}_a";
        string[] passwords = ["LoggedPassword11", "LoggedPassword22", "LoggedPassword33"];
        var output =
            string.Concat(passwords.Select(password => server.Script(app, a, password).Output))
            + server.Script(app, a, "LoggedPassword44", adminPassword: "WrongPassword55").Output;
        Assert.Contains($"ALTER USER {a} PASSWORD 'SCRAM-SHA-256$", server.Log, StringComparison.Ordinal);
        Assert.All(
            [.. passwords, "LoggedPassword44", "WrongPassword55"],
            password => Assert.DoesNotContain(password, server.Log + output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_fails_ends_with_an_exit_code_and_a_reason()
    {
        var app = server.NewDatabase();
        Assert.Equal(
            (1, $"The username in the secret, \"railhead_admin\", is not one of: {app}_a {app}_b\n"),
            server.Script(app, "railhead_admin", First)
        );
        var (exitCode, output) = server.Script(app, $"{app}_a", First, adminPassword: "WrongPassword55");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("password authentication failed for user \"railhead_admin\"", output, StringComparison.Ordinal);
    }

    static void Succeeds((int ExitCode, string Output) run) => Assert.True(run.ExitCode == 0, run.Output);
}
