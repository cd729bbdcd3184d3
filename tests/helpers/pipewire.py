"""A fake PipeWire: programs with the names the sink starts, which a test controls by files."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

#: FOLDER/frames takes the frames; FOLDER/die or FOLDER/hang makes the child do so; FOLDER/graph
#: holds what pw-dump prints.
_GSTREAMER = """
import json, os, sys, time
folder = {folder!r}
out = open(os.path.join(folder, "frames"), "ab", 0)
if os.path.exists(os.path.join(folder, "refuse")):
    sys.stderr.write("WARNING: erroneous pipeline: no element pipewiresink\\n")
    sys.exit(1)
owner = sys.argv[-1].split("gazefix.owner=(string)")[1].split(",")[0]
props = {"node.name": "gazefix-camera", "object.serial": 130, "gazefix.owner": owner}
node = {"id": 30, "type": "PipeWire:Interface:Node", "info": {"props": props}}
with open(os.path.join(folder, "graph"), "a") as graph:
    graph.write(json.dumps([node], indent=2) + "\\n")
while data := os.read(0, 1 << 16):
    while os.path.exists(os.path.join(folder, "hang")):
        time.sleep(0.01)
    if os.path.exists(os.path.join(folder, "die")):
        sys.stderr.write("ERROR: the remote end hung up\\n")
        sys.exit(1)
    out.write(data)
"""
_PW_DUMP = """
import os, sys, time
graph, told = os.path.join({folder!r}, "graph"), 0
while os.getppid() == {pid}:
    text = open(graph).read() if os.path.exists(graph) else ""
    sys.stdout.write(text[told:])
    sys.stdout.flush()
    told = len(text)
    time.sleep(0.005)
"""


class FakePipeWire:
    """The fake PipeWire of one test."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        programs = folder / "bin"
        programs.mkdir(parents=True)
        bodies = {"gst-launch-1.0": _GSTREAMER, "gst-inspect-1.0": "", "pw-dump": _PW_DUMP}
        for name, body in bodies.items():
            program = programs / name
            program.write_text(
                f"#!{sys.executable} -S\n"
                + body.replace("{folder!r}", repr(str(folder))).replace("{pid}", str(os.getpid()))
            )
            program.chmod(0o755)
        (folder / "pipewire-0").touch()
        monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        monkeypatch.delenv("PIPEWIRE_RUNTIME_DIR", raising=False)
        monkeypatch.delenv("PIPEWIRE_REMOTE", raising=False)
        self.tell([{"id": 0, "type": "PipeWire:Interface:Core", "info": {"name": "pipewire-0"}}])

    def tell(self, items: list[object]) -> None:
        """Let pw-dump print a change."""
        with (self.folder / "graph").open("a") as graph:
            graph.write(json.dumps(items, indent=2) + "\n")

    def node(self, number: int, owner: int, serial: int) -> None:
        """Let another process offer GazeFix Camera."""
        props = {
            "node.name": "gazefix-camera",
            "object.serial": serial,
            "gazefix.owner": str(owner),
        }
        self.tell([{"id": number, "type": "PipeWire:Interface:Node", "info": {"props": props}}])

    def link(self, number: int, node: int = 30) -> None:
        """Let a program read a node."""
        self.tell(
            [
                {
                    "id": number,
                    "type": "PipeWire:Interface:Link",
                    "info": {"output-node-id": node, "input-node-id": 99},
                }
            ]
        )

    def unlink(self, number: int) -> None:
        """Remove a link."""
        self.tell([{"id": number, "type": "PipeWire:Interface:Link", "info": None}])

    def set(self, name: str) -> None:
        """Let the child refuse, die or hang from now on."""
        (self.folder / name).touch()

    def frames(self, size: tuple[int, int], count: int) -> bytes:
        """Return the last `count` frames once they have arrived."""
        wanted = count * size[0] * size[1] * 4
        path = self.folder / "frames"
        deadline = time.perf_counter() + 20
        while not path.exists() or path.stat().st_size < wanted:
            assert time.perf_counter() < deadline
            time.sleep(0.01)
        time.sleep(0.05)
        return path.read_bytes()[-wanted:]
