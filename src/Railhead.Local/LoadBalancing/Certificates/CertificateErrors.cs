using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Errors of certificates: RH3081 to RH3094.</summary>
public static class CertificateErrors
{
    const string Keep = "The certificate that serves stays.";

    public static RailheadException NotReadable(string file, string reason) =>
        new("RH3081", $"Cannot read the certificate file {file}: {reason}.", "Correct listen.certificate, or make the file readable.");

    public static RailheadException NotPem(string file, string what) =>
        new("RH3082", $"{file} does not hold a complete {what} in PEM form.", "Write the whole file. An interrupted copy is not complete.");

    public static RailheadException OtherKey(string chain, string key) =>
        new(
            "RH3083",
            $"The private key in {key} does not belong to the first certificate in {chain}.",
            "Put the app's certificate first, then those of its authorities; or use the key that the certificate was made for."
        );

    public static RailheadException KeyEncrypted(string key) =>
        new("RH3084", $"The private key in {key} needs a passphrase.", $"Remove it: openssl pkey -in {key} -out NEW");

    public static RailheadException Expired(string chain, DateTimeOffset at) =>
        new("RH3085", $"The certificate in {chain} expired at {Words.Of(at)}.", "Replace the file with a new certificate.");

    public static RailheadException NotYet(string chain, DateTimeOffset from, DateTimeOffset now) =>
        new(
            "RH3086",
            $"The certificate in {chain} is valid from {Words.Of(from)}, but the clock of this machine shows {Words.Of(now)}.",
            "Set the clock, or use another certificate."
        );

    public static RailheadException OtherNames(string chain, string domain, string names) =>
        new(
            "RH3087",
            $"The certificate in {chain} is for {(names.Length > 0 ? names : "no host name")}, not for {domain}.",
            "Use a certificate with this name, or change domain in railhead.yaml."
        );

    public static RailheadException LegoMissing() =>
        new("RH3088", "listen.certificate: acme needs the program lego, which is not installed.", "Run: apt-get install lego");

    public static RailheadException LegoFailed(string reason) =>
        new("RH3089", $"lego got no certificate: {reason}", "Is the domain's DNS record this machine, and port 80 reachable?");

    public static RailheadException TrustNeedsRoot(string certificate) =>
        new(
            "RH3090",
            "The system's store of certificate authorities needs root.",
            $"Run \"sudo railhead trust --install\" with the same RAILHEAD_HOME, or import {certificate} in the browser."
        );

    public static RailheadException NoSystemStore(string certificate) =>
        new(
            "RH3091",
            "This system has no update-ca-certificates.",
            $"Run \"apt-get install ca-certificates\", or import {certificate} with the system's own tool."
        );

    public static RailheadException SystemStoreRefuses(string reason) => new("RH3092", $"update-ca-certificates failed: {reason}");

    public static RailheadException Refused(string chain, string reason) =>
        new(
            "RH3093",
            $"HAProxy does not accept the certificate in {chain}: {reason}",
            "Use a certificate with an RSA key of 2048 bits, or an ECDSA key."
        );

    public static RailheadException OtherKind(string key) =>
        new("RH3094", $"The private key in {key} is neither an RSA key nor an ECDSA key.", "Use a certificate with one of them.");

    /// <summary>The line of <c>status</c> while another certificate than the wanted one serves.</summary>
    public static string Kept(string reason, string? hint) => $"{reason}{(hint is null ? "" : $" {hint}")} {Keep}";

    /// <summary>The line of <c>status</c> before the user's own certificate expires.</summary>
    public static string Soon(string chain, DateTimeOffset at) => $"The certificate in {chain} expires at {Words.Of(at)}.";

    /// <summary>The line of <c>status</c> after failed attempts.</summary>
    public static string NotIssued(FailedAttempt last, DateTimeOffset next) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The certificate authority gave no certificate in {last.Count} {(last.Count == 1 ? "attempt" : "attempts")}. "
                + $"The last one, at {Words.Of(last.At)}: {last.Reason} The next attempt is at {Words.Of(next)}."
        );
}
