using System.Text;

namespace Railhead.Local;

/// <summary>Reads whole lines from a file that somebody else appends to.</summary>
/// <param name="stream">Positioned where reading begins.</param>
/// <param name="limit">Characters after which a line is cut; the rest of it is a line of its own.</param>
public sealed class LineTail(Stream stream, int limit = 64 * 1024)
{
    readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    readonly StringBuilder _rest = new();
    readonly byte[] _bytes = new byte[16 * 1024];
    readonly char[] _characters = new char[16 * 1024 + 1];

    /// <summary>The lines that are complete by now.</summary>
    public IEnumerable<string> Read()
    {
        int count;
        while ((count = stream.Read(_bytes)) > 0)
        {
            var decoded = _decoder.GetChars(_bytes.AsSpan(0, count), _characters, flush: false);
            for (var i = 0; i < decoded; i++)
            {
                var character = _characters[i];
                if (character == '\n' || _rest.Length >= limit)
                {
                    if (character != '\n')
                    {
                        _rest.Append(character);
                    }

                    yield return Take();
                }
                else
                {
                    _rest.Append(character);
                }
            }
        }
    }

    /// <summary>The remaining text without a line end, when no more will come.</summary>
    public string? Rest() => _rest.Length == 0 ? null : Take();

    string Take()
    {
        var line = _rest.ToString().TrimEnd('\r');
        _rest.Clear();
        return line;
    }
}
