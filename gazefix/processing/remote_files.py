"""Files at URLs (`s3://...`, `https://...`), read and written through fsspec.

A URL travels as a Path, which keeps all of it but one of the slashes behind the scheme. fsspec
takes credentials from its own configuration and the environment; messages never show them.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import path as os_path
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from gazefix.errors import InputError, OutputError
from gazefix.files import make_folder

_URL: Final = re.compile(r"([a-z][a-z0-9+.-]+):/+(.+)", re.IGNORECASE | re.DOTALL)


def url_of(path: Path) -> str | None:
    """Return the URL that a path stands for; None for a file of this machine."""
    match = _URL.fullmatch(path.as_posix())
    return f"{match[1]}://{match[2]}" if match else None


def shown(path: Path) -> str:
    """Return a path or URL for people, without a password and without a query."""
    url = url_of(path)
    if url is None:
        return str(path)
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def exists(path: Path) -> bool:
    """Return whether a file or URL exists. Raises InputError."""
    url = url_of(path)
    if url is None:
        return os_path.lexists(path)
    with _in_words(path, InputError):
        system, name = _open(url)
        return bool(system.exists(name))


def size_of(path: Path) -> int:
    """Return the size of a file in bytes; 0 where it is unknown."""
    url = url_of(path)
    try:
        if url is None:
            return path.stat().st_size
        with _in_words(path, InputError):
            system, name = _open(url)
            return int(system.size(name) or 0)
    except (InputError, OSError):
        return 0


def make_parent(path: Path) -> None:
    """Make the folder that a file will be in; the folders of URLs make themselves.

    Raises OutputError.
    """
    if url_of(path) is None:
        make_folder(path.parent)


def remote_files(given: Path) -> list[tuple[Path, Path]]:
    """Return the files that a URL means, each with its name: one, all below a folder, a pattern.

    Raises InputError.
    """
    url = url_of(given) or ""
    with _in_words(given, InputError):
        system, name = _open(url)
        if urlsplit(url).scheme in {"http", "https"} or system.isfile(name):
            return [(given, Path(Path(urlsplit(url).path).name))]
        # A password stays in the URL; fsspec's names have none.
        base = given.as_posix().partition(name)[0]
        pattern = any(mark in name for mark in "*?[")
        found = sorted(system.glob(name) if pattern else system.find(name))
    if not found:
        raise InputError(f"there is no file {shown(given)}", "check the name")
    root = Path(name)
    names = [Path(Path(file).name) if pattern else Path(file).relative_to(root) for file in found]
    return [(Path(base + file), inner) for file, inner in zip(found, names, strict=True)]


@contextmanager
def as_local(source: Path, target: Path, *, overwrite: bool) -> Iterator[tuple[Path, Path]]:
    """Lend local names for two files or URLs, fetch the source, and send the target when whole.

    Raises InputError and OutputError.
    """
    if url_of(source) is None and url_of(target) is None:
        yield source, target
        return
    url = url_of(target)
    if url:
        _check_target(target, overwrite=overwrite)
    with tempfile.TemporaryDirectory(prefix="gazefix-") as scratch:
        # Two folders: source and target may have one name.
        local = fetched(source, Path(scratch) / "in")
        made = Path(scratch) / Path(urlsplit(url).path).name if url else target
        yield local, made
        if url:
            send(made, target, overwrite=overwrite)


def fetched(source: Path, folder: Path) -> Path:
    """Return a file's local name; a URL is copied into `folder`, once. Raises InputError."""
    url = url_of(source)
    if url is None:
        return source
    local = folder / Path(urlsplit(url).path).name
    if not local.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with (
            _in_words(source, InputError),
            tempfile.NamedTemporaryFile(dir=folder, delete=False) as half,
        ):
            system, name = _open(url)
            system.get_file(name, half.name)
            Path(half.name).replace(local)
    return local


def send(made: Path, target: Path, *, overwrite: bool) -> None:
    """Copy a whole file to a URL, where it appears at once. Raises OutputError."""
    _check_target(target, overwrite=overwrite)
    with _in_words(target, OutputError):
        system, name = _open(url_of(target) or "")
        # Inside a transaction a file gets its name when it is whole.
        with system.transaction, made.open("rb") as whole, system.open(name, "wb") as file:
            shutil.copyfileobj(whole, file, 1 << 20)


def _check_target(target: Path, *, overwrite: bool) -> None:
    if not overwrite and exists(target):
        hint = "give another name, or allow to overwrite it (--overwrite)"
        raise OutputError(f"{shown(target)} exists already", hint)


def remove(path: Path) -> None:
    """Remove a file or URL, if it is there. Raises OutputError."""
    url = url_of(path)
    if url is None:
        path.unlink(missing_ok=True)
        return
    with _in_words(path, OutputError):
        system, name = _open(url)
        if system.exists(name):
            system.rm_file(name)


def _open(url: str) -> tuple[Any, str]:
    """Return fsspec's file system of a URL, and the file's name in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise InputError("URLs need fsspec", 'pip install "gazefix[cluster]"') from error
    system, name = url_to_fs(url, use_listings_cache=False)
    return system, str(name)


@contextmanager
def _in_words(path: Path, kind: type[InputError] | type[OutputError]) -> Iterator[None]:
    """Raise what fsspec and its file systems raise, which has no common base, as `kind`."""
    what = "read" if kind is InputError else "write"
    try:
        yield
    except (InputError, OutputError):
        raise
    except FileNotFoundError as error:
        raise kind(f"there is no file {shown(path)}", "check the name") from error
    except ImportError as error:
        raise kind(f"cannot {what} {shown(path)}: {error}", "install that package") from error
    except Exception as error:
        # Its text may hold a signed URL.
        message = f"cannot {what} {shown(path)}: {type(error).__name__}"
        raise kind(
            message, "check the address, and the credentials as fsspec takes them"
        ) from error
