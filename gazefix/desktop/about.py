"""What this installation of GazeFix consists of, and the licences of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from gazefix import __version__

LICENSE: Final = (
    "GazeFix's source and its own weights are under the MIT license, the other models under the"
    " Apache license 2.0. An installed GazeFix also contains the libraries below. PyAV's and"
    " pillow-heif's wheels bring x264 or x265, which are under the GPL, so together with them it"
    " is under the GPL, version 3 or later. Qt (PySide6) is under the LGPL, version 3: its files"
    " can be replaced by others of the same version."
)
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
