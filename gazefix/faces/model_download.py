"""The model file of the Tasks localizer: the user's, the cached one, or one download."""

from __future__ import annotations

import hashlib
import http.client
import logging
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

import platformdirs

from gazefix.config import APP_NAME
from gazefix.errors import ModelError, OutputError
from gazefix.files import NewFile

_log = logging.getLogger(__name__)

MODEL_URL: Final = (
    "https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/"
    "face_landmarker.task"
)
MODEL_SHA256: Final = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
DOWNLOAD_TIMEOUT_S: Final = 20.0
#: Most bytes to read. The file has 3.6 MB; an endless answer must not fill the memory.
_MAX_BYTES: Final = 32 * 1024 * 1024


def face_model_path(
    configured: str,
    *,
    url: str = MODEL_URL,
    sha256: str = MODEL_SHA256,
    cache_dir: Path | None = None,
) -> Path:
    """Return the model file: the configured one, else the cached one, else a downloaded one.

    Cached and downloaded files must have the checksum `sha256`. Raises ModelError.
    """
    if configured:
        return _configured_path(Path(configured).expanduser())
    cache = cache_dir or Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))
    path = cache / "face_landmarker.task"
    hint = f"download {url} yourself and set engine.localizer_model to its path"
    try:
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return path
        _log.info("downloading the face model from %s", url)
        with urllib.request.urlopen(url, timeout=DOWNLOAD_TIMEOUT_S) as answer:
            content: bytes = answer.read(_MAX_BYTES)
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            message = f"the face model from {url} is not the expected one (sha256 {found})"
            raise ModelError(message, hint)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NewFile(path, overwrite=True) as file:
            file.handle.write(content)
    except (OSError, OutputError, http.client.HTTPException) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()  # it is the answer, too
        raise ModelError(f"cannot fetch the face model from {url}: {error}", hint) from error
    return path


def _configured_path(path: Path) -> Path:
    hint = "correct engine.localizer_model or leave it empty"
    try:
        if path.is_file():
            return path
    except OSError as error:
        raise ModelError(f"cannot read the face model {path}: {error.strerror}", hint) from error
    raise ModelError(f"there is no face model at {path}", hint)
