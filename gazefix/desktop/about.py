"""What this installation consists of, its parts' licences, and whether a newer release exists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from gazefix import __version__
from gazefix.errors import InputError
from gazefix.files import reason

LICENSE: Final = (
    "GazeFix's source and its own weights are under the MIT license, the other models under the"
    " Apache license 2.0. An installed GazeFix also contains the libraries below. PyAV's and"
    " pillow-heif's wheels bring x264 or x265, which are under the GPL, so together with them it"
    " is under the GPL, version 3 or later. Qt (PySide6) is under the LGPL, version 3: its files"
    " can be replaced by others of the same version."
)
_TIMEOUT_S: Final = 10.0
_MOST_BYTES: Final = 2**20
_FILE_NAMES: Final = re.compile(r"(?i)licen[cs]e|notice|copying|third-party")


def summary() -> str:
    """Return the version, the licence, and a line for each installed part."""
    parts = "\n".join(
        f"{part.metadata['Name']} {part.version}: {license_of(part)}" for part in _parts()
    )
    return f"GazeFix {__version__}\n\n{LICENSE}\n\n{parts}"


def notices() -> str:
    """Return the licence files of all parts; some are long."""
    return "\n\n".join(
        f"{part.metadata['Name']} {part.version}: {name}\n\n{text.strip()}"
        for part in _parts()
        for name, text in _files(part)
    )


def license_of(part: Distribution) -> str:
    """Return the licence that a package's metadata names, in a line."""
    metadata = part.metadata
    names = [*metadata.get_all("License-Expression", ()), *metadata.get_all("License", ())]
    named = next(iter(names), "")
    classified = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier", ())
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    # Some put their whole licence into the field.
    return named if named and "\n" not in named else " and ".join(classified) or "see its notices"


def _parts() -> list[Distribution]:
    """Return GazeFix, what it needs, directly or not, and HEIC's library, as far as installed."""
    found: dict[str, Distribution] = {}
    names = ["gazefix", "pillow-heif"]
    for name in names:
        try:
            part = distribution(name)
        except PackageNotFoundError:  # for another system, or left out of a bundle
            continue
        if found.setdefault(part.metadata["Name"].lower(), part) is part:
            needed = (line for line in part.requires or () if "extra ==" not in line)
            names += [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed]
    return [found[name] for name in sorted(found)]


def _files(part: Distribution) -> Iterator[tuple[str, str]]:
    for file in part.files or ():
        if ".dist-info" in file.parts[0] and _FILE_NAMES.search(file.name):
            path = Path(str(part.locate_file(file)))
            if path.is_file():
                yield file.name, path.read_text(encoding="utf-8", errors="replace")


def newer_release(address: str, than: str = __version__) -> str | None:
    """Return the version of the newest release if it is newer `than` this one.

    address   answers with JSON as GitHub's `.../releases/latest` or PyPI's `.../json`
    Raises InputError for another address or answer, and OSError where nothing answers.
    """
    hint = "give an address like https://api.github.com/repos/OWNER/NAME/releases/latest, or none"
    if urlsplit(address).scheme not in {"https", "http"}:
        raise InputError(f"{address} is not a web address", hint)
    from urllib.request import Request, urlopen  # the first window does not wait for it

    # Nothing of this machine is told, not even Python's version.
    request = Request(address, headers={"User-Agent": "GazeFix", "Accept": "application/json"})
    with urlopen(request, timeout=_TIMEOUT_S) as answer:
        content = answer.read(_MOST_BYTES)
    try:
        told: dict[str, Any] = json.loads(content)
        newest = str(told["tag_name"] if "tag_name" in told else told["info"]["version"])
        newer = _numbers(newest) > _numbers(than)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{address} tells no release: {reason(error)}", hint) from error
    return newest.removeprefix("v") if newer else None


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"v?(\d+)\.(\d+)(?:\.(\d+))?", version)
    if found is None:
        raise ValueError(version)
    return tuple(int(part or 0) for part in found.groups())
