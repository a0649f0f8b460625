namespace Railhead.EndToEnd;

/// <summary>Many faults and many rounds; <c>./test soak</c> runs them. Nothing that was acknowledged may be lost in any round.</summary>
public sealed class GuestbookSoakTests(OwnGuestbook environment) : IClassFixture<OwnGuestbook>
{
    readonly HashSet<string> _acknowledged = [];

    [Fact(Explicit = true)]
    public async Task Random_kills_under_load_lose_nothing_that_was_acknowledged()
    {
        await environment.ReadyAsync();
        await Soak.RoundsAsync(async random =>
        {
            var before = await environment.App.WholeAsync("before a round, the guestbook");
            await using var load = new Load(environment.Url, ["/up", "/api/entries?limit=3"], posts: true);
            await Load.GoOnAsync(1);
            var victims = Victims(before).OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToList();
            foreach (var (_, pid) in victims)
            {
                Machine.TryKill(pid);
                await Load.GoOnAsync(random.NextDouble());
            }

            var killed = string.Join(", ", victims.Select(victim => victim.Name));
            await environment.App.WholeAsync($"after kill -9 of {killed}, the guestbook", seconds: 180);
            await Load.GoOnAsync(2);
            var report = await load.EndAsync();
            try
            {
                await HasEverythingAsync(report.Acknowledged);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"after kill -9 of {killed}: {e.Message}", e);
            }

            return $"killed {killed}; {report.Acknowledged.Count} entries acknowledged, {report.Failures.Count} requests failed";
        });
    }

    [Fact(Explicit = true)]
    public async Task Many_rounds_of_down_kill_and_up_keep_what_was_acknowledged()
    {
        await environment.ReadyAsync();
        await Soak.RoundsAsync(async random =>
        {
            IReadOnlyList<string> acknowledged;
            var gently = random.Next(2) == 0;
            await using (var load = new Load(environment.Url, ["/up"], posts: true))
            {
                await Load.GoOnAsync(1 + random.NextDouble());
                if (gently)
                {
                    (await environment.App.RailheadAsync("down")).Succeeded();
                }
                else
                {
                    await Eventually.TrueAsync(KillAll, "everything is dead");
                }

                acknowledged = (await load.EndAsync()).Acknowledged;
            }

            Assert.Empty(Machine.ProcessesThatMention(environment.Sandbox.Home));
            var status = await environment.App.UpAsync();
            Assert.True(status.Whole);
            Assert.Equal(environment.Url, status.Url);
            await HasEverythingAsync(acknowledged);
            return $"{(gently ? "down" : "kill -9 of everything")} and up; {acknowledged.Count} entries acknowledged";
        });
    }

    static IEnumerable<(string Name, int Pid)> Victims(Status status) =>
        status
            .Processes.Select(process => (process.Name, process.Pid ?? 0))
            .Concat(status.Service.Tasks.Select(task => ($"the app of {task.Id}", task.Pids?.App ?? 0)))
            .Concat(status.Service.Tasks.Select(task => ($"the nginx of {task.Id}", task.Pids?.Nginx ?? 0)))
            .Where(victim => victim.Item2 > 0);

    // Again and again: a supervisor that lives a moment longer than its child starts another.
    bool KillAll()
    {
        var living = Machine.ProcessesThatMention(environment.Sandbox.Home);
        foreach (var (pid, _) in living)
        {
            Machine.TryKill(pid);
        }

        return living.Count == 0;
    }

    async Task HasEverythingAsync(IReadOnlyCollection<string> added)
    {
        Assert.NotEmpty(added);
        _acknowledged.UnionWith(added);
        using var guest = new Guest(environment.Url);
        await guest.AssertHasOnceAsync(_acknowledged);
    }
}
