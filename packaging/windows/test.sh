#!/usr/bin/env bash
# Installs GazeFix under Wine, uses it, compares its pictures with Linux', and uninstalls it.
# Usage: test.sh INSTALLER PYTHON, where PYTHON has GazeFix of the same sources. Needs Debian's
# wine64 and wine64-tools.
set -euo pipefail
installer=$(realpath "$1") python=$2
recipe=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
wine() { "$python" "$recipe/wine.py" "$@"; }
unset PYTHONDONTWRITEBYTECODE
# No Mono, no browser, no menu entries outside.
export WINEPREFIX=$work/prefix WINEDEBUG=-all
export WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe='
trap '/usr/lib/wine/wineserver64 -k || true; rm -rf "$work"' EXIT
home=$work/prefix/drive_c/users/$(id -un) local=AppData/Local
program=$home/$local/Programs/GazeFix
gazefix() { wine "$program/python/python.exe" -m gazefix "$@" | tr -d '\r'; }
step() { printf -- '-- %s (%s s)\n' "$1" "$SECONDS"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
there() { find "$home" -type f | sed "s|^$home/||" | sort; }

step "a Windows 10 without a screen"
wine wineboot --init >/dev/null
wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f
wine reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f
# Wine keeps Linux' own QT_ variables away.
wine reg add 'HKCU\Environment' /v QT_QPA_PLATFORM /d offscreen /f
# Without the package `wine` nothing chooses between Debian's versions of it.
winegcc=$(command -v winegcc || command -v winegcc-stable)
"$winegcc" -m64 -shared -o "$work/shim.dll.so" "$recipe/bcryptprimitives.spec" -ladvapi32
cp "$work/shim.dll.so" "$work/prefix/drive_c/windows/system32/bcryptprimitives.dll"
/usr/lib/wine/wineserver64 -w
there >"$work/before.txt"
# Wine's services end with the last program, and are slow to start.
coproc FIRST { /usr/lib/wine/wine64 cmd >/dev/null 2>&1; }

step "silent install"
wine "$installer" /S
menu=$home/AppData/Roaming/Microsoft/Windows/'Start Menu'/Programs/GazeFix
for made in "$menu/GazeFix.lnk" "$menu/GazeFix command line.lnk" "$program/uninstall.exe" \
    "$program/python/Lib/site-packages/gazefix/__pycache__"; do
    [[ -e $made ]] || fail "$made is missing"
done
find "$program" -name '*.py' -path '*pyvirtualcam*' | grep . && fail "pyvirtualcam is in the bundle"
size=$(du -sm "$program" | cut -f 1)
echo "installed: $size MB, with Python's caches"
((size <= 380)) || fail "more than 380 MB"

step "gazefix.cmd and the manual"
wine cmd /c "$(echo "C:\\users\\$(id -un)\\AppData\\Local\\Programs\\GazeFix\\gazefix.cmd")" \
    --version | grep '^gazefix, version '
gazefix manual scripting | grep 'Scripting and Python' || fail "the manual"

step "demo, and a picture and a clip beside Linux'"
gazefix demo "Z:$work/demo.mp4" --no-window
test -s "$work/demo.mp4"
options=(--mode angle --vertical 10 --overwrite)
mkdir "$work/here" "$work/wine"
"$python" - "$work" "$work/demo.mp4" <<'END'
import sys
import av
import cv2
import gazefix.media
portrait = cv2.imread(gazefix.media.__path__[0] + "/portrait.webp")
cv2.imwrite(f"{sys.argv[1]}/portrait.png", portrait)
with av.open(sys.argv[2]) as source, av.open(f"{sys.argv[1]}/clip.mkv", "w") as clip:
    stream = clip.add_stream("ffv1", rate=25, width=source.streams.video[0].width,
                             height=source.streams.video[0].height, pix_fmt="yuv420p")
    for index, frame in enumerate(source.decode(video=0)):
        if index % 15 == 0:
            frame.pts = frame.dts = None
            clip.mux(stream.encode(frame))
    clip.mux(stream.encode(None))
END
for name in portrait.png clip.mkv; do
    "$python" -m gazefix process "$work/$name" "$work/here/$name" "${options[@]}"
    gazefix process "Z:$work/$name" "Z:$work/wine/$name" "${options[@]}"
done
"$python" - "$work" <<'END'
import sys
import av
import numpy as np


def frames(path):
    with av.open(path) as file:
        return np.array([frame.to_ndarray(format="bgr24") for frame in file.decode(video=0)], int)


# Points that differ in the sixth digit move a few of the eyes' pixels by 1/32 of a pixel.
for name in ("portrait.png", "clip.mkv"):
    source, here, there = (frames(f"{sys.argv[1]}/{side}/{name}") for side in (".", "here", "wine"))
    off, corrected = abs(here - there), abs(here - source)
    print(f"{name}: {len(here)} frames, {100 * (off > 0).mean():.4f} % of values differ, "
          f"at most by {off.max()}; in all by {100 * off.sum() / corrected.sum():.2f} % of what "
          f"the correction changes")
    assert here.shape == there.shape and off.sum() <= 0.02 * corrected.sum()
END

step "doctor"
gazefix doctor | tee "$work/doctor.txt" || true
for good in Python OpenVINO 'Face finder' Weights Display 'Settings file'; do
    grep -q "^ok *$good" "$work/doctor.txt" || fail "doctor: $good"
done
grep -q "^ok *Drawing: compiled" "$work/doctor.txt" || fail "doctor: Drawing"
grep -q "^MISS GazeFix Camera: pyvirtualcam is not installed" "$work/doctor.txt" ||
    fail "doctor says nothing about the camera"

step "the app, its switch for autostart, and ctl"
gazefix app --hidden >"$work/app.txt" &
app=$!
until gazefix ctl status >"$work/status.txt"; do
    kill -0 "$app" || { cat "$work/app.txt"; fail "the app has ended"; }
    sleep 1
done
cat "$work/status.txt"
gazefix ctl off
gazefix ctl status | grep -i 'off' || fail "ctl off"
wine "$program/python/python.exe" -c 'if True:
    from gazefix.desktop.autostart import autostart
    autostart().switch(True)
    assert autostart().is_on()'
run_key='HKCU\Software\Microsoft\Windows\CurrentVersion\Run'
wine reg query "$run_key" /v GazeFix | grep 'pythonw.exe -m gazefix app --hidden' ||
    fail "autostart"
for file in config.toml Logs/gazefix.log; do
    test -s "$home/$local/gazefix/$file" || fail "no $file"
done

step "uninstall while it runs"
wine "$program/uninstall.exe" /S
exec {FIRST[1]}>&-
timeout 900 /usr/lib/wine/wineserver64 -w || fail "something still runs"
wait
wine reg query "$run_key" /v GazeFix && fail "autostart is left"
wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\GazeFix' &&
    fail "its entry among the programs is left"
# The uninstaller runs from a copy, which Windows removes later.
there | comm -13 "$work/before.txt" - | grep -v "^Temp/~nsu" | tee "$work/left.txt"
[[ $(cat "$work/left.txt") == "$local/gazefix/config.toml" ]] || fail "files are left"
[[ ! -e $program && ! -e $menu ]] || fail "folders are left"
step "passed"
