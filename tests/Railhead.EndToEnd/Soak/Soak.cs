using System.Diagnostics;
using System.Globalization;

namespace Railhead.EndToEnd;

/// <summary>
/// Rounds of a long test, for RAILHEAD_SOAK_MINUTES (10). RAILHEAD_SOAK_SEED repeats the choices of an earlier run; the seed stands in the
/// output of every run.
/// </summary>
static class Soak
{
    static readonly double Minutes = double.Parse(
        Environment.GetEnvironmentVariable("RAILHEAD_SOAK_MINUTES") ?? "10",
        CultureInfo.InvariantCulture
    );

    static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("RAILHEAD_SOAK_SEED") ?? $"{Random.Shared.Next()}",
        CultureInfo.InvariantCulture
    );

    /// <summary>At least one round. A round returns what it did, in a line.</summary>
    public static async Task RoundsAsync(Func<Random, Task<string>> round)
    {
        var random = new Random(Seed);
        var clock = Stopwatch.StartNew();
        var number = 0;
        do
        {
            number++;
            try
            {
                Say(await round(random));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Round {number} of RAILHEAD_SOAK_SEED={Seed} failed: {e.Message}", e);
            }
        } while (clock.Elapsed.TotalMinutes < Minutes);

        void Say(string done) =>
            TestContext.Current.SendDiagnosticMessage($"soak seed {Seed}, round {number}, {clock.Elapsed.TotalSeconds:0} s: {done}");
    }
}
