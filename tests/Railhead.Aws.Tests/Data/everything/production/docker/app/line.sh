#!/bin/sh
# Usage: line LINE
# Runs a shell line. SIGTERM reaches each of its processes, and this script ends after the last of them.

read -r stat </proc/$$/stat
set -- "$1" ${stat##*) }
group=$4
line=
stopping=

stop() {
  trap '' TERM
  stopping=1
  # 0 is the own process group. It is this script's in a container and under a supervisor; elsewhere, others share it.
  if [ "$group" = $$ ]; then kill -s TERM 0; elif [ -n "$line" ]; then kill -s TERM "$line"; fi
}

# Succeeds while another process of the group runs. Z: it has ended, and nobody has asked for its exit code.
is_left() {
  [ "$group" = $$ ] || return 1
  for file in /proc/[0-9]*/stat; do
    { read -r stat <"$file"; } 2>/dev/null || continue
    pid=${file#/proc/}
    set -- ${stat##*) }
    if [ "$3" = $$ ] && [ "${pid%/stat}" != $$ ] && [ "$1" != Z ] && [ "$1" != X ]; then return 0; fi
  done
  return 1
}

# A shell starts background processes with INT and QUIT ignored. env of GNU coreutils restores them.
set -- /bin/sh -c "$1"
if env --default-signal=INT,QUIT true 2>/dev/null; then set -- env --default-signal=INT,QUIT "$@"; fi
trap stop TERM
# Nor does it leave them their standard input.
exec 3<&0
"$@" <&3 3<&- &
line=$!
exec 3<&-
if [ -n "$stopping" ]; then kill -s TERM "$line"; fi
wait "$line"
status=$?
if [ -n "$stopping" ]; then
  # The signal has interrupted wait. 127: the line had ended before.
  wait "$line"
  ended=$?
  if [ "$ended" != 127 ]; then status=$ended; fi
  while is_left; do sleep 0.1; done
fi
exit "$status"
