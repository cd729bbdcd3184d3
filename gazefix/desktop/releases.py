"""Tells whether a newer release exists: one request to the address in the settings."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from gazefix import __version__
from gazefix.errors import InputError
from gazefix.files import reason

_TIMEOUT_S = 10.0
_MOST_BYTES = 2**20


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
