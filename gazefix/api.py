"""GazeFix for programs: a picture or a clip in one call. For frames, see `Corrector`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from gazefix.config import Config, ModeName
from gazefix.errors import ConfigError
from gazefix.media.image_metadata import PictureKind
from gazefix.media.images import Picture
from gazefix.processing.edit_options import ALL_FACES, EditOptions, load_angles, parse_faces
from gazefix.types import Frame

if TYPE_CHECKING:
    from gazefix.correction.corrector import Corrector
    from gazefix.processing.batch import Item, Outcome
    from gazefix.processing.jobs import Job, ProcessReport


def correct_image(
    image: npt.NDArray[Any],
    config: Config | None = None,
    *,
    corrector: Corrector | None = None,
    mode: ModeName | None = None,
    vertical_deg: float | None = None,
    horizontal_deg: float | None = None,
    strength: float | None = None,
    max_faces: int | None = None,
) -> npt.NDArray[Any]:
    """Return a picture with the gaze of its faces corrected. Pixels outside the eyes stay the same.

    image       (H, W) grey, (H, W, 3) BGR or (H, W, 4) BGR and alpha; uint8 or uint16
    config      settings; by default eye contact for all faces
    corrector   an open `Corrector(config, still=True)`, for many pictures: opening takes a second.
                Its settings stay; its faces, engine and profile are those it was opened with
    mode, vertical_deg, horizontal_deg, strength, max_faces   in place of the settings' own

    The result has the shape and the depth of `image`, and is always a copy. Raises ValueError for
    another kind of array, ConfigError for a wrong setting, ModelError and DeviceError.

    >>> from skimage.data import astronaut
    >>> import gazefix
    >>> bgr = astronaut()[:256, 96:352, ::-1]
    >>> looks_up = gazefix.correct_image(bgr, mode="angle", vertical_deg=10)
    >>> looks_up.shape, bool((looks_up != bgr).any()), bool((looks_up[200:] == bgr[200:]).all())
    ((256, 256, 3), True, True)
    """
    _check_image(image)
    base = config or (corrector.config if corrector else _config(None))
    settings = _changed(
        base,
        mode=mode,
        vertical_deg=vertical_deg,
        horizontal_deg=horizontal_deg,
        strength=strength,
        max_faces=max_faces,
    )
    picture = Picture(image.copy(), PictureKind.PNG)
    frame = Frame(picture.bgr())
    if corrector is None:
        from gazefix.processing.jobs import open_corrector

        with open_corrector(settings, True) as opened:
            corrected = opened.correct(frame).frame
    else:
        _check_corrector(corrector.config, settings)
        corrected = corrector.correct(frame, settings=settings.correction).frame
    return picture.changed(frame.bgr, corrected.bgr).pixels


def process_video(
    source: str | PathLike[str],
    target: str | PathLike[str],
    config: Config | None = None,
    *,
    mode: ModeName | None = None,
    vertical_deg: float | None = None,
    horizontal_deg: float | None = None,
    strength: float | None = None,
    max_faces: int | None = None,
    faces: str | int | None = None,
    from_s: float = 0.0,
    to_s: float = float("inf"),
    lens_at_s: Sequence[float] = (),
    angles: str | PathLike[str] | None = None,
    codec: str | None = None,
    crf: float | None = None,
    preset: str | None = None,
    audio: str | None = None,
    compare: bool = False,
    one_pass: bool = False,
    overwrite: bool = False,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> ProcessReport:
    """Correct the gaze in a clip (or a picture) as `gazefix process` does, and report on it.

    config          settings; by default eye contact for all faces
    mode, vertical_deg, horizontal_deg, strength, max_faces   in place of the settings' own
    faces           in place of `max_faces`: `all`, `largest`, a number (see `gazefix process
                    --list-faces`) or `x,y`, a point of a face in pixels
    from_s, to_s    correct from then on, up to then (exclusive); seconds from the clip's start
    lens_at_s       moments in which a speaker looks into the lens, for a more accurate gaze
    angles          a CSV file of rows time,vertical,horizontal in degrees, in place of both angles
    codec, crf, preset   how to encode; by default in the source's codec, visually lossless
    audio           convert sound to aac, opus, mp3, flac, alac or pcm; `copy` never converts. By
                    default sound is copied, and only what no container holds becomes AAC
    compare         write before and after side by side
    one_pass        read the clip once, without looking ahead
    progress        called with the part of the work (measuring, correcting), the frames done and
                    their number, None if unknown

    Sound, subtitles, chapters, metadata and time stamps are the source's. The target appears when
    it is whole. Raises GazeFixError: InputError, OutputError (for an existing target, too, unless
    `overwrite`), ConfigError, ModelError.

    >>> import gazefix
    >>> report = gazefix.process_video("talk.mp4", "talk-fixed.mp4", mode="angle", vertical_deg=8)
    >>> report.frames, report.frames_changed
    (12, 12)
    """
    from gazefix.media.video import Encoding
    from gazefix.processing.jobs import Job, process_file

    if faces is not None and max_faces is not None:
        raise ConfigError("faces and max_faces are both given", "leave one of them out")
    settings = _changed(
        _config(config),
        mode=mode,
        vertical_deg=vertical_deg,
        horizontal_deg=horizontal_deg,
        strength=strength,
        max_faces=max_faces,
    )
    choice = parse_faces([] if faces is None else [str(faces)])
    if faces is None:
        choice = replace(choice, most=settings.correction.max_faces)
    curve = load_angles(Path(angles)) if angles else None
    edit = EditOptions(choice, from_s, to_s, curve, tuple(lens_at_s))
    encoding = Encoding(codec, crf, preset, audio)
    job = Job(edit, encoding, one_pass=one_pass, compare=compare, overwrite=overwrite)
    return process_file(Path(source), Path(target), settings, job, progress=progress)


def process_many(
    sources: Sequence[str | PathLike[str]],
    out_dir: str | PathLike[str],
    config: Config | None = None,
    job: Job | None = None,
    *,
    jobs: int = 1,
    client: Any = None,
    progress: Callable[[Item, str, int, int | None], None] = lambda *_: None,
    done: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Correct files, folders and patterns as `gazefix process --out-dir` does.

    sources, out_dir   may be URLs (`s3://bucket/talks`) with `gazefix[cluster]`
    job                how, see `Job`; by default each file as `process_video` does
    jobs               files at a time, each in a process of its own
    client             a `dask.distributed.Client`, whose workers do the work
    progress           called with a file, the part of the work, its frames done, their number
    done               called with the outcome of each file

    Files whose target exists are skipped unless `job.overwrite`. One that fails stops no other: its
    outcome has an `error` and a `hint`. Raises GazeFixError for inputs that are missing, and for a
    cluster that can't be used.
    """
    from gazefix.processing.batch import Watch, gather, run_batch
    from gazefix.processing.jobs import Job

    job = job or Job()
    items = gather([Path(source) for source in sources], Path(out_dir), job.encoding.codec)
    return run_batch(items, _config(config), job, jobs, Watch(progress, done), client)


def _check_image(image: npt.NDArray[Any]) -> None:
    if not isinstance(image, np.ndarray):
        raise ValueError(f"an image is a NumPy array, not {type(image).__name__}")
    shaped = image.ndim == 2 or (image.ndim == 3 and image.shape[2] in {3, 4})
    if image.dtype not in (np.uint8, np.uint16) or not shaped or 0 in image.shape:
        raise ValueError(
            "an image is uint8 or uint16, (H, W), (H, W, 3) or (H, W, 4),"
            f" not {image.dtype} {image.shape}"
        )


def _check_corrector(opened: Config, asked: Config) -> None:
    if asked.engine != opened.engine:
        raise ConfigError("the corrector was opened with other engine settings", "open another one")
    most, wanted = opened.correction.max_faces, asked.correction.max_faces
    if wanted > most:
        hint = f"open it with CorrectionConfig(max_faces={wanted})"
        raise ConfigError(f"the corrector looks for at most {most} faces, not {wanted}", hint)


def _config(config: Config | None) -> Config:
    """Return the settings; where none are given, the defaults for files, which want all faces."""
    if config is not None:
        return config
    return replace(Config(), correction=replace(Config().correction, max_faces=ALL_FACES))


def _changed(config: Config, **given: Any) -> Config:
    """Return the settings with those of the correction that are given, that is, not None."""
    if not isinstance(config, Config):
        raise ConfigError(f"config is {config!r}", "give a gazefix.Config")
    changes = {name: value for name, value in given.items() if value is not None}
    return replace(config, correction=replace(config.correction, **changes))
