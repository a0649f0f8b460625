using System.Globalization;

namespace Railhead.Model;

/// <summary>What AWS would refuse: RH1406 and RH1503 to RH1508.</summary>
static class AwsDiagnostics
{
    public static Finding OldDatabase(Place at, int version, int oldest) =>
        Finding.Warning(
            "RH1406",
            at,
            string.Create(
                CultureInfo.InvariantCulture,
                $"RDS has PostgreSQL {version} only with Extended Support, at an extra price per core; \"railhead synth\" refuses it"
            ),
            string.Create(CultureInfo.InvariantCulture, $"Use {oldest} or newer on AWS.")
        );

    public static Finding BrokenNetwork(Place at, string fault) =>
        Finding.Warning(
            "RH1508",
            at,
            $"the network on AWS would not hold: {fault}",
            "\"railhead reach\" shows the way; \"railhead synth\" refuses it as it is."
        );

    public static Finding OtherPartition(Place at, string region) =>
        Finding.Warning(
            "RH1507",
            at,
            $"{region} belongs to {(region.StartsWith("cn-", StringComparison.Ordinal) ? "AWS in China" : "AWS GovCloud")}, "
                + "which has other service names and lacks services that Railhead's Terraform uses; \"railhead synth\" refuses it",
            "Use a region of the ordinary AWS, such as eu-west-1."
        );

    public static Finding RefusedName(Place at, string refusal, string key) =>
        Finding.Warning("RH1503", at, refusal, $"Choose another {key}; \"railhead synth\" refuses this one.");

    public static Finding SharedDomain(Place at, string domain, string first, string second) =>
        Finding.Error(
            "RH1504",
            at,
            $"the environments {first} and {second} have the same domain, {domain}",
            "Give each its own below \"environments\", or null for one without a domain."
        );

    public static Finding TooLarge(Place at, string document, int size, int limit, string madeOf) =>
        Finding.Warning(
            "RH1505",
            at,
            string.Create(CultureInfo.InvariantCulture, $"the {document} has about {size} characters and AWS takes {limit}: {madeOf}"),
            "Shorten it, or move large values into files of the app; \"railhead synth\" refuses it as it is."
        );

    public static Finding TooManyPorts(Place at, int rules, int limit) =>
        Finding.Warning(
            "RH1506",
            at,
            string.Create(
                CultureInfo.InvariantCulture,
                $"egress makes {rules} rules in one direction of a network ACL, and AWS takes {limit} besides its own"
            ),
            "List fewer ports, or raise the quota \"Rules per network ACL\"; \"railhead synth\" refuses it as it is."
        );
}
