"""What an editor asks for: faces, times, angles."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazefix.errors import ConfigError, InputError
from gazefix.processing.edit_options import (
    AngleCurve,
    EditOptions,
    FaceChoice,
    check_one_pass,
    load_angles,
    parse_faces,
    parse_time,
)


@pytest.mark.parametrize(
    ("texts", "choice"),
    [
        ([], FaceChoice()),
        (["all"], FaceChoice(32)),
        (["largest"], FaceChoice(1)),
        (["2"], FaceChoice(numbers=(2,))),
        (["2", "5"], FaceChoice(numbers=(2, 5))),
        (["640, 360.5"], FaceChoice(points=((640.0, 360.5),))),
    ],
)
def test_faces_are_read(texts: list[str], choice: FaceChoice) -> None:
    assert parse_faces(texts) == choice


@pytest.mark.parametrize("text", ["", "0", "-1", "biggest", "1,2,3", "x,3", "nan,3", "1.5"])
def test_what_names_no_face_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="names no face") as caught:
        parse_faces([text])
    assert "--list-faces" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "seconds"), [("12.5", 12.5), ("1:02.5", 62.5), ("1:00:02", 3602.0), (" 0 ", 0.0)]
)
def test_times_are_read(text: str, seconds: float) -> None:
    assert parse_time(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "1:2:3:4", "-1", "nan", "1:-2", "inf"])
def test_what_is_no_time_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="invalid time"):
        parse_time(text)


def angles(tmp_path: Path, text: str) -> AngleCurve:
    (tmp_path / "angles.csv").write_text(text)
    return load_angles(tmp_path / "angles.csv")


def test_angles_are_linear_between_rows_and_steady_outside(tmp_path: Path) -> None:
    curve = angles(tmp_path, "time,vertical,horizontal\n1,0,10\n\n1:01,6,-20\n")
    assert [curve.at(time) for time in (0, 1, 31, 61, 99)] == [
        (0, 10),
        (0, 10),
        (3, -5),
        (6, -20),
        (6, -20),
    ]


def test_one_row_is_enough(tmp_path: Path) -> None:
    assert angles(tmp_path, "0,5,0").at(7) == (5, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("time,vertical,horizontal\n", "has no angles"),
        ("0,1\n", "line 1"),
        ("0,1,2\n1,x,2\n", "line 2"),
        ("0,1,2\n1,nan,2\n", "line 2"),
        ("0,1,2\n1,31,2\n", "too large"),
        ("1,1,2\n1,2,2\n", "not later"),
        ("0,1,2\n2,1,2\n1,1,2\n", "line 3 of .* not later"),
        ("soon,1,2\n0,x,1", "line 2"),
    ],
)
def test_a_wrong_row_is_an_error_that_names_it(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        angles(tmp_path, text)


def test_a_missing_file_of_angles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        load_angles(tmp_path / "none.csv")


def test_a_binary_file_is_no_file_of_angles(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(InputError, match="cannot read"):
        load_angles(tmp_path / "x.csv")


def test_single_faces_need_two_passes() -> None:
    check_one_pass(EditOptions(FaceChoice(1)))
    with pytest.raises(ConfigError, match="one pass"):
        check_one_pass(EditOptions(FaceChoice(numbers=(1,))))
