"""A contact sheet of the faces in a file, with the numbers by which they can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from gazefix.config import Config
from gazefix.files import NewFile
from gazefix.imaging.annotate import caption, tile
from gazefix.imaging.operations import encode_png, fit_into
from gazefix.media.images import read_picture
from gazefix.media.video import ClipReader
from gazefix.processing.edit_options import ALL_FACES, EditOptions
from gazefix.processing.jobs import MEASURING, Progress, is_picture, open_corrector
from gazefix.types import FloatArray, Frame, Image

#: Size of a face on the sheet, in pixels, and the faces in a row.
_CELL: Final = (200, 200)
_COLUMNS: Final = 6


@dataclass(frozen=True, slots=True)
class ListedFace:
    """A face of a file: its number, when it is seen, and the centre (x, y) of its first box."""

    number: int
    from_s: float
    to_s: float
    x: float
    y: float


def list_faces(
    source: Path,
    sheet: Path,
    config: Config,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> list[ListedFace]:
    """Return the faces of a picture or clip, and write a sheet of them as PNG if there are any.

    Raises InputError, OutputError, and what the corrector raises.
    """
    NewFile(sheet, overwrite=overwrite).discard()
    still = is_picture(source)
    correction = replace(config.correction, max_faces=ALL_FACES, mode="angle")
    config = replace(config, correction=correction)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(MEASURING, done, total)

    with _frames(source, still) as (frames, total), open_corrector(config, still) as opened:
        from gazefix.processing.two_pass import measure_clip

        timeline = measure_clip(frames, opened, EditOptions(), step)
    listed: list[ListedFace] = []
    shown: dict[int, list[tuple[int, FloatArray]]] = {}
    for seen in timeline.faces.all:
        boxes, times_s = seen.series.box, seen.times_s
        best = int(np.argmax((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])))
        x, y = ((boxes[0, :2] + boxes[0, 2:]) / 2).tolist()
        listed.append(ListedFace(seen.number, times_s[0], times_s[-1], x, y))
        shown.setdefault(seen.frames[best], []).append((seen.number, boxes[best]))
    if not listed:
        return []
    cells: dict[int, Image] = {}
    with _frames(source, still) as (frames, _):
        for number, frame in enumerate(frames):
            for face, box in shown.get(number, ()):
                cells[face] = _cell(frame.bgr, box, listed[face - 1])
    tiles = [cells[face.number] for face in listed]
    with NewFile(sheet, overwrite=overwrite) as file:
        file.handle.write(encode_png(tile(tiles, min(_COLUMNS, len(tiles)))))
    return listed


@contextmanager
def _frames(source: Path, still: bool) -> Iterator[tuple[Iterable[Frame], int | None]]:
    if still:
        yield [Frame(read_picture(source).bgr())], 1
        return
    with ClipReader(source) as reader:
        yield reader, reader.info.frames


def _cell(bgr: Image, box: FloatArray, face: ListedFace) -> Image:
    height, width = bgr.shape[:2]
    margin = 0.3 * float(box[2] - box[0])
    x0, y0 = max(0, int(box[0] - margin)), max(0, int(box[1] - margin))
    x1, y1 = min(width, int(box[2] + margin) + 1), min(height, int(box[3] + margin) + 1)
    cut = bgr[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    when = "" if face.to_s == 0 else f"  {face.from_s:.1f}-{face.to_s:.1f} s"
    return caption(fit_into(np.ascontiguousarray(cut), _CELL), f"{face.number}{when}")
