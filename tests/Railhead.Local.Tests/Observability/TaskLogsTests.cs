namespace Railhead.Local.Tests;

/// <summary>Tasks' logs as people read them, and how long they stay.</summary>
public sealed class TaskLogsTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    readonly Layout _layout;

    public TaskLogsTests()
    {
        var home = Directory.CreateTempSubdirectory("rh-logs-").FullName;
        _layout = new Layout(home, "app", "local", home);
    }

    public void Dispose() => Directory.Delete(_layout.Home, recursive: true);

    string Write(string task, string stream, string file, string text, TimeSpan age)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_layout.Logs, $"task-{task}-{stream}")).FullName;
        var path = Path.Combine(folder, file);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, (Now - age).UtcDateTime);
        return path;
    }

    [Fact]
    public void Lines_of_all_tasks_come_in_the_order_of_time_with_their_text_untouched()
    {
        Write("a1", "app", "@400000006a1b2c3d00000000.s", "2026-11-24 11:00:00.000000001  first\n", TimeSpan.FromHours(1));
        Write("a1", "app", "current", "2026-11-24 11:00:03.000000000    indented  text\n", TimeSpan.Zero);
        Write("b1", "nginx", "current", "2026-11-24 11:00:02.500000000  second\n", TimeSpan.Zero);
        var lines = TaskLogs.Merged(_layout, task: null, since: null).ToList();
        Assert.Equal(["first", "second", "  indented  text"], lines.Select(line => line.Line));
        Assert.Equal(("b1", "nginx"), (lines[1].Task, lines[1].Stream));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 11, 0, 2, 500, TimeSpan.Zero), lines[1].Time);
        Assert.Equal(["  indented  text"], TaskLogs.Merged(_layout, "a1", Now.AddHours(-1).AddSeconds(3)).Select(line => line.Line));
    }

    [Fact]
    public void Last_words_span_the_rotation()
    {
        Write(
            "a1",
            "app",
            "@400000006a1b2c3d00000000.s",
            "2026-11-24 11:00:00.000000000  one\n2026-11-24 11:00:01.000000000  two\n",
            TimeSpan.Zero
        );
        Write("a1", "app", "current", "2026-11-24 11:00:02.000000000  three\n", TimeSpan.Zero);
        Assert.Equal(["one", "two", "three"], TaskLogs.Excerpt(_layout, "a1", "app", started: null).Last);
    }

    [Fact]
    public void A_long_log_is_shown_with_the_first_lines_of_the_last_start()
    {
        static string Line(int second, string text) => $"2026-11-24 11:00:{second:00}.000000000  {text}\n";
        var backtrace = string.Concat(Enumerable.Range(1, 20).Select(n => Line(31, $"from line {n}")));
        Write("a1", "app", "current", Line(10, "the start before") + Line(30, "boom") + backtrace, TimeSpan.Zero);
        var started = new DateTimeOffset(2026, 11, 24, 11, 0, 29, TimeSpan.Zero);
        var excerpt = TaskLogs.Excerpt(_layout, "a1", "app", started);
        Assert.Equal(["boom", "from line 1", "from line 2", "from line 3", "from line 4", "…"], excerpt.First);
        Assert.Equal(Enumerable.Range(11, 10).Select(n => $"from line {n}"), excerpt.Last);
    }

    [Fact]
    public void Old_files_and_the_logs_of_tasks_long_gone_are_deleted_and_nothing_else()
    {
        var rotated = Write("a1", "app", "@400000006a1b2c3d00000000.s", "x", TimeSpan.FromDays(31));
        var young = Write("a1", "app", "@400000006a1b2c3e00000000.s", "x", TimeSpan.FromDays(29));
        var current = Write("a1", "app", "current", "x", TimeSpan.FromDays(40));
        var gone = Write("a0", "app", "current", "x", TimeSpan.FromDays(31));
        var recent = Write("b0", "app", "current", "x", TimeSpan.FromDays(3));
        LogRetention.Apply(_layout, days: 30, new HashSet<string> { "a1" }, Now);
        Assert.False(File.Exists(rotated));
        Assert.True(File.Exists(young) && File.Exists(current) && File.Exists(recent));
        Assert.False(Directory.Exists(Path.GetDirectoryName(gone)));
    }
}
