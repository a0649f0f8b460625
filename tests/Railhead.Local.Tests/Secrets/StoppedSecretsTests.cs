namespace Railhead.Local.Tests;

public sealed class StoppedSecretsTests : IDisposable
{
    readonly TemporaryLayout _place = new();

    public void Dispose() => _place.Dispose();

    StoppedSecrets Of(Layout layout) => new(layout, _place.MasterKey, TimeProvider.System);

    [Fact]
    public void The_first_secret_of_an_environment_that_has_never_been_up_makes_its_folder_as_up_would()
    {
        var layout = _place.Layout with { Home = Path.Combine(_place.Folder, "fresh home"), Run = "" };
        Of(layout).Set("API_KEY", "first");
        Of(layout).Set("API_KEY", "second");

        Assert.Equal([("API_KEY", 2)], Of(layout).List().Select(secret => (secret.Name, secret.Version)));
        Assert.Equal("second", new SecretStore(layout, _place.MasterKey, TimeProvider.System).Get("API_KEY")!.Reveal());
        // Tasks run as other users and pass through; the secrets are closed to them.
        Assert.Equal(UnixFileMode.OtherExecute, File.GetUnixFileMode(layout.Root) & UnixFileMode.OtherExecute);
        Assert.Equal(UnixFileMode.OtherExecute, File.GetUnixFileMode(layout.Home) & UnixFileMode.OtherExecute);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(layout.Secrets));
    }

    [Fact]
    public void Looking_for_secrets_makes_nothing()
    {
        Assert.Empty(Of(_place.Layout).List());
        Assert.False(Of(_place.Layout).Remove("API_KEY"));
        Assert.False(Directory.Exists(_place.Layout.Secrets));
        Assert.False(File.Exists(_place.MasterKey.Path));
    }

    [Fact]
    public void A_removed_secret_is_gone()
    {
        Of(_place.Layout).Set("API_KEY", "x");
        Assert.True(Of(_place.Layout).Remove("API_KEY"));
        Assert.Empty(Of(_place.Layout).List());
    }

    [Fact]
    public void Missing_secrets_are_named_with_the_commands_that_set_them()
    {
        Assert.Equal(
            "The secret A of railhead.yaml has no value yet. Set it: railhead secrets set A < FILE",
            SecretName.Missing(["A"], "")
        );
        Assert.EndsWith(
            "no value yet: A, B. Set them: railhead secrets set A --env staging < FILE; railhead secrets set B --env staging < FILE",
            SecretName.Missing(["A", "B"], " --env staging"),
            StringComparison.Ordinal
        );
    }
}
