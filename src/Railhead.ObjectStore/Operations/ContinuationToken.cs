using System.Buffers.Text;

namespace Railhead.ObjectStore;

/// <summary>The start of a listing's next page: a version marker and the first key. Clients cannot interpret it.</summary>
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
            // Another program's token.
        }

        throw S3Errors.InvalidArgument("The continuation token provided is incorrect");
    }
}
