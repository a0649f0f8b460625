using System.Text;

namespace Railhead.Local.Tests;

public class MoveRefHookTests
{
    const string Old = "1111111111111111111111111111111111111111",
        New = "2222222222222222222222222222222222222222",
        Between = "3333333333333333333333333333333333333333";

    [Fact]
    public async Task A_branch_that_has_not_moved_is_left_to_git()
    {
        var (said, moved) = await RunAsync(current: Old, isServed: true);
        Assert.EndsWith($"{Packet("ok refs/heads/main")}{Packet("option fall-through")}0000", said, StringComparison.Ordinal);
        Assert.Empty(moved);
    }

    [Fact]
    public async Task A_branch_that_moved_while_the_push_waited_is_moved_on()
    {
        var (said, moved) = await RunAsync(current: Between, isServed: true);
        Assert.DoesNotContain("fall-through", said, StringComparison.Ordinal);
        Assert.Equal([("refs/heads/main", New)], moved);
    }

    [Fact]
    public async Task A_branch_whose_later_push_serves_already_stays_there()
    {
        var (said, moved) = await RunAsync(current: Between, isServed: false);
        Assert.Contains("ok refs/heads/main", said, StringComparison.Ordinal);
        Assert.Empty(moved);
    }

    static async Task<(string Said, List<(string Reference, string Commit)> Moved)> RunAsync(string current, bool isServed)
    {
        var moved = new List<(string, string)>();
        using var input = new MemoryStream(
            Encoding.ASCII.GetBytes($"{Packet("version=1\0push-options atomic\n")}0000{Packet($"{Old} {New} refs/heads/main")}0000")
        );
        using var output = new MemoryStream();
        await MoveRefHook.RunAsync(
            input,
            output,
            _ => Task.FromResult<string?>(current),
            (reference, commit) =>
            {
                moved.Add((reference, commit));
                return Task.CompletedTask;
            },
            _ => Task.FromResult(isServed)
        );
        return (Encoding.ASCII.GetString(output.ToArray()), moved);
    }

    static string Packet(string text) => Length(text) + text;

    static string Length(string text) => (text.Length + 4).ToString("x4", System.Globalization.CultureInfo.InvariantCulture);
}
