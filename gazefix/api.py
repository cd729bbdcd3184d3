"""GazeFix for programs: a picture or a clip in one call. For frames of one's own loop see `Corrector`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from gazefix.config import Config, CorrectionConfig
from gazefix.media.image_metadata import Kind
from gazefix.media.images import Picture
from gazefix.processing.edit_options import EditOptions, load_angles, parse_faces
from gazefix.types import Frame

if TYPE_CHECKING:
    from gazefix.correction.corrector import Corrector
    from gazefix.processing.jobs import ProcessReport


def correct_image(
    image: npt.NDArray[Any],
    config: Config | None = None,
    *,
    corrector: Corrector | None = None,
    **correction: Any,
) -> npt.NDArray[Any]:
    """A picture with the gaze of its faces corrected, of the same shape and depth; pixels outside the eyes are the same.

    image       (H, W) grey, (H, W, 3) BGR or (H, W, 4) BGR and alpha; uint8 or uint16
    config      settings; the default looks into the lens
    corrector   one that is open already, `Corrector(config, still=True)`: for many pictures, since opening takes a second
    correction  fields of CorrectionConfig, in place of the settings' own: `mode="angle"`, `vertical_deg=10`

    Raises ValueError for another kind of array, ConfigError for a wrong setting, ModelError and DeviceError.

    >>> from skimage.data import astronaut
    >>> import gazefix
    >>> bgr = astronaut()[:256, 96:352, ::-1]
    >>> looks_up = gazefix.correct_image(bgr, mode="angle", vertical_deg=10)
    >>> looks_up.shape, bool((looks_up != bgr).any()), bool((looks_up[200:] == bgr[200:]).all())
    ((256, 256, 3), True, True)
    """
    shaped = image.ndim == 2 or (image.ndim == 3 and image.shape[2] in {3, 4})
    if image.dtype not in (np.uint8, np.uint16) or not shaped or 0 in image.shape:
        raise ValueError(
            f"an image is uint8 or uint16, (H, W), (H, W, 3) or (H, W, 4), not {image.dtype} {image.shape}"
        )
    settings = _settings(config or (corrector.config if corrector else Config()), correction)
    picture = Picture(np.ascontiguousarray(image), Kind.PNG)
    frame = Frame(picture.bgr())
    if corrector is None:
        from gazefix.processing.edit_options import ALL_FACES
        from gazefix.processing.jobs import open_corrector

        wide = replace(settings, correction=replace(settings.correction, max_faces=ALL_FACES))
        with open_corrector(wide, True) as opened:
            corrected = opened.correct(frame).frame
    else:
        before, corrector.config = corrector.config, settings
        try:
            corrected = corrector.correct(frame).frame
        finally:
            corrector.config = before
    return picture.changed(frame.bgr, corrected.bgr).pixels


def process_video(
    source: str | PathLike[str],
    target: str | PathLike[str],
    config: Config | None = None,
    *,
    faces: str | int = "all",
    from_s: float = 0.0,
    to_s: float = float("inf"),
    angles: str | PathLike[str] | None = None,
    codec: str | None = None,
    crf: float | None = None,
    preset: str | None = None,
    compare: bool = False,
    one_pass: bool = False,
    overwrite: bool = False,
    progress: Callable[[str, int, int | None], None] | None = None,
    **correction: Any,
) -> ProcessReport:
    """Corrects the gaze in a clip (or a picture) as `gazefix process` does, and says what was done.

    faces           `all`, `largest`, a number (see `gazefix process --list-faces`) or `x,y`, a point of a face in pixels
    from_s, to_s    correct from then on, up to then (exclusive); seconds from the clip's start
    angles          a CSV file of rows time,vertical,horizontal, degrees, in place of the settings' two angles
    codec, crf, preset   how to encode; the default is the source's codec, visually lossless
    compare         write before and after side by side
    one_pass        read the clip once only: what is to come is not known
    progress        told the part of the work (measuring, correcting), the frames done, and their number, which may be None
    correction      fields of CorrectionConfig, in place of the settings' own

    Sound, subtitles, chapters, metadata and time stamps are the source's. The target appears when it is whole. Raises
    GazeFixError: InputError, OutputError (for an existing target, too, unless `overwrite`), ConfigError, ModelError.

    >>> import gazefix
    >>> report = gazefix.process_video("talk.mp4", "talk-fixed.mp4", mode="angle", vertical_deg=8)
    >>> report.frames, report.frames_changed
    (12, 12)
    """
    from gazefix.media.video import Encoding
    from gazefix.processing.jobs import Job, process_file

    edit = EditOptions(
        parse_faces([str(faces)]), from_s, to_s, load_angles(Path(angles)) if angles else None
    )
    job = Job(
        edit, Encoding(codec, crf, preset), one_pass=one_pass, compare=compare, overwrite=overwrite
    )
    return process_file(
        Path(source),
        Path(target),
        _settings(config or Config(), correction),
        job,
        progress=progress,
    )


def _settings(config: Config, correction: dict[str, Any]) -> Config:
    if not correction:
        return config
    unknown = set(correction) - set(CorrectionConfig.__dataclass_fields__)
    if unknown:
        raise TypeError(f"there is no setting {', '.join(sorted(unknown))}; see CorrectionConfig")
    return replace(config, correction=replace(config.correction, **correction))
