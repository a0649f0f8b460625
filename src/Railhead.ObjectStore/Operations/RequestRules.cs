using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>Refuses the parts of a request that the operation does not carry out, so that nothing is silently forgotten.</summary>
static class RequestRules
{
    /// <summary>Moves the headers that a presigned URL carries in its query to the others.</summary>
    public static void TakeHeadersOfQuery(HttpRequest request, QueryParameters query)
    {
        foreach (var (name, value) in KnownHeaders.InQuery(query))
        {
            // The query holds text, a header holds bytes.
            request.Headers.TryAdd(name, HeaderText.FromText(value));
        }
    }

    public static void Check(Operation operation, HttpRequest request, QueryParameters query)
    {
        foreach (var (name, value) in query.All)
        {
            if (!operation.Knows(name) && IsMeaningful(name, value))
            {
                throw S3Errors.NotImplemented($"A query you provided implies functionality that is not implemented: {name}");
            }
        }

        foreach (var name in request.Headers.Keys)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !operation.KnowsHeader(name))
            {
                throw S3Errors.HeaderNotImplemented(name.ToLowerInvariant());
            }
        }

        CheckConditions(operation.Method, request.Headers);
    }

    // S3 ignores parameters that it does not know. A name without a value has the form of a subresource.
    static bool IsMeaningful(string name, string value) =>
        !name.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
        && (OperationTable.Vocabulary.Contains(name) || (value.Length == 0 && name.Length > 0));

    // A write that ignored its condition would destroy what the client wanted to keep.
    static void CheckConditions(string method, IHeaderDictionary headers)
    {
        if (method is not ("PUT" or "POST" or "DELETE"))
        {
            return;
        }

        string[] refused = ["If-Modified-Since", "If-Unmodified-Since", .. method == "DELETE" ? ["If-None-Match"] : Array.Empty<string>()];
        if (refused.FirstOrDefault(headers.ContainsKey) is { } header)
        {
            throw S3Errors.HeaderNotImplemented(header);
        }
    }
}
