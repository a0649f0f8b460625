using System.Globalization;

namespace Railhead.Local;

/// <summary>
/// Keeps a full disk from stopping the apps: <c>s6-log</c> then stops reading and its producer would wait for ever. While next to no
/// space is left, this reads the logs' FIFOs too and throws away what it gets. It needs no control plane.
/// </summary>
public static class LogGuardService
{
    public const string Name = "log-guard";

    const long LeastFree = 16 * 1024 * 1024;

    public static ServiceDefinition Definition(Layout layout) =>
        new(Name, ["/bin/sh", "./guard.sh", layout.Logs, layout.Services, LeastFree.ToString(CultureInfo.InvariantCulture)])
        {
            Files = new Dictionary<string, string> { ["guard.sh"] = Script },
        };

    const string Script = $$"""
        # guard.sh LOGS SERVICES BYTES: while LOGS has fewer BYTES free, every log below SERVICES is thrown away.
        logs=$1 services=$2 least=$3 dropped=0
        while :; do
            set -- $(stat -f -c '%a %S' "$logs")
            free=$(($1 * $2))
            if [ "$free" -lt "$least" ]; then
                lost=$(for fifo in "$services"/*/{{ServiceFolder.LogFifo}}; do timeout 1 cat <>"$fifo" & done | wc -c)
                dropped=$((dropped + lost))
            else
                if [ "$dropped" -gt 0 ]; then echo "the disk was full: $dropped bytes of logs were thrown away"; fi
                dropped=0
                # The more is free, the longer the pause: nothing writes 2 GB in a second.
                pause=$((1 + (free - least) / 2000000000))
                if [ "$pause" -gt 15 ]; then pause=15; fi
                sleep "$pause"
            fi
        done

        """;
}
