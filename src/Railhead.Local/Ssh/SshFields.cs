using System.Buffers.Binary;

namespace Railhead.Local;

/// <summary>Reads the strings of SSH's binary format: four bytes of length, then the bytes (RFC 4251 section 5).</summary>
ref struct SshFields(ReadOnlySpan<byte> rest)
{
    ReadOnlySpan<byte> _rest = rest;

    public readonly bool IsEnd => _rest.IsEmpty;

    /// <exception cref="Railhead.Model.RailheadException">The text ends before the string does.</exception>
    public ReadOnlySpan<byte> Next()
    {
        const int header = 4;
        if (_rest.Length < header || BinaryPrimitives.ReadUInt32BigEndian(_rest) is var length && length > _rest.Length - header)
        {
            throw PushKeyErrors.NotAPublicKey("its content ends too early; perhaps a part is missing");
        }

        var field = _rest.Slice(header, (int)length);
        _rest = _rest[(header + (int)length)..];
        return field;
    }
}
