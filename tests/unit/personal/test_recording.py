"""The recording's file and its folder."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.captures import Person, follow
from safetensors import safe_open
from safetensors.numpy import save_file

from gazefix.errors import InputError, OutputError, ProfileError
from gazefix.personal import recording as module
from gazefix.personal.recording import (
    FILE,
    Recording,
    delete_recording,
    export_recording,
    find_recording,
    list_recordings,
    read_recording,
    save_recording,
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path))


@pytest.fixture(scope="module")
def recorded() -> Recording:
    return follow(Person())[0].recording()


def test_a_recording_comes_back_as_it_was(recorded: Recording) -> None:
    folder = save_recording(recorded, "desk")
    again = read_recording(folder)
    assert again.about == recorded.about and again.pngs == recorded.pngs
    for name, values in recorded.values.items():
        np.testing.assert_array_equal(again.values[name], values)
    shot, other = recorded.shot(3), again.shot(3)
    np.testing.assert_array_equal(shot.patches[0], other.patches[0])
    frame, face = other.frame_and_face()
    assert frame.bgr.shape[1] == 2 * frame.bgr.shape[0]
    assert face.left.landmarks[:, 0].min() > face.right.landmarks[:, 0].max()


def test_only_the_owner_may_read_it(recorded: Recording) -> None:
    folder = save_recording(recorded, "desk")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent, folder / FILE)]
    assert modes == [0o700, 0o700, 0o600]


def test_recordings_are_listed_deleted_and_exported(recorded: Recording, tmp_path: Path) -> None:
    assert list_recordings() == []
    for name in ("desk", "laptop"):
        save_recording(recorded, name)
    assert list_recordings() == ["desk", "laptop"]
    target = tmp_path / "mine.safetensors"
    export_recording("desk", target)
    assert len(read_recording(target)) == len(recorded)
    with pytest.raises(OutputError, match="exists"):
        export_recording("desk", target)
    delete_recording("desk")
    assert list_recordings() == ["laptop"]
    with pytest.raises(ProfileError, match="no recording 'desk'"):
        find_recording("desk")
    with pytest.raises(ProfileError, match="invalid name"):
        delete_recording("../laptop")


def test_a_full_disk_loses_no_older_recording(
    recorded: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = save_recording(recorded, "desk")
    before = (folder / FILE).read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space"):
        save_recording(recorded, "desk")
    assert (folder / FILE).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [FILE]


@pytest.mark.parametrize("wrong", ["version", "shapes", "finite", "cut", "missing"])
def test_damaged_files_are_refused(wrong: str, recorded: Recording, tmp_path: Path) -> None:
    path = tmp_path / "one.safetensors"
    recorded.save(path)
    with safe_open(path, framework="numpy") as file:
        header = dict(file.metadata())
        arrays: dict[str, Any] = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    if wrong == "version":
        header["version"] = "2"
    elif wrong == "shapes":
        arrays["head"] = arrays["head"][:-1]
    elif wrong == "finite":
        arrays["gaze"][0] = np.nan
    elif wrong == "missing":
        del arrays["dot"]
    save_file(arrays, path, header)
    if wrong == "cut":
        path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(InputError, match="version" if wrong == "version" else "cannot read"):
        read_recording(path)
