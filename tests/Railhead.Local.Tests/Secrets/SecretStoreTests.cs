using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Railhead.Local.Tests;

public sealed class SecretStoreTests : IDisposable
{
    readonly TemporaryLayout _place = new();
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public void Dispose() => _place.Dispose();

    string StoreFile => Path.Combine(_place.Layout.Secrets, "secrets");

    SecretStore Open() => new(_place.Layout, _place.MasterKey, _time);

    [Fact]
    public void Any_text_comes_back_as_it_was() =>
        Gen.Int[1, 0x10ffff]
            .Where(Rune.IsValid)
            .Array[0, 500]
            .Select(all => string.Concat(all.Select(rune => new Rune(rune).ToString())))
            .Sample(
                text =>
                {
                    var store = Open();
                    store.Set("X", text);
                    return Open().Get("X")!.Reveal() == text;
                },
                iter: 50,
                threads: 1
            );

    [Theory]
    [InlineData("")]
    [InlineData("one\ntwo\r\n\n")]
    [InlineData("🎉 'quoted' \"twice\" $HOME `id` \\")]
    public void Lines_quotes_and_nothing_at_all_come_back_as_they_were(string text)
    {
        Open().Set("X", text);

        Assert.Equal(text, Open().Get("X")!.Reveal());
    }

    [Fact]
    public void Each_value_is_a_new_version_with_its_time()
    {
        var store = Open();
        store.Set("TOKEN", "a");
        _time.Advance(TimeSpan.FromMinutes(1));
        store.Set("TOKEN", "b");

        Assert.Equal([new SecretEntry("TOKEN", 2, _time.GetUtcNow())], Open().List());
        Assert.Equal("b", Open().Get("TOKEN")!.Reveal());
    }

    [Fact]
    public void The_platforms_secrets_are_not_listed()
    {
        var store = Open();
        store.Set("B", "1");
        store.Set("A", "2");
        var password = store.GetOrCreate(SecretName.DatabasePassword, () => SecretText.RandomPassword());

        Assert.Equal(["A", "B"], store.List().Select(entry => entry.Name));
        Assert.Equal(password.Reveal(), store.Get(SecretName.DatabasePassword)!.Reveal());
    }

    [Fact]
    public void A_generated_secret_is_the_same_for_everybody_who_asked_at_once()
    {
        var values = new string[16];
        Parallel.For(0, values.Length, i => values[i] = Open().GetOrCreate(SecretName.SigningKey, SecretText.RandomKey).Reveal());

        Assert.Single(values.Distinct());
    }

    [Fact]
    public void Writers_at_the_same_time_lose_nothing()
    {
        Parallel.For(0, 16, i => Open().Set($"S{i}", $"{i}"));

        Assert.Equal(16, Open().List().Count);
    }

    [Fact]
    public void A_removed_secret_is_gone()
    {
        var store = Open();
        store.Set("X", "1");

        Assert.True(store.Remove("X"));
        Assert.False(store.Remove("X"));
        Assert.Null(Open().Get("X"));
    }

    [Fact]
    public void No_value_and_no_key_is_readable_on_the_disk()
    {
        const string value = "correct horse battery staple";
        Open().Set("X", value);

        foreach (var file in Directory.EnumerateFiles(_place.Layout.Root, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(value, File.ReadAllText(file), StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)), File.ReadAllText(file), StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        Open().Set("X", "value");
        Open().Set("Y", "value");
        var good = File.ReadAllBytes(StoreFile);
        var store = Open();
        for (var i = 0; i < good.Length; i++)
        {
            foreach (var flip in (byte[])[0x01, 0x20, 0x80])
            {
                var bad = (byte[])good.Clone();
                bad[i] ^= flip;
                File.WriteAllBytes(StoreFile, bad);
                var error = Assert.Throws<SecretsException>(() => store.Get("X"));
                Assert.Contains(StoreFile, error.Message, StringComparison.Ordinal);
            }
        }

        File.WriteAllBytes(StoreFile, good);
        Assert.Equal("value", store.Get("X")!.Reveal());
    }

    [Fact]
    public void A_shortened_or_lengthened_file_is_noticed()
    {
        Open().Set("X", "value");
        var good = File.ReadAllBytes(StoreFile);
        var store = Open();
        for (var length = 0; length < good.Length; length++)
        {
            File.WriteAllBytes(StoreFile, good[..length]);
            Assert.Throws<SecretsException>(() => store.Get("X"));
        }

        File.WriteAllBytes(StoreFile, [.. good, (byte)'\n']);
        Assert.Throws<SecretsException>(() => store.Get("X"));
    }

    [Fact]
    public void Another_environments_file_does_not_open()
    {
        var other = _place.Layout with { Environment = "staging" };
        var store = Open();
        store.Set("X", "value");
        _ = new SecretStore(other, _place.MasterKey, _time);
        File.Copy(StoreFile, Path.Combine(other.Secrets, "secrets"), overwrite: true);

        Assert.Throws<SecretsException>(() => new SecretStore(other, _place.MasterKey, _time));
    }

    [Fact]
    public void A_lost_master_key_is_named_and_no_new_one_is_made()
    {
        Open().Set("X", "value");
        File.Delete(_place.MasterKey.Path);

        var error = Assert.Throws<SecretsException>(Open);

        Assert.Contains(_place.MasterKey.Path, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_place.MasterKey.Path));
    }

    [Theory]
    [InlineData("1X")]
    [InlineData("X-Y")]
    [InlineData("X\n")]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("ÄX")]
    public void A_name_that_is_no_variables_name_is_refused(string name) => Assert.Throws<SecretsException>(() => Open().Set(name, "1"));

    [Fact]
    public void A_value_that_no_variable_can_hold_is_refused_without_showing_it()
    {
        var store = Open();
        store.Set("X", new string('a', SecretStore.MaxBytes));
        foreach (var value in (string[])["top\0secret", "top\ud800secret", "top" + new string('ä', SecretStore.MaxBytes / 2)])
        {
            var error = Assert.Throws<SecretsException>(() => store.Set("X", value));
            Assert.DoesNotContain("top", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_secret_does_not_print() => Assert.Equal("the password is ***", $"the password is {new SecretText("hunter2")}");
}
