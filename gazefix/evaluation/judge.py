"""The independent judge of gaze for photographs and clips: a Python file that the user names."""

from __future__ import annotations

import importlib.util
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final, Protocol, cast

from gazefix.errors import InputError
from gazefix.types import FloatArray, Image

#: Judged eyes are at least this wide, in pixels.
MIN_EYE_PX: Final = 25.0
#: Eyes with at least this probability are open.
MIN_OPEN: Final = 0.8


class Judge(Protocol):
    """What the class `Judge` of the file must have."""

    def geometry(self, bgr: Image) -> list[FloatArray]:
        """Return the face meshes, each (478, 2) in pixels."""
        ...

    def faces(self, bgr: Image, placed_by: Image | None = None, /) -> list[dict[str, Any]]:
        """Return for each face `yaw` and `pitch` in degrees, `eye_px`, and `open`, the eyes'
        probabilities of being open; for clips also `off`, the angle to the lens, `head_yaw`,
        `head_pitch` and `roll`. `placed_by` is the picture that the eyes are placed from."""
        ...


def load_judge(path: Path) -> Judge:
    """Return the `Judge` of a Python file. Raises InputError if there is none."""
    spec = importlib.util.spec_from_file_location("gaze_judge", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise InputError(f"{path} is not a Python file", "--judge takes a file with a class Judge")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        return cast(Judge, module.Judge())
    except (ImportError, AttributeError, SyntaxError) as error:
        message = f"{path} cannot be used as a judge: {error}"
        raise InputError(message, "install what it needs; it must hold a class Judge") from error


def largest_face(judge: Judge, bgr: Image, placed_by: Image | None = None) -> dict[str, Any] | None:
    """Return what the judge sees in a picture's largest face, or None."""
    found = judge.faces(bgr, bgr if placed_by is None else placed_by)
    return max(found, key=lambda face: face["eye_px"], default=None)


def files_in(folder: Path, suffixes: Collection[str], what: str, hint: str) -> list[Path]:
    """Return a folder's files with these suffixes, sorted. Raises InputError if there is none."""
    paths = folder.iterdir() if folder.is_dir() else ()
    if files := sorted(path for path in paths if path.suffix.lower() in suffixes):
        return files
    raise InputError(f"{folder} holds no {what}", hint)
