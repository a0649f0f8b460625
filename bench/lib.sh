# Shared by the benchmarks: an environment of their own in a temporary folder, ended with everything in it when the script ends.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/rh-bench-XXXXXX")
chmod 755 "$work"
export RAILHEAD_HOME=$work/home NO_COLOR=1
apps=() # folders with an environment to purge
pids=() # processes that a script started itself

finish() {
    local app pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for app in "${apps[@]}"; do railhead down --app "$app" --purge --yes >>"$work/down.log" 2>&1 || cat "$work/down.log" >&2; done
    rm -rf "$work"
}
trap finish EXIT

needs() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || { echo "This benchmark needs $tool: apt-get install $tool" >&2; exit 1; }
    done
    PATH=$PATH:/usr/sbin
}

# RAILHEAD names another program to measure, such as a release's; the default is this checkout's build.
railhead() { "${RAILHEAD:-$root/railhead}" "$@"; }

# Runs the benchmark twice, with this checkout's build and with the release in artifacts/release where there is one, and ends the script.
beside_the_release() {
    [ -z "${RAILHEAD:-}" ] || return 0
    local archive
    archive=$(find "$root/artifacts/release" -name '*.tar.gz' 2>/dev/null | head -n 1)
    if [ -z "$archive" ]; then echo "Only this checkout's build: build/release.sh makes a release to compare."; return 0; fi
    mkdir "$work/release"
    tar -xzf "$archive" -C "$work/release" --strip-components 1
    echo "This checkout's build"
    RAILHEAD=$root/railhead "$0" "$@"
    echo
    echo "The release"
    RAILHEAD=$work/release/railhead "$0" "$@"
    exit
}

quietly() { "$@" >"$work/last.log" 2>&1 || { cat "$work/last.log" >&2; return 1; }; }

commit_all() { # FOLDER MESSAGE
    git -C "$1" add -A
    git -C "$1" -c user.name=bench -c user.email=bench@example.org commit -q --allow-empty -m "$2"
}

# The guestbook in a repository of its own: sets $app.
guestbook() {
    app=$work/guestbook
    mkdir "$app"
    git -C "$root" ls-files -z --cached --others --exclude-standard samples/guestbook | (cd "$root" && xargs -0 cp --parents -t "$work")
    cp -a "$work/samples/guestbook/." "$app"
    git -C "$app" init -q -b main
    commit_all "$app" Begin
    apps+=("$app")
}

# An app that needs no build and asks no database, with a file that nginx serves: sets $app.
test_app() {
    app=$work/testapp
    mkdir -p "$app/public"
    quietly dotnet publish "$root/tests/Railhead.EndToEnd/App/TestApp.csproj" -c Release -o "$app/program"
    head -c 1024 /dev/zero | tr '\0' x >"$app/public/1k.txt"
    cat >"$app/railhead.yaml" <<YAML
app: bench
start: ./program/TestApp
health: /up
static: public
database: none
YAML
    git -C "$app" init -q -b main
    commit_all "$app" Begin
    apps+=("$app")
}

status() { railhead status --app "$app" --json; }

now() { date +%s%N; }

seconds_since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.2f\n", (b - a) / 1e9 }'; }

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

answers() { # URL SECONDS: waits for the first 200
    local end=$((SECONDS + $2))
    until curl -fsS -o /dev/null --max-time 2 "$1" 2>/dev/null; do
        [ $SECONDS -lt $end ] || { echo "$1 does not answer" >&2; return 1; }
        sleep 0.01
    done
}

free_port() { # a port that nothing listens on now
    local port
    for port in $(shuf -i 33000-39999 -n 50); do
        if [ -z "$(ss -Hltn "sport = :$port")" ]; then echo "$port"; return; fi
    done
}
