using System.Globalization;
using System.Text;

namespace Railhead.Local;

/// <summary>
/// The <c>proc-receive</c> hook (githooks(5)): speaks git's protocol, in which each ref of a push gets a verdict of its own.
/// </summary>
public static class MoveRefHook
{
    /// <param name="input">Git's part, in its pkt-line format (gitprotocol-common(5)).</param>
    /// <param name="output">The hook's part.</param>
    /// <param name="decide">See <see cref="RefMove.DecideAsync"/>.</param>
    public static async Task RunAsync(
        Stream input,
        Stream output,
        Func<IReadOnlyList<PushUpdate>, bool, Task<IReadOnlyList<RefVerdict>>> decide
    )
    {
        var atomic = (await ReadToFlushAsync(input)).Any(line => line.Split('\0').Skip(1).Any(HasAtomic));
        await WriteAsync(output, "version=1");
        await FlushAsync(output);
        var updates = (await ReadToFlushAsync(input)).Select(PushUpdate.Parse).OfType<PushUpdate>().ToList();
        foreach (var (update, verdict) in updates.Zip(await decide(updates, atomic)))
        {
            foreach (var line in Lines(update, verdict))
            {
                await WriteAsync(output, line);
            }
        }

        await FlushAsync(output);
    }

    static bool HasAtomic(string capabilities) => capabilities.Split(' ', '\n').Contains("atomic");

    static IEnumerable<string> Lines(PushUpdate update, RefVerdict verdict) =>
        verdict switch
        {
            RefVerdict.Refused refused => [$"ng {update.Reference} {refused.Reason}"],
            RefVerdict.LeftToGit => [$"ok {update.Reference}", "option fall-through"],
            RefVerdict.Done { At: { } commit } => [$"ok {update.Reference}", $"option new-oid {commit}"],
            _ => [$"ok {update.Reference}"],
        };

    static async Task<IReadOnlyList<string>> ReadToFlushAsync(Stream input)
    {
        var lines = new List<string>();
        var header = new byte[4];
        while (true)
        {
            await input.ReadExactlyAsync(header);
            var length = int.Parse(Encoding.ASCII.GetString(header), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return lines;
            }

            var text = new byte[length - header.Length];
            await input.ReadExactlyAsync(text);
            lines.Add(Encoding.UTF8.GetString(text));
        }
    }

    static async Task WriteAsync(Stream output, string line)
    {
        var text = Encoding.UTF8.GetBytes(line);
        await output.WriteAsync(Encoding.ASCII.GetBytes((text.Length + 4).ToString("x4", CultureInfo.InvariantCulture)));
        await output.WriteAsync(text);
    }

    static async Task FlushAsync(Stream output)
    {
        await output.WriteAsync("0000"u8.ToArray());
        await output.FlushAsync();
    }
}
