# Sourced by ./railhead and ./test: sees to the programs that Railhead runs on Debian and Ubuntu.

say() { printf '%s\n' "$*" >&2; }

# need PROGRAM PACKAGE: remembers the package when the program is nowhere.
missing=""
need() {
    for folder in $(printf '%s' "$PATH:/usr/local/sbin:/usr/sbin:/sbin" | tr ':' ' '); do
        [ -x "$folder/$1" ] && return 0
    done
    case " $missing " in *" $2 "*) ;; *) missing="$missing $2" ;; esac
}

need_postgres() {
    for folder in /usr/lib/postgresql/*/bin $(printf '%s' "$PATH" | tr ':' ' '); do
        [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && return 0
    done
    missing="$missing postgresql"
}

# Installs what is missing when it may; else says exactly what to install, and fails.
install_missing() {
    [ -n "$missing" ] || return 0
    command="apt-get install --yes --no-install-recommends$missing"
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        say "Missing on this machine:$missing"
        say "Install with:  sudo $command"
        return 1
    fi
    say "Installing:$missing (services among them stay stopped: Railhead starts its own)"
    # Packages start their services unless this policy forbids it; ours is only for these packages and goes afterwards.
    policy=/usr/sbin/policy-rc.d
    [ -e "$policy" ] && policy="" || { printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod 755 "$policy"; }
    before=$(cluster_list)
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if apt-get -o DPkg::Lock::Timeout=300 update >"$log" 2>&1 && apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends $missing >>"$log" 2>&1; then ok=0; else ok=1; fi
    [ -z "$policy" ] || rm -f "$policy"
    if [ $ok = 1 ]; then tail -n 20 "$log" >&2; rm -f "$log"; say "apt-get failed; the lines above say why."; return 1; fi
    rm -f "$log"
    [ "$before" = "$(cluster_list)" ] || say "PostgreSQL's package made a cluster of its own (stopped); Railhead does not use it."
}

cluster_list() { ls /etc/postgresql/*/ 2>/dev/null || true; }

need_engines() {
    need haproxy haproxy
    need nginx nginx-light
    need s6-svscan s6
    need git git
    need setpriv util-linux
    need tar tar
    need_postgres
}

# What only tests run: the pipeline's scripts want jq, the rotation's function is Python.
need_test_tools() {
    need jq jq
    need python3 python3
}

need_sdk() {
    if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        say "Railhead is built with the .NET SDK 10, which is not on this machine (dotnet --list-sdks)."
        say "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 or with your distribution's package dotnet-sdk-10.0."
        return 1
    fi
}
