using System.Globalization;
using System.Text;

namespace Railhead.Local;

/// <summary>
/// The <c>proc-receive</c> hook (githooks(5)): moves the branch to a pushed commit that was deployed. Git itself refuses that when the
/// branch
/// has moved since the push began, which it has for whoever had to wait for a deployment before.
/// </summary>
public static class MoveRefHook
{
    const string Missing = "0000000000000000000000000000000000000000";

    /// <param name="input">The messages from git, in its pkt-line format (gitprotocol-common(5)).</param>
    /// <param name="output">The answers to git.</param>
    /// <param name="current">The commit that a ref names now; null when it does not exist.</param>
    /// <param name="move">Moves a ref to a commit.</param>
    /// <param name="isServed">Whether that commit is still the one that serves: of two pushes that end at once the later counts.</param>
    public static async Task RunAsync(
        Stream input,
        Stream output,
        Func<string, Task<string?>> current,
        Func<string, string, Task> move,
        Func<string, Task<bool>> isServed
    )
    {
        await ReadToFlushAsync(input);
        await WriteAsync(output, "version=1");
        await FlushAsync(output);
        foreach (var command in await ReadToFlushAsync(input))
        {
            if (command.TrimEnd('\n').Split(' ', 3) is not [var old, var wanted, var reference])
            {
                continue;
            }

            await WriteAsync(output, $"ok {reference}");
            if ((await current(reference) ?? Missing) == old)
            {
                await WriteAsync(output, "option fall-through");
            }
            else if (await isServed(wanted))
            {
                await move(reference, wanted);
            }
        }

        await FlushAsync(output);
    }

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
