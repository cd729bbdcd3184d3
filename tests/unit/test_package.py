"""The public names, and what importing them costs."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import gazefix
from gazefix import Correction, Corrector, Item, Job, Outcome, ProcessReport


def test_every_public_name_can_be_had() -> None:
    for name in gazefix.__all__:
        assert getattr(gazefix, name) is not None


#: Classes in public signatures that stay internal: seams for tests, and an eye's crop.
INTERNAL = {"Anchor", "Engine", "EyeRedirector", "FaceCarrier", "EyePlace"}


def test_what_public_signatures_name_is_public() -> None:
    things = [getattr(gazefix, name) for name in gazefix.__all__ if name != "__version__"]
    named = {kind for thing in things for kind in annotated(thing)}
    ours = {kind for kind in named if kind.__module__.startswith("gazefix")}
    assert {kind.__name__ for kind in ours - set(things)} == INTERNAL


def annotated(thing: Any) -> Iterator[type]:
    """The classes in the annotations of a function, or of a class' public methods."""
    members = [] if inspect.isfunction(thing) else vars(thing).items()
    public = [value for name, value in members if name == "__init__" or not name.startswith("_")]
    functions = [getattr(value, "fget", value) for value in (public or [thing])]
    types = (Correction, Corrector, Item, Job, Outcome, ProcessReport)
    lazy = {kind.__name__: kind for kind in types}
    for function in filter(inspect.isfunction, functions):
        names = vars(sys.modules[function.__module__]) | lazy
        for hint in typing.get_type_hints(function, names).values():
            yield from classes_in(hint)


def classes_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, list):
        hint = tuple[*hint]
    if arguments := typing.get_args(hint):
        for argument in arguments:
            yield from classes_in(argument)
    elif isinstance(hint, type):
        yield hint


def test_type_checkers_know_the_public_names() -> None:
    tree = ast.parse(Path(gazefix.__file__).read_text())
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    imported = [alias.name for node in block.body for alias in node.names]  # type: ignore[attr-defined]
    assert sorted([*imported, "__version__"]) == sorted(gazefix.__all__)


def test_importing_gazefix_loads_no_heavy_library() -> None:
    heavy = ("torch", "mediapipe", "cv2", "PySide6", "av", "numpy")
    code = f"import sys, gazefix; print([m for m in {heavy} if m in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "[]"


@pytest.mark.timed
def test_importing_gazefix_takes_under_200_ms() -> None:
    code = "import time; t = time.process_time(); import gazefix; print(time.process_time() - t)"
    seconds = min(
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(3)
    )
    assert seconds < 0.2


def test_a_camera_that_stops_is_given_up_after_seconds_unless_told_otherwise() -> None:
    code = "import os, gazefix; print(os.environ['OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT'])"
    for given, expected in (({}, "2"), ({"OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "7"}, "7")):
        environment = {**os.environ, **given}
        if not given:
            environment.pop("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", None)
        printed = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert printed.stdout.strip() == expected


def test_the_command_line_answers_help_without_heavy_libraries() -> None:
    code = (
        "import sys\nfrom gazefix.cli.main import cli\n"
        "cli.main(['process', '--help'], standalone_mode=False)\n"
        "heavy = ('torch', 'mediapipe', 'cv2', 'PySide6', 'av', 'distributed', 'fsspec')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip().splitlines()[-1] == "[]"
