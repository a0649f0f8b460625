namespace Railhead.Local;

/// <summary>The shell functions that every service folder carries with it, so that a folder is whole by itself.</summary>
static class ServiceScript
{
    // In /bin/sh (dash) and with as few forks as possible: this runs at every start and every death.
    public static string Text { get; } =
        $$"""
            # Functions of run, finish and log/run; the current folder is the service's.
            # group: pgid, start time of its leader, boot id.  started: exists while the program runs; its time is the start's.
            # last-start: what "started" was for the program before.
            # held: exists while it waits for its environment.  restarts, crashes: counts.
            read -r boot_id </proc/sys/kernel/random/boot_id

            start_of() {
                start_time=
                { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
                set -- ${stat##*) }
                start_time=${20}
            }

            # Zombies do not count: kill -0 sees them until pid 1 reaps.
            alive() {
                cat /proc/[0-9]*/stat 2>/dev/null | sed 's/^.*) //' | awk -v g="$1" '$3 == g && $1 != "Z" && $1 != "X" { f = 1 } END { exit !f }'
            }

            # program_of PID: the program behind walls; PID is their keeper, whose child is the first process behind them.
            program_of() {
                first= program=
                { read -r first others <"/proc/$1/task/$1/children"; } 2>/dev/null
                [ -n "$first" ] || return 0
                { read -r program others <"/proc/$first/task/$first/children"; } 2>/dev/null
            }

            # end_group SIGNAL TENTHS: what the last start left, the signal first, KILL after so many tenths of a second.
            end_group() {
                [ -s group ] && read -r pgid start boot <group && [ "$boot" = "$boot_id" ] || return 0
                # A number is not used again while its group has members; a leader with another start time is somebody else.
                start_of "$pgid"
                if [ -n "$start_time" ] && [ "$start_time" != "$start" ]; then return 0; fi
                program=
                if [ -e walls ]; then program_of "$pgid"; fi
                kill -s "$1" -- "-$pgid" 2>/dev/null || return 0
                # It leads a group of its own; the keeper and the first process take no signal but KILL.
                if [ -n "$program" ]; then kill -s "$1" -- "-$program" 2>/dev/null; fi
                n=$2
                while [ "$n" -gt 0 ] && alive "$pgid"; do sleep 0.1; n=$((n - 1)); done
                kill -s KILL -- "-$pgid" 2>/dev/null
                n=40
                while [ "$n" -gt 0 ] && alive "$pgid"; do sleep 0.02; n=$((n - 1)); done
            }

            record_group() {
                start_of $$
                echo "$$ $start_time $boot_id" >group.new && mv -f group.new group
            }

            # count FILE: one more.
            count() {
                counted=0
                if [ -s "$1" ]; then read -r counted <"$1"; fi
                counted=$((counted + 1))
                echo "$counted" >"$1.new" && mv -f "$1.new" "$1"
            }

            # begin SIGNAL TENTHS LONGEST: one copy, and not too often; LONGEST is the most that it waits, in seconds.
            begin() {
                end_group "$1" "$2"
                # Crashes before a reboot hold nothing back, and its end was no crash.
                boot=
                if [ -s group ]; then read -r pgid start boot <group; fi
                if [ "$boot" != "$boot_id" ]; then
                    rm -f crashes
                    [ ! -e started ] || mv -f started last-start
                fi
                # No finish ran: the supervisor was killed. Whoever sees this group must not see that mark.
                if [ -e started ]; then count restarts; mv -f started last-start; fi
                rm -f expected held
                record_group
                crashes=0
                if [ -s crashes ]; then read -r crashes <crashes; fi
                if [ "$crashes" -ge {{ServiceFolder.CrashLoop}} ]; then
                    pause=1
                    while [ "$crashes" -gt {{ServiceFolder.CrashLoop}} ] && [ "$pause" -lt "$3" ]; do pause=$((pause * 2)); crashes=$((crashes - 1)); done
                    if [ "$pause" -gt "$3" ]; then pause=$3; fi
                    echo "railhead: it keeps ending soon after its start; the next start is in $pause s"
                    sleep "$pause"
                fi
            }

            wait_for() {
                [ ! -e "$1" ] || return 0
                echo "railhead: waiting until the control plane has written $1"
                echo >held
                while [ ! -e "$1" ]; do sleep 0.2; done
                rm -f held
            }

            # Follows no link, and deletes nothing outside.
            empty() { find "$1" -xdev -mindepth 1 -delete 2>/dev/null || :; }

            started() { echo >started; }

            # ended EXITCODE SIGNAL: no process of it stays; it is counted, and started again.
            ended() {
                end_group KILL 0
                if [ -e down ]; then rm -f crashes expected started; return 0; fi
                [ -e started ] || return 0
                # The keeper of walls passes a signal's death on as an exit code.
                if [ -e walls ] && [ "$1" -gt 128 ] && [ "$1" -le 192 ]; then set -- 256 $(($1 - 128)); fi
                lived=$(($(date +%s) - $(stat -c %Y started)))
                echo "$1 $2" >last-exit.new && mv -f last-exit.new last-exit
                mv -f started last-start
                if [ -e expected ]; then
                    rm -f expected crashes
                else
                    count restarts
                    if [ "$lived" -lt {{(int)ServiceFolder.QuickDeath.TotalSeconds}} ]; then count crashes; return 0; fi
                    rm -f crashes
                fi
                # s6-supervise waits a whole second after every death; what had run for a while is started at once.
                ( sleep 0.05; [ -e down ] || exec s6-svc -u . ) </dev/null >/dev/null 2>&1 &
            }

            """;
}
