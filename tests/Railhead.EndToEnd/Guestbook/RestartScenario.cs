using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Railhead.EndToEnd;

/// <summary>Everything stops, and starts again with what people wrote.</summary>
public abstract class RestartScenario(GuestbookEnvironment environment)
{
    [Fact]
    public async Task Down_and_up_keep_entries_and_pictures_and_the_address()
    {
        await environment.ReadyAsync();
        await KeepsEverythingAsync(async () =>
        {
            (await environment.App.RailheadAsync("down")).Succeeded();
            Assert.Empty(Machine.ProcessesThatMention(environment.Sandbox.Home));
            // What was stopped on purpose stays down.
            (await environment.Sandbox.RailheadAsync("up", "--all")).Succeeded();
            (await environment.App.RailheadAsync("status")).FailedWith(3);
        });
    }

    [Fact]
    public async Task After_everything_was_killed_at_once_up_brings_it_back()
    {
        await environment.ReadyAsync();
        await KeepsEverythingAsync(KillEverythingAsync);
    }

    [Fact]
    public async Task After_a_reboot_up_all_brings_it_back_although_the_blueprint_was_changed_and_broken()
    {
        await environment.ReadyAsync();
        var blueprint = Path.Combine(environment.App.Folder, "railhead.yaml");
        var text = await File.ReadAllTextAsync(blueprint, TestContext.Current.CancellationToken);
        try
        {
            await KeepsEverythingAsync(async () =>
            {
                var record = Path.Combine(environment.Sandbox.Home, "apps", "guestbook", "local", "environment.json");
                await KillEverythingAsync();
                // A reboot empties tmpfs.
                Directory.Delete(JsonNode.Parse(await File.ReadAllTextAsync(record))!["run"]!.GetValue<string>(), recursive: true);
                await File.WriteAllTextAsync(blueprint, "app: guestbook\nhelth: /up\n");
                (await environment.Sandbox.RailheadAsync("up", "--all")).Succeeded();
                Assert.True((await environment.App.StatusAsync()).Whole);
                var events = Json.Read((await environment.App.RailheadAsync("events", "--json")).Succeeded().Output).EnumerateArray();
                // The starts of all processes are not crashes.
                Assert.Equal("environment-recovered", events.Last().Text("kind"));
                await File.WriteAllTextAsync(blueprint, text);
            });
        }
        finally
        {
            await File.WriteAllTextAsync(blueprint, text, TestContext.Current.CancellationToken);
        }
    }

    Task KillEverythingAsync() =>
        Eventually.SucceedsAsync(
            () =>
            {
                // Again and again: a supervisor that lives a moment longer than its child starts another.
                var living = Machine.ProcessesThatMention(environment.Sandbox.Home);
                foreach (var (pid, _) in living)
                {
                    Machine.TryKill(pid);
                }

                return Task.FromResult(living.Count == 0);
            },
            "everything should be dead"
        );

    async Task KeepsEverythingAsync(Func<Task> stop)
    {
        var title = $"kept {Guid.NewGuid():N}";
        var picture = RandomNumberGenerator.GetBytes(200_000);
        using (var guest = new Guest(environment.Url))
        {
            await guest.WriteAsync(title, "I stay", picture);
        }

        var revision = (await environment.App.StatusAsync()).Revision;

        await stop();
        var status = await environment.App.UpAsync();

        Assert.True(status.Whole);
        Assert.Equal(revision, status.Revision);
        Assert.Equal(environment.Url, status.Url);
        using var again = new Guest(status.Url);
        var entry = (await again.EntriesAsync()).Single(e => e.Text("title") == title);
        Assert.Equal(picture, await again.PictureAsync(entry));
    }
}
