#!/usr/bin/env bash
# Builds the .deb and the AppDir and tries them as a user would: the .deb in a bare system of its
# own (install, demo, the app with its tray, remove), the AppDir on this one. As root, on Debian.
# Usage: try_linux.sh PYTHON DIST    PYTHON has the extras `release` and `test`.
set -euo pipefail
python=$(realpath -s "$1")
dist=$2
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
say() { printf -- '-- %s (%s s)\n' "$1" "$SECONDS"; }

say "build"
"$python" packaging/build.py deb appdir --xz-level 0 --dist "$dist"
(cd "$dist" && sha256sum --quiet --check SHA256SUMS)
deb=$(echo "$dist"/*.deb)

say "what the desktop reads"
dpkg-deb --extract "$deb" "$work/deb"
size=$(du -sm "$work/deb" | cut -f 1)
echo "installed size: $size MB"
((size <= 560))
share=$work/deb/usr/share
appstreamcli validate --no-net "$share"/metainfo/*.xml
desktop-file-validate "$share"/applications/*.desktop
man --warnings -l "$share/man/man1/gazefix.1.gz" 2>&1 >/dev/null | { ! grep .; }
bash -n "$share/bash-completion/completions/gazefix"
rm -r "$work/deb"

say "a bare system"
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -1)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/gazefix-ci
mkdir -p "$cache"
find "$cache" -name '*.tar' -mtime +7 -delete
if [[ ! -f $cache/$suite.tar ]]; then
    debootstrap --variant=minbase "$suite" "$work/system" "$mirror" >"$work/log" ||
        { tail "$work/log"; exit 1; }
    tar -C "$work/system" --exclude='./var/cache/apt/archives/*' -cf "$cache/$suite.part" .
    mv "$cache/$suite.part" "$cache/$suite.tar"
    rm -rf --one-file-system "$work/system"
fi
mkdir "$work/system"
tar -C "$work/system" -xf "$cache/$suite.tar"
cp "$deb" "$work/system/root/gazefix.deb"

# With the same /tmp on both sides the X server's socket and the tests' folders are in one place.
# All mounts and processes end with the namespace.
export root=$work/system python
unshare --mount --pid --fork --kill-child bash -euo pipefail <<'IN_NAMESPACE'
say() { printf -- '-- %s (%s s)\n' "$1" "$SECONDS"; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"; }
mount -t proc proc "$root/proc"
mount --bind /tmp "$root/tmp"
say "install"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /root/gazefix.deb >"$root/root/log" 2>&1 ||
    { tail "$root/root/log"; exit 1; }
inside gazefix --version
inside gazefix about --licenses >"$root/root/licenses"  # grep -q would close a pipe early
grep -q 'GNU LESSER GENERAL PUBLIC LICENSE' "$root/root/licenses"
inside gazefix doctor >"$root/root/doctor" || true
grep -q '^ok *Drawing: compiled' "$root/root/doctor"
say "demo"
inside gazefix demo /root/demo.mp4 --no-window
test -s "$root/root/demo.mp4"
say "the app with its tray"
GAZEFIX_PROGRAM="chroot $root gazefix" "$python" -m pytest tests/system/ui -k \
    'first_steps or changed_by_the_menu or quit_in_the_menu or dialogs_can_be_looked_at'
say "remove"
inside dpkg -L gazefix >"$root/root/files"
inside apt-get purge -y -qq gazefix >/dev/null 2>&1
left=$(inside xargs -a /root/files -d '\n' ls -d 2>/dev/null | grep gazefix || true)
[[ -z $left ]] || { echo "left behind: $left" >&2; exit 1; }
IN_NAMESPACE

say "the AppDir"
tar -C "$work" -xf "$dist"/*.tar.xz
"$work/GazeFix.AppDir/AppRun" demo "$work/demo.png" --no-window
test -s "$work/demo.png"
GAZEFIX_PROGRAM=$work/GazeFix.AppDir/AppRun "$python" -m pytest tests/system/ui -k first_steps
say "both packages work"
