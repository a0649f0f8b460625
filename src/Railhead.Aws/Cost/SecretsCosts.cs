using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Secrets, keys, parameters, and the function that rotates the database's password.</summary>
static class SecretsCosts
{
    /// <summary>GB-seconds of one rotation a month: four steps of at most 15 minutes with 256 MB.</summary>
    static readonly CostRange RotationGbSeconds = new(10, 60, 900);

    public static IEnumerable<CostLine> Secret(Meter meter, PlannedResource secret) =>
        [meter.Line(secret, "secret", 1, "secret"), meter.Line(secret, "reads by starting tasks", Reads(meter), "secret.calls")];

    /// <summary>AWS keeps the material of the two newest rotations for 1 USD each; a key rotates once a year.</summary>
    public static IEnumerable<CostLine> Key(Meter meter, PlannedResource key)
    {
        yield return meter.Line(
            key,
            "key, and its older versions",
            new CostRange(1, 1, key.IsOn("enable_key_rotation") ? 3 : 1),
            "kms.key"
        );
        if (key.Name == "data")
        {
            yield return meter.Line(key, "requests", meter.Usage[Usage.KeyRequests], "kms.requests");
        }
    }

    /// <summary>Parameters up to 4 kB cost nothing; <c>Intelligent-Tiering</c> makes larger ones advanced.</summary>
    public static IEnumerable<CostLine> Parameter(Meter meter, PlannedResource parameter) =>
        parameter.Text("tier") switch
        {
            "Advanced" => [meter.Line(parameter, "advanced parameter", 1, "parameter.advanced")],
            "Intelligent-Tiering" => [meter.Line(parameter, "parameter, if above 4 kB", new CostRange(0, 0, 1), "parameter.advanced")],
            _ => [],
        };

    public static IEnumerable<CostLine> Function(Meter meter, PlannedResource function) =>
        [meter.Line(function, "run time", RotationGbSeconds, "lambda.gb-second")];

    /// <summary>In 10,000 calls: each task of a deployment reads each secret once.</summary>
    static CostRange Reads(Meter meter) => meter.Usage[Usage.Tasks] * meter.Usage[Usage.Deployments] * 0.0001m;
}
