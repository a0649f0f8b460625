using System.Text;

namespace Railhead.Local.Tests;

public class MoveRefHookTests
{
    const string Old = "1111111111111111111111111111111111111111",
        New = "2222222222222222222222222222222222222222",
        Peeled = "3333333333333333333333333333333333333333";

    [Fact]
    public async Task Each_ref_of_a_push_gets_its_verdict_in_gits_protocol()
    {
        var said = await RunAsync(
            "version=1\0push-options atomic\n",
            [
                new RefVerdict.LeftToGit(),
                new RefVerdict.Done(),
                new RefVerdict.Done(Peeled),
                new RefVerdict.Refused("only one branch deploys"),
            ],
            expectAtomic: true
        );
        Assert.Equal(
            $"{Packet("version=1")}0000"
                + Packet("ok refs/heads/0")
                + Packet("option fall-through")
                + Packet("ok refs/heads/1")
                + Packet("ok refs/heads/2")
                + Packet($"option new-oid {Peeled}")
                + Packet("ng refs/heads/3 only one branch deploys")
                + "0000",
            said
        );
    }

    [Theory]
    [InlineData("version=1\0push-options\n")]
    [InlineData("version=1\n")]
    public async Task A_push_is_atomic_only_where_git_says_so(string version) =>
        await RunAsync(version, [new RefVerdict.LeftToGit()], expectAtomic: false);

    static async Task<string> RunAsync(string version, IReadOnlyList<RefVerdict> verdicts, bool expectAtomic)
    {
        var updates = verdicts.Select((_, index) => new PushUpdate(Old, New, $"refs/heads/{index}")).ToList();
        var commands = string.Concat(updates.Select(update => Packet($"{update.Old} {update.New} {update.Reference}")));
        using var input = new MemoryStream(Encoding.ASCII.GetBytes($"{Packet(version)}0000{commands}0000"));
        using var output = new MemoryStream();
        await MoveRefHook.RunAsync(
            input,
            output,
            (read, atomic) =>
            {
                Assert.Equal(updates, read);
                Assert.Equal(expectAtomic, atomic);
                return Task.FromResult(verdicts);
            }
        );
        return Encoding.ASCII.GetString(output.ToArray());
    }

    static string Packet(string text) => Length(text) + text;

    static string Length(string text) => (text.Length + 4).ToString("x4", System.Globalization.CultureInfo.InvariantCulture);
}
