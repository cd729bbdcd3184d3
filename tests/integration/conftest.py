"""Files that several integration tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.clips import pattern

from gazefix.imaging import encode_png


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A PNG picture of 80x60 without a face."""
    path = tmp_path / "photo.png"
    path.write_bytes(encode_png(pattern((80, 60), 3)))
    return path
