namespace Railhead.ObjectStore;

/// <summary>
/// Watches the bytes of a document for a tag or a text that is longer than any valid one. The XML reader would keep it in memory as a
/// whole.
/// </summary>
sealed class MarkupLimit
{
    // A key of 1,024 bytes, each written as a reference of up to ten bytes.
    const int Longest = 16 * 1024;

    int _run;

    /// <summary>Whether all tags and texts up to here are short enough.</summary>
    public bool Accepts(ReadOnlySpan<byte> piece)
    {
        while (piece.IndexOfAny((byte)'<', (byte)'>') is >= 0 and var at)
        {
            if (_run + at > Longest)
            {
                return false;
            }

            _run = 0;
            piece = piece[(at + 1)..];
        }

        _run += piece.Length;
        return _run <= Longest;
    }
}
