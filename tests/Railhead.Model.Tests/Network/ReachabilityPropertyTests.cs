using System.Globalization;

namespace Railhead.Model.Tests;

/// <summary>The engine, which reasons about ranges of ports, against a model that sends packets one by one.</summary>
public class ReachabilityPropertyTests(ITestOutputHelper output)
{
    const int Networks = 3000;
    const int Connections = 4;

    /// <summary><c>RAILHEAD_SEED</c> repeats a run.</summary>
    [Fact]
    public void The_engine_agrees_with_a_naive_model_on_random_networks()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RAILHEAD_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var (reached, denied) = (0, 0);
        for (var i = 0; i < Networks; i++)
        {
            var random = new RandomNetwork(new Random(unchecked(seed + i)));
            for (var n = 0; n < Connections; n++)
            {
                var (from, to, port) = random.Connection();
                var verdict = PathTrace.Of(random.Network, from, to, port);
                var naive = new NaiveConnections(random.Network, random.Hosts, random.Outside);
                var connects = naive.Connects(from, to, port);
                Assert.True(
                    connects == verdict.Reachable,
                    $"seed {unchecked(seed + i)}: {from} to {to}, port {port}: naive {connects} ({string.Join("; ", naive.Lost)}), "
                        + $"engine {verdict.Reachable} ({verdict.DecidedBy})"
                );
                AssertNamesTheRule(verdict, naive, $"seed {unchecked(seed + i)}: {from} to {to}, port {port}");
                _ = connects ? reached++ : denied++;
            }
        }

        output.WriteLine($"{reached} connections work, {denied} do not");
        Assert.True(reached > Networks / 2 && denied > Networks / 2, $"seed {seed}: {reached} work, {denied} do not");
    }

    /// <summary>If a network ACL decided, the naive model lost a packet at the same rule.</summary>
    static void AssertNamesTheRule(ReachVerdict verdict, NaiveConnections naive, string where)
    {
        if (!verdict.Reachable && verdict.Path[^1].Check.StartsWith("network ACL", StringComparison.Ordinal))
        {
            Assert.True(
                naive.Lost.Any(lost => verdict.DecidedBy.StartsWith(lost, StringComparison.Ordinal)),
                $"{where}: engine {verdict.DecidedBy}, naive {string.Join("; ", naive.Lost)}"
            );
        }
    }
}
