using System.Net;
using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>Well-signed requests over a raw socket.</summary>
static class SignedRequests
{
    /// <summary>The path of a key as it is sent and signed.</summary>
    public static string PathOf(string key, string bucket = StoreServer.Bucket) =>
        $"/{bucket}/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Sends a request with these headers, all of them signed.</summary>
    /// <param name="query">Sorted and encoded, with <c>=</c> after each name.</param>
    public static async Task<RawAnswer> Ask(
        this RawClient client,
        string method,
        string path,
        string query = "",
        byte[]? body = null,
        params (string Name, string Value)[] added
    )
    {
        var signer = new Signer(TimeProvider.System.GetUtcNow(), headerBytes: client.HeaderBytes);
        var headers = client.Headers(signer, Signer.Hash(body ?? []));
        foreach (var (name, value) in added)
        {
            headers[name] = value;
        }

        RawClient.Sign(signer, method, path, headers, query);
        headers["content-length"] = $"{body?.Length ?? 0}";
        return await client.Send(method, query.Length == 0 ? path : $"{path}?{query}", headers, body);
    }

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
