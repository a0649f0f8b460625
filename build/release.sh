#!/bin/sh
# Makes a release of Railhead in artifacts/release: a tarball, a Debian package, and their SHA-256 sums.
#   build/release.sh [VERSION]
# Without VERSION, the version comes from the git tag: v0.2.0 gives 0.2.0, five commits later 0.2.0-dev.5.
# The program is compiled to native code, which needs clang (or gcc) and zlib1g-dev. Where they are missing, it carries the .NET runtime instead.
set -eu
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
. "$root/build/sdk.sh"
need_sdk

version_of_tag() {
    described=$(git -C "$root" describe --tags --long --match 'v[0-9]*' 2>/dev/null) || described=v0.1.0-0-g0
    tag=${described%-*-g*}; rest=${described#"$tag"-}; commits=${rest%%-*}
    [ "$commits" != 0 ] || [ "$described" = v0.1.0-0-g0 ] || { printf '%s' "${tag#v}"; return; }
    [ "$described" != v0.1.0-0-g0 ] || commits=$(git -C "$root" rev-list --count HEAD 2>/dev/null || echo 0)
    printf '%s-dev.%s' "${tag#v}" "$commits"
}

version=${1:-$(version_of_tag)}
case $version in [0-9]*) ;; *) say "The version must begin with a digit: $version"; exit 2 ;; esac
case $(uname -m) in
    x86_64) runtime=linux-x64 architecture=amd64 ;;
    aarch64) runtime=linux-arm64 architecture=arm64 ;;
    *) say "There is no release for $(uname -m)."; exit 1 ;;
esac
# The same sources give the same archives: all files are of the commit's time.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH

work=$root/artifacts/release-build
output=$root/artifacts/release
rm -rf "$output" "$work/program" "$work/tar" "$work/deb"
mkdir -p "$output" "$work"

is_native() {
    { command -v clang || command -v gcc; } >/dev/null 2>&1 && [ -e /usr/include/zlib.h ]
}

# publish KIND OPTION…: each kind has intermediate files of its own.
publish() {
    kind=$1; shift
    dotnet publish "$root/src/Railhead.Cli" -c Release -r $runtime --nologo -v quiet -p:Version="$version" -p:CSharpier_Bypass=true \
        -p:DebugType=none --artifacts-path "$work/$kind" -o "$work/program" "$@" >"$work/build.log" 2>&1 && return
    grep -E 'error|warn' "$work/build.log" | sort -u | head -n 40 >&2
    say "The build failed; the whole log is $work/build.log"
    exit 1
}

if is_native; then
    say "Compiling Railhead $version to native code (some minutes) …"
    publish native -p:PublishAot=true -p:StripSymbols=true
else
    say "Building Railhead $version with the .NET runtime in it: there is no clang or gcc with zlib1g-dev for native code …"
    publish with-runtime -p:PublishReadyToRun=true -p:SelfContained=true
fi
rm -f "$work/program"/*.dbg "$work/program"/*.pdb "$work/program"/*.xml
chmod 755 "$work/program/railhead"

# stage FOLDER: the program, and what belongs beside it.
stage() {
    mkdir -p "$1"
    cp -R "$work/program/." "$1/"
    find "$1" -type f ! -name railhead -exec chmod 644 {} +
}

name=railhead-$version-$runtime
stage "$work/tar/$name"
cp "$root/LICENSE" "$root/README.md" "$work/tar/$name/"
for shell in bash zsh fish; do
    mkdir -p "$work/tar/$name/completion"
    "$work/program/railhead" completion $shell > "$work/tar/$name/completion/railhead.$shell"
done
tar -C "$work/tar" --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rw,go=rX --mtime="@$SOURCE_DATE_EPOCH" -cf - "$name" | gzip -n9 > "$output/$name.tar.gz"

command -v dpkg-deb >/dev/null 2>&1 || { say "There is no dpkg-deb here, so there is no Debian package."; (cd "$output" && sha256sum -- * > SHA256SUMS); exit 0; }
deb=$work/deb
stage "$deb/usr/lib/railhead"
mkdir -p "$deb/DEBIAN" "$deb/usr/bin" "$deb/usr/share/doc/railhead" "$deb/usr/share/bash-completion/completions" \
    "$deb/usr/share/zsh/vendor-completions" "$deb/usr/share/fish/vendor_completions.d"
ln -s ../lib/railhead/railhead "$deb/usr/bin/railhead"
cp "$root/LICENSE" "$deb/usr/share/doc/railhead/copyright"
cp "$work/tar/$name/completion/railhead.bash" "$deb/usr/share/bash-completion/completions/railhead"
cp "$work/tar/$name/completion/railhead.zsh" "$deb/usr/share/zsh/vendor-completions/_railhead"
cp "$work/tar/$name/completion/railhead.fish" "$deb/usr/share/fish/vendor_completions.d/railhead.fish"
find "$deb" -type d -exec chmod 755 {} +
cat > "$deb/DEBIAN/control" <<CONTROL
Package: railhead
Version: $(printf '%s' "$version" | sed 's/-/~/')
Architecture: $architecture
Maintainer: The Railhead authors <authors@railhead.invalid>
Section: admin
Priority: optional
Installed-Size: $(du -sk "$deb/usr" | cut -f1)
Depends: libc6 (>= 2.35), libstdc++6, libssl3 | libssl3t64, zlib1g, ca-certificates, git, tar, util-linux
Suggests: bubblewrap, haproxy, lego, nginx-light, postgresql, s6
Description: From git push to a highly available web app, on this machine or on AWS
 Railhead reads one short blueprint and runs a web app behind a load balancer,
 with PostgreSQL, object storage and deployments without downtime.
 It writes the same architecture as Terraform for AWS.
 "railhead up" installs the engines that it drives; their own services stay stopped.
CONTROL
# Units are configuration: they stay when the package is removed, and go when it is purged.
cat > "$deb/DEBIAN/postrm" <<'POSTRM'
#!/bin/sh
set -e
for unit in /etc/systemd/system/railhead.service /etc/systemd/system/railhead-*.service; do
    [ -f "$unit" ] && [ ! -L "$unit" ] || continue
    grep -q '^# Written by "railhead service install"' "$unit" && grep -q '^ExecStart=/usr/lib/railhead/railhead ' "$unit" || continue
    case $1 in
        remove) echo "$unit stays and cannot start without Railhead. To delete it: apt purge railhead" ;;
        purge)
            rm -f "$unit" "/etc/systemd/system/multi-user.target.wants/${unit##*/}"
            [ ! -d /run/systemd/system ] || systemctl daemon-reload || true ;;
    esac
done
POSTRM
chmod 755 "$deb/DEBIAN/postrm"
find "$deb" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$deb" "$output/railhead_$(printf '%s' "$version" | sed 's/-/~/')_$architecture.deb" >/dev/null
(cd "$output" && sha256sum -- *.tar.gz *.deb > SHA256SUMS)
say "Made:"
(cd "$output" && ls -l -- * | awk '{print "  " $9 "  " $5}') >&2
