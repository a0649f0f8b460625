using System.Text.Json.Serialization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The certificate that serves, and what is wrong with the wanted one.</summary>
/// <param name="Pair">The certificate.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Problem">Why it is not the wanted one, or soon will not be of use; null: all is well.</param>
public sealed record CertificateState(CertificatePair Pair, CertificateSource Source, string? Problem);

/// <param name="Certificate">Where it comes from: <c>local</c>, <c>acme</c> or <c>files</c>.</param>
/// <param name="Issuer">The name of the authority.</param>
/// <param name="NotAfter">Its last moment.</param>
/// <param name="Problem">What a person has to do about it; null: nothing.</param>
public sealed record TlsDocument(
    string Certificate,
    string Issuer,
    DateTimeOffset NotAfter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem
);
