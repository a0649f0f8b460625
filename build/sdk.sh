# Sourced by ./railhead, ./test and build/release.sh.

say() { printf '%s\n' "$*" >&2; }

need_sdk() {
    if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        say "Railhead is built with the .NET SDK 10, which is not on this machine (dotnet --list-sdks)."
        say "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 or with your distribution's package dotnet-sdk-10.0."
        return 1
    fi
}
