using System.Buffers.Text;

namespace Railhead.ObjectStore;

/// <summary>Where a listing goes on: a version marker and the least key of the next page, opaque to clients.</summary>
static class ContinuationToken
{
    const byte Version = 1;

    public static string Write(byte[] from) => Base64Url.EncodeToString([Version, .. from]);

    public static byte[] Read(string token)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(token);
            if (bytes is [Version, .. var from])
            {
                return from;
            }
        }
        catch (FormatException)
        {
            // Not one of ours.
        }

        throw S3Errors.InvalidArgument("The continuation token provided is incorrect");
    }
}
