namespace Railhead.Local.Tests;

public class PostgresConfigurationTests
{
    readonly PostgresConfiguration _configuration = new(
        "guestbook-local",
        21432,
        "/run/railhead/1f3a/db",
        "guestbook",
        "guestbook",
        ["root", "railhead-db"],
        new Dictionary<string, string> { ["log_min_duration_statement"] = "1000" }
    );

    [Fact]
    public void Nobody_but_the_app_gets_in_over_the_network_and_nobody_without_a_password() =>
        Assert.Equal(
            """
            # Written by Railhead; changes are overwritten.
            local all "postgres" peer map=railhead
            host "guestbook" "guestbook" 127.0.0.1/32 scram-sha-256

            """,
            _configuration.Access()
        );

    [Fact]
    public void The_superuser_is_the_control_planes_user_and_the_databases_own() =>
        Assert.Equal(
            """
            # Written by Railhead; changes are overwritten.
            railhead "root" "postgres"
            railhead "railhead-db" "postgres"

            """,
            _configuration.Users()
        );

    [Fact]
    public void Values_cannot_break_out_of_their_place()
    {
        var settings = (_configuration with { SocketFolder = """/tmp/it's, "a\b" """ }).Settings();

        Assert.Contains("""unix_socket_directories = '"/tmp/it''s, "a\\b" "'""", settings, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => (_configuration with { Role = "a\" trust" }).Access());
        Assert.Throws<ArgumentException>(() => (_configuration with { Role = "a\nhost all all 0.0.0.0/0 trust" }).Access());
        Assert.Throws<ArgumentException>(() =>
            (_configuration with { Parameters = new Dictionary<string, string> { ["a = b\nc"] = "1" } }).Settings()
        );
        Assert.Throws<ArgumentException>(() => (_configuration with { ClusterName = "a\nfsync = off" }).Settings());
    }

    [Theory]
    [InlineData("fsync = on")]
    [InlineData("listen_addresses = '127.0.0.1'")]
    [InlineData("port = 21432")]
    [InlineData("password_encryption = 'scram-sha-256'")]
    [InlineData("log_statement = 'none'")]
    [InlineData("logging_collector = off")]
    [InlineData("log_min_duration_statement = '1000'")]
    public void Settings_that_users_rely_on(string line) =>
        Assert.Contains(line + "\n", _configuration.Settings(), StringComparison.Ordinal);

    [Fact]
    public void A_verifier_is_the_one_of_the_standards_example()
    {
        // RFC 7677, section 3: user "user", password "pencil", 4096 iterations.
        var verifier = ScramVerifier.Create(new SecretText("pencil"), Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);

        Assert.Equal(
            "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
            verifier
        );
        Assert.True(ScramVerifier.Matches(new SecretText("pencil"), verifier));
        Assert.False(ScramVerifier.Matches(new SecretText("Pencil"), verifier));
        Assert.False(ScramVerifier.Matches(new SecretText("pencil"), null));
        Assert.False(ScramVerifier.Matches(new SecretText("pencil"), "md5aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    }
}
