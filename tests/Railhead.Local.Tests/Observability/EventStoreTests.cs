using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Railhead.Local.Tests;

/// <summary>Events and warnings are there after a kill, within their bounds.</summary>
public sealed class EventStoreTests : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    readonly string _folder = Directory.CreateTempSubdirectory("rh-events-").FullName;
    readonly FakeTimeProvider _time = new(Start);

    string Path => System.IO.Path.Combine(_folder, "events.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    EventStore Open() => EventStore.Open(Path, _time, NullLogger.Instance);

    IReadOnlyList<EventRow> Rows(DateTimeOffset? oldest = null) => EventReader.Read(Path, oldest);

    static ComponentEvent Crash(string task, string text = "It crashed.") => new(Component.App, EventKind.Crash, task, text);

    static Warning Loop(string task) => new(WarningKind.CrashLoop, task, Component.App, $"Task {task} keeps crashing.");

    [Fact]
    public void An_event_is_read_while_the_store_is_open_and_after_it_is_closed()
    {
        Assert.Empty(Rows());
        using (var store = Open())
        {
            store.Append(Crash("a1"));
            Assert.Equal([new EventRow("app", "crash", "a1", "It crashed.", Start, Start, 1)], Rows());
        }

        Assert.Single(Rows());
        Assert.Empty(Rows(Start.AddSeconds(1)));
    }

    [Fact]
    public void A_crash_loop_is_one_row_and_pushes_nothing_out()
    {
        using var store = Open();
        store.Append(new ComponentEvent(Component.Platform, EventKind.EnvironmentUp, "", "Up."));
        for (var crash = 0; crash < 200; crash++)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            store.Append(Crash("a1"));
        }

        Assert.Equal(["environment-up", "crash"], Rows().Select(row => row.Kind));
        var row = Rows()[1];
        Assert.Equal((200, Start.AddSeconds(30), Start.AddSeconds(6000)), (row.Count, row.Since, row.Time));
    }

    [Theory]
    [InlineData(EventKind.Crash, 599, 1)]
    [InlineData(EventKind.Crash, 600, 2)]
    [InlineData(EventKind.Crash, -3600, 1)]
    [InlineData(EventKind.EnvironmentUp, 1, 2)]
    public void A_repeat_is_folded_within_ten_minutes_unless_a_stop_is_between(EventKind kind, int seconds, int rows)
    {
        var first = new EventRow("platform", kind.Word(), "", "It happened.", Start, Start, 1);
        var second = first with { Time = Start.AddSeconds(seconds), Since = Start.AddSeconds(seconds) };
        var folded = EventFolding.Fold(first, second);
        Assert.Equal(rows == 1, folded is not null);
        Assert.Equal(rows == 1 ? 2 : null, folded?.Count);
    }

    [Fact]
    public void No_kind_has_more_than_its_share_and_all_have_no_more_than_the_limit()
    {
        using var store = Open();
        store.Append(new ComponentEvent(Component.Platform, EventKind.EnvironmentUp, "", "Up."));
        for (var task = 0; task < EventLimits.RowsOfOneKind + 5; task++)
        {
            store.Append(Crash($"a{task}"));
        }

        Assert.Equal(EventLimits.RowsOfOneKind + 1, Rows().Count);
        foreach (var kind in Enum.GetValues<EventKind>().Where(kind => kind != EventKind.Crash).Take(5))
        {
            for (var task = 0; task < EventLimits.RowsOfOneKind; task++)
            {
                store.Append(new ComponentEvent(Component.Nginx, kind, $"a{task}", "x"));
            }
        }

        Assert.Equal(EventLimits.Rows, Rows().Count);
        Assert.True(new FileInfo(Path).Length < 1_000_000);
    }

    [Fact]
    public void Old_events_go_but_the_newest_stay_at_any_age()
    {
        using var store = Open();
        for (var task = 0; task < EventLimits.RowsOfAnyAge + 20; task++)
        {
            store.Append(Crash($"a{task}"));
        }

        _time.Advance(EventLimits.Age + TimeSpan.FromDays(1));
        store.Append(Crash("b1"));
        Assert.Equal(EventLimits.RowsOfAnyAge, Rows().Count);
        Assert.Equal("b1", Rows()[^1].Subject);
    }

    [Fact]
    public void A_warning_keeps_its_time_over_a_restart_until_it_is_cleared()
    {
        var warning = Loop("a1");
        using (var store = Open())
        {
            store.Raise(warning);
        }

        _time.Advance(TimeSpan.FromHours(1));
        using var again = Open();
        again.Raise(warning);
        again.Raise(warning with { Text = "Task a1 still keeps crashing." });
        Assert.Equal([new WarningRow("crash-loop", "a1", "app", Start, "Task a1 still keeps crashing.")], again.Warnings);
        again.Clear(WarningKind.CrashLoop, "a1");
        again.Clear(WarningKind.CrashLoop, "a1");
        Assert.Empty(again.Warnings);
        Assert.Equal(["warning-raised", "warning-cleared"], Rows().Select(row => row.Kind));
        Assert.All(Rows(), row => Assert.Equal(1, row.Count));
    }

    [Fact]
    public void Warnings_that_are_not_named_again_are_cleared()
    {
        using var store = Open();
        store.Raise(new Warning(WarningKind.DiskFull, "", Component.Platform, "The disk is nearly full."));
        store.Keep(WarningKind.CrashLoop, [Loop("a1"), Loop("b1")]);
        store.Keep(WarningKind.CrashLoop, [Loop("b1")]);
        Assert.Equal(["disk-full", "crash-loop"], store.Warnings.Select(row => row.Kind));
        Assert.Equal(["", "b1"], store.Warnings.Select(row => row.Key));
    }

    [Fact]
    public void A_damaged_or_later_file_is_put_aside_and_the_control_plane_starts()
    {
        File.WriteAllText(Path, "not a database, but long enough to look like one".PadRight(4096, '.'));
        using (var store = Open())
        {
            store.Append(Crash("a1"));
        }

        Assert.Single(Rows());
        Assert.True(File.Exists(Path + ".unreadable"));
    }

    [Fact]
    public void Text_from_outside_is_one_harmless_line_of_limited_length()
    {
        using var store = Open();
        store.Append(Crash("a1", "one\ntwo \u001b]0;title\u0007 " + new string('x', 10_000)));
        Assert.StartsWith("one\\u000atwo \\u001b]0;title\\u0007 ", Rows()[0].Text, StringComparison.Ordinal);
        Assert.Equal(500, Rows()[0].Text.Length);
    }
}
