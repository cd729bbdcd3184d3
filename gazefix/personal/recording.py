"""Recordings of a person's eyes with known gaze: their file, and the folder that keeps them.

The format's page is `gazefix manual recordings`. A recording is a folder with `recording.
safetensors`: safetensors is read without running code, and says in its header what the arrays are.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import platformdirs
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from gazefix.config import APP_NAME
from gazefix.errors import InputError, ProfileError
from gazefix.files import NewFile, all_or_nothing, make_folder
from gazefix.imaging.geometry import openness
from gazefix.imaging.operations import continued, decode_image, encode_png
from gazefix.types import Eye, Face, FloatArray, Frame, Gaze, HeadPose, Image, Side

#: Version of the format; a reader refuses others.
VERSION: Final = 1
FILE: Final = "recording.safetensors"
#: Half the side of an eye's patch in eye widths: what the widest crop of the readers and of the
#: redirection sees, for a tilted head too.
PATCH_WIDTHS: Final = 1.25
SIDES: Final = (Side.LEFT, Side.RIGHT)
_LIST: Final = "gazefix capture --list shows all recordings"


@dataclass(frozen=True, slots=True)
class About:
    """What a recording says of itself: no name of a person.

    camera, width, height   as in the profile; pixels of the camera's picture
    made                    the day, as 2026-11-27
    screen_width_mm, screen_height_mm, camera_x_mm, camera_y_mm   see `screen.Screen`
    distance_mm             median distance of the eyes from the lens
    """

    camera: str
    width: int
    height: int
    made: str
    screen_width_mm: float
    screen_height_mm: float
    camera_x_mm: float
    camera_y_mm: float
    distance_mm: float


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One kept frame: both eyes, and where they truly look.

    patches     the subject's left and right eye, BGR, in the camera's own pixels
    landmarks   (2, 7, 2) in pixels of the patches, in the order of `types.LANDMARK_NAMES`
    radii_px    of both irises
    dot         number of the dot that is looked at
    """

    patches: tuple[Image, Image]
    landmarks: FloatArray
    radii_px: tuple[float, float]
    head: HeadPose
    gaze: Gaze
    dot: int

    def frame_and_face(self) -> tuple[Frame, Face]:
        """Return the shot as a frame with one face, for the Corrector's parts."""
        sides = [max(patch.shape[:2]) for patch in self.patches]
        side = max(sides)
        # The subject's left eye is on the right of the picture.
        places = ((side, 0), (0, 0))
        boxes = [continued(patch, (0, 0, side, side)) for patch in self.patches]
        left, right = (
            Eye(which, points + np.array(place, np.float32), radius, openness(points))
            for which, points, radius, place in zip(
                SIDES, self.landmarks, self.radii_px, places, strict=True
            )
        )
        face = Face(left, right, self.head, (0.0, 0.0, 2.0 * side, float(side)))
        return Frame(np.hstack(boxes[::-1])), face


def cut_shot(bgr: Image, face: Face, gaze: Gaze, dot: int) -> Shot:
    """Return a frame's shot: upright patches around the eyes, without resampling."""
    patches, landmarks = [], []
    for eye in face.eyes:
        centre = eye.landmarks[:6].mean(0)
        half = PATCH_WIDTHS * eye.width_px
        x0, y0 = np.floor(centre - half).astype(int).tolist()
        side = int(np.ceil(2 * half))
        patches.append(np.ascontiguousarray(continued(bgr, (x0, y0, x0 + side, y0 + side))))
        landmarks.append(eye.landmarks - np.array([x0, y0], np.float32))
    radii = face.left.iris_radius_px, face.right.iris_radius_px
    return Shot((patches[0], patches[1]), np.stack(landmarks), radii, face.head, gaze, dot)


@dataclass(frozen=True, eq=False)
class Recording:
    """A recording of N shots; pictures are decoded when they are asked for.

    pngs     2 N pictures, the subject's left eye first
    values   the arrays of the file by name
    """

    about: About
    pngs: list[bytes]
    values: dict[str, npt.NDArray[Any]]

    @classmethod
    def of_shots(cls, about: About, shots: list[Shot]) -> Self:
        """Return a recording of shots, at least one."""
        pngs = [encode_png(patch) for shot in shots for patch in shot.patches]
        heads = [(s.head.pitch, s.head.yaw, s.head.roll) for s in shots]
        values: dict[str, npt.NDArray[Any]] = {
            "landmarks": np.stack([shot.landmarks for shot in shots]).astype(np.float32),
            "iris_radius_px": np.array([shot.radii_px for shot in shots], np.float32),
            "head": np.array(heads, np.float32),
            "gaze": np.array([(s.gaze.pitch, s.gaze.yaw) for s in shots], np.float32),
            "dot": np.array([shot.dot for shot in shots], np.int32),
        }
        return cls(about, pngs, values)

    def __len__(self) -> int:
        return len(self.values["dot"])

    @cached_property
    def dots(self) -> npt.NDArray[np.int64]:
        """The number of each shot's dot (N,)."""
        return self.values["dot"].astype(np.int64)

    def shot(self, number: int) -> Shot:
        """Return a shot. Raises InputError for a damaged picture."""
        pictures = [decode_image(png) for png in self.pngs[2 * number : 2 * number + 2]]
        left, right = pictures
        if left is None or right is None:
            raise InputError(f"a picture of shot {number} is damaged", "record your eyes again")
        one = {name: values[number].tolist() for name, values in self.values.items()}
        landmarks: FloatArray = self.values["landmarks"][number]
        radii = (one["iris_radius_px"][0], one["iris_radius_px"][1])
        head, gaze = HeadPose(*one["head"]), Gaze(*one["gaze"])
        return Shot((left, right), landmarks, radii, head, gaze, one["dot"])

    def shots(self) -> Iterator[Shot]:
        """Yield all shots in order."""
        return map(self.shot, range(len(self)))

    def save(self, path: Path, then: Callable[[], object] = lambda: None) -> None:
        """Write the file, which only its owner may read, over an older one.

        then   called when the file is on the disk, before it takes the older one's place
        Raises OutputError, and what `then` raises: then the older one is still there.
        """
        ends = np.cumsum([len(png) for png in self.pngs])
        pictures = {"png": np.frombuffer(b"".join(self.pngs), np.uint8), "ends": ends}
        header = {"version": str(VERSION), "about": json.dumps(asdict(self.about))}
        with NewFile(path, overwrite=True) as file, all_or_nothing(file):
            if hasattr(os, "fchmod"):
                os.fchmod(file.handle.fileno(), 0o600)
            file.handle.write(save(pictures | self.values, header))
            file.handle.flush()
            os.fsync(file.handle.fileno())
            then()


#: Shapes of the arrays behind their first axis, N.
_SHAPES: Final = {"landmarks": (2, 7, 2), "iris_radius_px": (2,), "head": (3,), "gaze": (2,)}


def read_recording(path: Path) -> Recording:
    """Read a recording from its file or its folder. Raises InputError."""
    path = path / FILE if path.is_dir() else path
    hint = "record your eyes again"
    try:
        with safe_open(path, framework="numpy") as file:
            header = file.metadata() or {}
            if header.get("version") != str(VERSION):
                raise InputError(f"{path} is a recording of another version", hint)
            about = About(**json.loads(header["about"]))
            values = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        png, ends = values.pop("png").tobytes(), values.pop("ends").tolist()
        count = len(values["dot"])
        shapes = {name: (count, *shape) for name, shape in _SHAPES.items()} | {"dot": (count,)}
        finite = all(bool(np.isfinite(value).all()) for value in values.values())
        told = all(isinstance(getattr(about, f.name), (str, int, float)) for f in fields(About))
        found = {name: values[name].shape for name in shapes}
        if found != shapes or len(ends) != 2 * count or not (count and finite and told):
            raise ValueError("its arrays are of the wrong shapes, or not finite")
    except (OSError, SafetensorError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(f"cannot read the recording {path}: {error}", hint) from error
    begins = [0, *ends[:-1]]
    return Recording(about, [png[a:b] for a, b in zip(begins, ends, strict=True)], values)


def recordings_folder() -> Path:
    """Return the folder of this user's recordings. It need not exist."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "recordings"


def recording_path(name: str) -> Path:
    """Return a recording's own folder, which need not exist. Raises ProfileError for no name."""
    if not re.fullmatch(r"[A-Za-z0-9._-]+", name) or name.startswith("."):
        raise ProfileError(f"invalid name of a recording: '{name}'", _LIST)
    return recordings_folder() / name


def save_recording(
    recording: Recording, name: str, then: Callable[[], object] = lambda: None
) -> Path:
    """Save a recording under a name, in place of an older one, and return its folder.

    Only the owner may open the folder. For `then` and errors see `Recording.save`.
    """
    folder = recording_path(name)
    make_folder(folder.parent)
    folder.parent.chmod(0o700)
    make_folder(folder)
    folder.chmod(0o700)
    recording.save(folder / FILE, then)
    return folder


def list_recordings() -> list[str]:
    """Return the names of all recordings, sorted, whether or not they can be read."""
    return sorted(path.parent.name for path in recordings_folder().glob(f"*/{FILE}"))


def find_recording(name: str) -> Path:
    """Return a recording's folder. Raises ProfileError where there is none."""
    folder = recording_path(name)
    if not (folder / FILE).is_file():
        known = ", ".join(list_recordings()) or "none"
        raise ProfileError(f"there is no recording '{name}'", f"the recordings are: {known}")
    return folder


def delete_recording(name: str) -> None:
    """Delete a recording; its profile stays. Raises ProfileError where there is none."""
    shutil.rmtree(find_recording(name))


def export_recording(name: str, target: Path) -> Recording:
    """Copy a recording to a file for others, and return it. Raises GazeFixError."""
    recording = read_recording(find_recording(name))
    with NewFile(target, overwrite=False) as file:
        file.handle.write((recording_path(name) / FILE).read_bytes())
    return recording


def size_text(path: Path) -> str:
    """Return the size of what lies in a folder, such as "12 MB"."""
    return f"{sum(part.stat().st_size for part in path.iterdir()) / 1e6:.0f} MB"
