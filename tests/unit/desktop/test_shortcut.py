"""Keys that work in every program: X11's, and those of a portal."""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from helpers.portal import Portal

from gazefix.desktop.shortcut import listen, split_keys
from gazefix.errors import ControlError

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None or shutil.which("Xvfb") is None,
    reason="a desktop needs dbus-daemon and Xvfb",
)
WAIT_S = 30


@pytest.fixture
def said() -> queue.Queue[object]:
    return queue.Queue()


@pytest.fixture
def portal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    made = Portal(grants=getattr(request, "param", True))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    with made:
        yield made


def test_a_portal_is_asked_for_the_keys_and_tells_when_they_are_pressed(
    portal: Portal, said: queue.Queue[object]
) -> None:
    keys = listen("Ctrl+Alt+E", lambda: said.put("pressed"), said.put)
    assert portal.asked.get(timeout=WAIT_S).startswith("CreateSession")
    bound = portal.asked.get(timeout=WAIT_S)
    assert "'preferred_trigger': <'CTRL+ALT+e'>" in bound
    session = re.search(r"'(/\S+/session/\S+)'", bound)
    assert session is not None
    portal.press("/somebody/elses")
    portal.press(session[1])
    assert said.get(timeout=WAIT_S) == "pressed"
    keys.close()
    keys.close()
    assert said.empty()


@pytest.mark.parametrize("portal", [False], indirect=True)
def test_a_portal_that_refuses_is_told(portal: Portal, said: queue.Queue[object]) -> None:
    keys = listen("Ctrl+Alt+E", lambda: said.put("pressed"), said.put)
    refused = said.get(timeout=WAIT_S)
    assert isinstance(refused, ControlError)
    assert "gazefix ctl toggle" in refused.hint
    keys.close()


def test_a_desktop_without_that_portal_is_told(
    portal: Portal, said: queue.Queue[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazefix.desktop.shortcut.portal._SHORTCUTS", "org.example.Nothing")
    keys = listen("Ctrl+Alt+E", lambda: said.put("pressed"), said.put)
    assert isinstance(said.get(timeout=WAIT_S), ControlError)
    keys.close()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    keys = listen("Ctrl+Alt+E", lambda: said.put("pressed"), said.put)
    assert isinstance(said.get(timeout=WAIT_S), ControlError)
    keys.close()


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of its own."""
    command = ["Xvfb", "-displayfd", "1", "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
        server.kill()


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="keys are pressed by xdotool")
def test_x11_gives_the_keys_to_one_program_until_they_are_given_back(
    display: str, said: queue.Queue[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    for keys, typed in (("Ctrl+Alt+E", "ctrl+alt+e"), ("Meta+F9", "super+F9")):
        ours = listen(keys, lambda: said.put("pressed"), said.put)
        with pytest.raises(ControlError, match="another program has"):
            listen(keys, lambda: said.put("wrong"), said.put)
        subprocess.run(["xdotool", "key", typed], env=os.environ, check=True)
        assert said.get(timeout=WAIT_S) == "pressed"
        ours.close()
        ours.close()
    assert said.empty()


@pytest.mark.skipif(shutil.which("setxkbmap") is None, reason="layouts are set by setxkbmap")
@pytest.mark.parametrize(
    ("layout", "keys", "code"),
    [("ru", "Ctrl+Alt+Я", 52), ("us,ru", "Ctrl+Alt+E", 26), ("fr", "Ctrl+Alt+A", 24)],
)
def test_the_keys_are_those_of_the_keyboards_layout(
    display: str,
    said: queue.Queue[object],
    monkeypatch: pytest.MonkeyPatch,
    layout: str,
    keys: str,
    code: int,
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    subprocess.run(["setxkbmap", layout], env=os.environ, check=True)
    ours = listen(keys, lambda: said.put("pressed"), said.put)
    subprocess.run(["xdotool", "key", f"ctrl+alt+{code}"], env=os.environ, check=True)
    assert said.get(timeout=WAIT_S) == "pressed"
    ours.close()
    subprocess.run(["setxkbmap", "us"], env=os.environ, check=True)


@pytest.mark.parametrize("keys", ["E", "Ctrl+Foo", "Ctrl+F13", "Ctrl+;", "Hyper+E", ""])
def test_keys_without_a_modifier_and_unknown_ones_are_refused(keys: str) -> None:
    with pytest.raises(ControlError, match="can't be a shortcut"):
        split_keys(keys)


def test_without_a_desktop_there_are_no_shortcuts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ControlError, match="gives programs no"):
        listen("Ctrl+Alt+E", lambda: None, lambda _: None)
    monkeypatch.setenv("DISPLAY", ":4242")
    with pytest.raises(ControlError, match="gives programs no"):
        listen("Ctrl+Alt+E", lambda: None, lambda _: None)
