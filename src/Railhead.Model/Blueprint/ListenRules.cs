namespace Railhead.Model;

/// <summary>The rules between the values of <c>listen</c> and <c>domain</c>.</summary>
static class ListenRules
{
    public static void Check(Blueprint blueprint, List<Finding> findings)
    {
        var http = blueprint.Get(NetworkKeys.ListenHttp);
        var https = blueprint.Get(NetworkKeys.ListenHttps);
        if (blueprint.Usable(NetworkKeys.ListenHttp, NetworkKeys.ListenHttps) && http == https)
        {
            findings.Add(NetworkDiagnostics.SamePort(blueprint.At(NetworkKeys.ListenHttps)!.Value, http));
        }

        CheckCertificate(blueprint, findings);
        // A domain alone gives HTTPS on AWS; here these keys need the port.
        if (https is null && blueprint.Usable(NetworkKeys.ListenHttps))
        {
            WarnWithoutHttps(blueprint, findings);
        }
    }

    static void CheckCertificate(Blueprint blueprint, List<Finding> findings)
    {
        var path = NetworkKeys.Certificate.Path;
        if (
            !blueprint.Usable(
                NetworkKeys.Certificate,
                NetworkKeys.Chain,
                NetworkKeys.PrivateKey,
                NetworkKeys.AcmeEmail,
                NetworkKeys.AcmeDirectory,
                NetworkKeys.Domain
            )
        )
        {
            return;
        }

        if (
            blueprint.Nearest(path) is { } layer
            && layer.Mappings.TryGetValue(path, out var at)
            && !NetworkKeys.IsOneSource(blueprint, layer)
        )
        {
            findings.Add(NetworkDiagnostics.OneCertificate(at));
        }
        else if (
            NetworkKeys.SourceOf(blueprint) == CertificateSource.Acme
            && blueprint.Get(NetworkKeys.ListenHttps) is not null
            && blueprint.Get(NetworkKeys.Domain) is null
            && CertificateAt(blueprint) is { } source
        )
        {
            findings.Add(NetworkDiagnostics.AcmeNeedsDomain(source));
        }
    }

    static void WarnWithoutHttps(Blueprint blueprint, List<Finding> findings)
    {
        var hasDomain = blueprint.Get(NetworkKeys.Domain) is not null;
        if (NetworkKeys.SourceOf(blueprint) != CertificateSource.Local && CertificateAt(blueprint) is { } certificate)
        {
            findings.Add(NetworkDiagnostics.NeedsHttps(certificate, NetworkKeys.Certificate.Path));
        }

        if (blueprint.Get(NetworkKeys.Hsts) && !hasDomain && blueprint.At(NetworkKeys.Hsts) is { } hsts)
        {
            findings.Add(NetworkDiagnostics.NeedsHttps(hsts, NetworkKeys.Hsts.Path));
        }
    }

    /// <summary>The nearest of value and mapping.</summary>
    static Place? CertificateAt(Blueprint blueprint)
    {
        var path = NetworkKeys.Certificate.Path;
        return blueprint.Nearest(path) is { } layer && layer.Mappings.TryGetValue(path, out var at) ? at : blueprint.At(path);
    }
}
