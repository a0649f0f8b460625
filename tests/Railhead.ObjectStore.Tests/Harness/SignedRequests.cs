using System.Net;
using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>Well-signed requests over a raw socket.</summary>
static class SignedRequests
{
    /// <summary>The path of a key as it is sent and signed.</summary>
    public static string PathOf(string key, string bucket = StoreServer.Bucket) =>
        $"/{bucket}/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    public static async Task PutSigned(this RawClient client, string key, byte[] content)
    {
        var signer = new Signer(TimeProvider.System.GetUtcNow());
        var headers = client.Headers(signer, Signer.Hash(content));
        RawClient.Sign(signer, "PUT", PathOf(key), headers);
        headers["content-length"] = $"{content.Length}";
        var answer = await client.Send("PUT", PathOf(key), headers, content);
        if (answer.Status != (int)HttpStatusCode.OK)
        {
            throw new InvalidOperationException(answer.Body);
        }
    }

    public static async Task<byte[]> GetSigned(this RawClient client, string key)
    {
        var signer = new Signer(TimeProvider.System.GetUtcNow());
        var headers = client.Headers(signer, Signer.Hash([]));
        RawClient.Sign(signer, "GET", PathOf(key), headers);
        var answer = await client.Send("GET", PathOf(key), headers);
        return answer.Status == (int)HttpStatusCode.OK
            ? Encoding.UTF8.GetBytes(answer.Body)
            : throw new InvalidOperationException(answer.Body);
    }
}
