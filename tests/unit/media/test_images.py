"""Still pictures: read in their depth and upright, changed only where corrected, written whole."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import PIL.Image
import pytest
from helpers.clips import pattern
from PIL import Image as PillowImage

from gazefix.errors import InputError, OutputError
from gazefix.media.image_metadata import (
    PictureKind,
    kept_parts,
    orientation,
    picture_kind,
    png_chunk,
    suffix_kind,
    with_parts,
)
from gazefix.media.images import Picture, check_picture_target, read_picture, write_picture

SIZE = (40, 30)
COLOUR = pattern(SIZE, 1)
DEEP = (COLOUR.astype(np.uint16) * 257 + np.arange(40, dtype=np.uint16)[None, :, None]).astype(
    np.uint16
)
ALPHA = np.arange(1200, dtype=np.uint16).reshape(30, 40, 1)

#: Every layout that a PNG can have here: name -> pixels as OpenCV writes them.
LAYOUTS: dict[str, npt.NDArray[Any]] = {
    "colour": COLOUR,
    "grey": COLOUR[..., 1],
    "colour and alpha": np.dstack([COLOUR, ALPHA.astype(np.uint8)]),
    "16-bit colour": DEEP,
    "16-bit grey": DEEP[..., 1],
    "16-bit colour and alpha": np.dstack([DEEP, ALPHA]),
}


def save(path: Path, pixels: npt.NDArray[Any]) -> Path:
    done, data = cv2.imencode(path.suffix, pixels)
    assert done
    path.write_bytes(data.tobytes())
    return path


def load(path: Path) -> npt.NDArray[Any]:
    data = path.read_bytes()
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if path.suffix == ".tiff" and pixels.dtype == np.uint8 and pixels.shape[2:] == (4,):
        # OpenCV multiplies the colours by the alpha.
        return np.asarray(PIL.Image.open(io.BytesIO(data)))[..., (2, 1, 0, 3)]
    return pixels


def grey_alpha_file(path: Path, depth_bits: int) -> Path:
    """A PNG of grey and alpha, 4x3, made by hand: OpenCV and PyAV's swscale have no such layout."""
    kind = ">u1" if depth_bits == 8 else ">u2"
    samples = (np.arange(24).reshape(3, 8) * (9 if depth_bits == 8 else 2500)).astype(kind)
    raw = b"".join(b"\0" + row.tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", 4, 3, depth_bits, 4, 0, 0, 0)
    chunks = (
        png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(raw))
        + png_chunk(b"IEND", b"")
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    return path


def exif(value: int, order: str = "<") -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, value, 0)
    return mark + struct.pack(order + "IH", 8, 1) + entry + bytes(4)


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


# Kinds


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".png", PictureKind.PNG),
        (".jpg", PictureKind.JPEG),
        (".webp", PictureKind.WEBP),
        (".bmp", PictureKind.BMP),
        (".tiff", PictureKind.TIFF),
    ],
)
def test_a_pictures_kind_is_known_by_its_content(
    tmp_path: Path, suffix: str, kind: PictureKind
) -> None:
    path = save(tmp_path / f"picture{suffix}", COLOUR)
    misnamed = path.rename(tmp_path / "picture.mp4")
    assert picture_kind(misnamed.read_bytes()[:64]) is kind
    picture = read_picture(misnamed)
    assert picture.kind is kind
    assert np.abs(picture.pixels.astype(int) - COLOUR).mean() < (
        8 if kind in {PictureKind.JPEG, PictureKind.WEBP} else 1e-9
    )


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x89PN",
        b"hello world, this is text",
        b"\0\0\0\x18ftypisom",
        b"GIF89a",
        b"RIFF1234AVI ",
    ],
)
def test_other_files_are_not_pictures(head: bytes) -> None:
    assert picture_kind(head) is None


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".JPG", PictureKind.JPEG),
        (".jpeg", PictureKind.JPEG),
        (".TIF", PictureKind.TIFF),
        (".mp4", None),
    ],
)
def test_a_suffix_names_a_kind(suffix: str, kind: PictureKind | None) -> None:
    assert suffix_kind(suffix) is kind


# The corrector's view


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_corrector_gets_eight_bit_colour_from_any_layout(name: str) -> None:
    bgr = Picture(LAYOUTS[name], PictureKind.PNG).bgr()
    wanted = np.repeat(COLOUR[..., 1:2], 3, 2) if "grey" in name else COLOUR
    assert (bgr.shape, bgr.dtype) == ((30, 40, 3), np.uint8)
    assert np.abs(bgr.astype(int) - wanted).max() <= (1 if "16" in name else 0)


def test_eight_bit_colour_is_not_copied() -> None:
    picture = Picture(COLOUR, PictureKind.PNG)
    assert picture.bgr() is COLOUR


@pytest.mark.parametrize("name", LAYOUTS)
def test_only_changed_pixels_change_and_in_the_pictures_own_depth(name: str) -> None:
    picture = Picture(LAYOUTS[name], PictureKind.PNG)
    before = picture.bgr()
    after = before.copy()
    after[10:15, 8:20] = 200
    changed = picture.changed(before, after).pixels
    assert (changed.shape, changed.dtype) == (picture.pixels.shape, picture.pixels.dtype)
    inside = np.zeros((30, 40), bool)
    inside[10:15, 8:20] = True
    np.testing.assert_array_equal(changed[~inside], picture.pixels[~inside])
    colours = changed[inside][:, :3] if changed.ndim == 3 else changed[inside]
    step = np.iinfo(changed.dtype).max // 255
    assert np.abs(colours.astype(int) // step - 200).max() <= 1
    if "alpha" in name:
        np.testing.assert_array_equal(changed[..., 3], picture.pixels[..., 3])


def test_sixteen_bits_keep_their_fine_steps_under_a_change() -> None:
    picture = Picture(DEEP, PictureKind.PNG)
    before = picture.bgr()
    changed = picture.changed(
        before, np.clip(before.astype(int) + 3, 0, 255).astype(np.uint8)
    ).pixels
    np.testing.assert_array_equal(changed, DEEP + 3 * 257)


def test_an_unchanged_picture_is_the_same_object() -> None:
    picture = Picture(COLOUR, PictureKind.PNG)
    assert picture.changed(COLOUR, COLOUR.copy()) is picture


# There and back


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_lossless_kind_keeps_every_layout_exactly(tmp_path: Path, name: str, suffix: str) -> None:
    write_picture(Picture(LAYOUTS[name], PictureKind.BMP), tmp_path / f"out{suffix}")
    stored = load(tmp_path / f"out{suffix}")
    assert stored.dtype == LAYOUTS[name].dtype
    np.testing.assert_array_equal(stored, LAYOUTS[name])


@pytest.mark.parametrize("depth_bits", [8, 16])
def test_grey_with_alpha_comes_out_as_grey_with_alpha(tmp_path: Path, depth_bits: int) -> None:
    picture = read_picture(grey_alpha_file(tmp_path / "in.png", depth_bits))
    assert picture.pixels.shape == (3, 4, 2)
    before = picture.bgr()
    after = before.copy()
    after[1, 2] = 250
    write_picture(picture.changed(before, after), tmp_path / "out.png")
    assert (tmp_path / "out.png").read_bytes()[24:26] == bytes([depth_bits, 4])
    again = read_picture(tmp_path / "out.png").pixels
    expected = picture.pixels.copy()
    expected[1, 2, 0] = again[1, 2, 0]
    np.testing.assert_array_equal(again, expected)
    assert abs(int(again[1, 2, 0]) // (1 if depth_bits == 8 else 257) - 250) <= 1


def test_grey_with_alpha_becomes_colour_with_alpha_in_other_kinds(tmp_path: Path) -> None:
    picture = read_picture(grey_alpha_file(tmp_path / "in.png", 8))
    write_picture(picture, tmp_path / "out.tiff")
    np.testing.assert_array_equal(load(tmp_path / "out.tiff"), picture.pixels[..., (0, 0, 0, 1)])


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".bmp"])
@pytest.mark.parametrize(
    "name", ["16-bit colour", "16-bit grey", "16-bit colour and alpha", "colour and alpha"]
)
def test_a_kind_with_fewer_bits_or_no_alpha_gets_what_it_can_hold(
    tmp_path: Path, name: str, suffix: str
) -> None:
    write_picture(Picture(LAYOUTS[name], PictureKind.PNG), tmp_path / f"out{suffix}")
    stored = load(tmp_path / f"out{suffix}")
    stored = stored[..., :3] if stored.ndim == 3 else np.repeat(stored[..., None], 3, 2)
    wanted = np.repeat(COLOUR[..., 1:2], 3, 2) if "grey" in name else COLOUR
    assert stored.dtype == np.uint8
    assert np.abs(stored.astype(int) - wanted).mean() < (6 if suffix == ".jpg" else 20)


def test_a_jpeg_has_quality_95(tmp_path: Path) -> None:
    write_picture(Picture(COLOUR, PictureKind.PNG), tmp_path / "out.jpg")
    done, wanted = cv2.imencode(".jpg", COLOUR, [cv2.IMWRITE_JPEG_QUALITY, 95])
    assert done
    assert (tmp_path / "out.jpg").read_bytes() == wanted.tobytes()


def test_an_unchanged_picture_of_the_same_kind_is_copied_byte_by_byte(tmp_path: Path) -> None:
    source = save(tmp_path / "in.jpg", COLOUR)
    source.write_bytes(
        with_segment(source.read_bytes(), 0xE1, b"Exif\0\0" + exif(6)) + b"camera's own trailer"
    )
    write_picture(read_picture(source), tmp_path / "out.JPG")
    assert (tmp_path / "out.JPG").read_bytes() == source.read_bytes()


def test_one_pixel_is_a_picture(tmp_path: Path) -> None:
    pixel = np.array([[[1, 2, 3]]], np.uint8)
    picture = read_picture(save(tmp_path / "in.png", pixel))
    write_picture(picture.changed(pixel, pixel + 9), tmp_path / "out.png")
    np.testing.assert_array_equal(load(tmp_path / "out.png"), pixel + 9)


# Which way is up

UPRIGHT = np.arange(6, dtype=np.uint8).reshape(2, 3)
#: How an upright picture is stored under each Exif orientation (CIPA DC-008, tag 0x0112).
STORED = {
    1: UPRIGHT,
    2: UPRIGHT[:, ::-1],
    3: UPRIGHT[::-1, ::-1],
    4: UPRIGHT[::-1],
    5: UPRIGHT.T,
    6: np.rot90(UPRIGHT, 1),
    7: UPRIGHT[::-1, ::-1].T,
    8: np.rot90(UPRIGHT, -1),
}


@pytest.mark.parametrize("value", STORED)
@pytest.mark.parametrize("order", ["<", ">"])
def test_exif_orientation_is_followed(tmp_path: Path, value: int, order: str) -> None:
    png = save(tmp_path / "in.png", np.ascontiguousarray(STORED[value])).read_bytes()
    (tmp_path / "in.png").write_bytes(png[:33] + png_chunk(b"eXIf", exif(value, order)) + png[33:])
    picture = read_picture(tmp_path / "in.png")
    np.testing.assert_array_equal(picture.pixels, UPRIGHT)
    assert picture.pixels.flags.c_contiguous


@pytest.mark.parametrize("value", STORED)
def test_opencv_agrees_on_the_orientation_of_a_photo(tmp_path: Path, value: int) -> None:
    path = save(tmp_path / "in.jpg", COLOUR)
    path.write_bytes(with_segment(path.read_bytes(), 0xE1, b"Exif\0\0" + exif(value)))
    turned = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    np.testing.assert_array_equal(read_picture(path).pixels, turned)


@pytest.mark.parametrize("value", [3, 6, 7])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tiff"])
def test_a_turned_picture_that_changed_keeps_its_turn(
    tmp_path: Path, suffix: str, value: int
) -> None:
    path = with_orientation(save(tmp_path / f"in{suffix}", COLOUR), value)
    picture = read_picture(path)
    before = picture.bgr()
    after = before.copy()
    after[:4, :4] = 0
    write_picture(picture.changed(before, after), tmp_path / f"out{suffix}")
    again = read_picture(tmp_path / f"out{suffix}")
    shape = after.shape if suffix == ".tiff" else COLOUR.shape  # OpenCV turns a TIFF itself
    assert (again.stored, load(tmp_path / f"out{suffix}").shape) == (value, shape)
    assert np.abs(again.pixels.astype(int) - after).mean() < 6
    if suffix in {".png", ".tiff"}:
        np.testing.assert_array_equal(again.pixels, after)


def test_a_turned_picture_of_another_kind_is_written_upright(tmp_path: Path) -> None:
    path = with_orientation(save(tmp_path / "in.jpg", COLOUR), 6)
    changed_copy(path, tmp_path / "out.png")
    assert read_picture(tmp_path / "out.png").stored == 1
    assert (
        load(tmp_path / "out.png").shape
        == read_picture(path).pixels.shape
        == (COLOUR.shape[1], COLOUR.shape[0], 3)
    )


def test_a_webp_says_its_orientation_too() -> None:
    body = b"EXIF" + struct.pack("<I", len(exif(8))) + exif(8)
    assert (
        orientation(b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body, PictureKind.WEBP)
        == 8
    )


@pytest.mark.parametrize(
    "tag",
    [b"", b"II", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", exif(0), exif(9), b"x" * 30],
)
def test_a_nonsense_tag_means_upright(tag: bytes) -> None:
    jpeg = with_segment(b"\xff\xd8\xff\xda", 0xE1, b"Exif\0\0" + tag)
    assert orientation(jpeg, PictureKind.JPEG) == 1


# What colours mean, and what is told


def with_told(data: bytes, suffix: str, name: Any, body: bytes) -> bytes:
    """A file with one more segment, chunk or tag."""
    if suffix == ".jpg":
        return with_segment(data, name, body)
    if suffix == ".png":
        return data[:33] + png_chunk(name, body) + data[33:]
    if suffix == ".tiff":
        told = struct.pack("<HHI", name, 7, len(body)) + body
        return with_parts(data, PictureKind.TIFF, kept_parts(data, PictureKind.TIFF) + told)
    file, options = io.BytesIO(), {b"ICCP": "icc_profile", b"EXIF": "exif", b"XMP ": "xmp"}
    with PillowImage.open(io.BytesIO(data)) as picture:
        told = {key: value for key, value in picture.info.items() if key in options.values()}
        picture.save(file, "WEBP", lossless=True, **told, **{options[name]: body})
    return file.getvalue()


def with_orientation(path: Path, value: int) -> Path:
    suffix, data = path.suffix, path.read_bytes()
    if suffix == ".tiff":
        data = with_parts(data, PictureKind.TIFF, struct.pack("<HHIH", 274, 3, 2, value))
    else:
        name: Any = {".jpg": 0xE1, ".png": b"eXIf", ".webp": b"EXIF"}[suffix]
        data = with_told(
            data, suffix, name, (b"Exif\0\0" if suffix == ".jpg" else b"") + exif(value)
        )
    path.write_bytes(data)
    return path


def save_bytes(suffix: str, pixels: npt.NDArray[Any]) -> bytes:
    return cv2.imencode(suffix, pixels)[1].tobytes()


def changed_copy(source: Path, target: Path) -> None:
    picture = read_picture(source)
    before = picture.bgr()
    after = before.copy()
    after[:4, :4] ^= 64
    write_picture(picture.changed(before, after), target)


def test_a_photo_keeps_its_colour_profile(tmp_path: Path) -> None:
    path = save(tmp_path / "in.jpg", COLOUR)
    parts = [b"ICC_PROFILE\0\1\2first part", b"ICC_PROFILE\0\2\2second part"]
    for part in reversed(parts):
        path.write_bytes(with_segment(path.read_bytes(), 0xE2, part))
    changed_copy(path, tmp_path / "out.jpg")
    data = (tmp_path / "out.jpg").read_bytes()
    assert data[:4] == b"\xff\xd8\xff\xe0"  # JFIF stays first
    profile = kept_parts(data, PictureKind.JPEG)
    assert profile == kept_parts(path.read_bytes(), PictureKind.JPEG)
    assert profile.index(parts[0]) < profile.index(parts[1])
    assert load(tmp_path / "out.jpg").shape == COLOUR.shape


#: What a file says of its picture, by kind: what it is in the file, and where it is put.
TOLD = {
    ".jpg": [
        (0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"), (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        (0xED, b"IPTC"), (0xFE, b"hello"),
    ],
    ".png": [
        (b"iCCP", b"x\0\0profile"), (b"tEXt", b"Title\0x"),
        (b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\1"),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>"),
    ],
    ".webp": [(b"ICCP", b"profile"), (b"EXIF", b"II*\0\x08\0\0\0\0\0\0\0\0\0"), (b"XMP ", b"<x/>")],
    ".tiff": [(34675, b"profile, 17 bytes"), (700, b"<x/>"), (271, b"Maker\0")],
}  # fmt: skip


@pytest.mark.parametrize("suffix", TOLD)
def test_metadata_is_kept(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path / f"in{suffix}", COLOUR)
    for name, body in TOLD[suffix]:
        path.write_bytes(with_told(path.read_bytes(), suffix, name, body))
    changed_copy(path, tmp_path / f"out{suffix}")
    data = (tmp_path / f"out{suffix}").read_bytes()
    parts = kept_parts(data, suffix_kind(suffix))
    assert parts == kept_parts(path.read_bytes(), suffix_kind(suffix))
    assert all(body in data and body in parts for _, body in TOLD[suffix])
    assert load(tmp_path / f"out{suffix}").shape == COLOUR.shape


@pytest.mark.parametrize("order", ["<", ">"])
def test_tags_of_either_byte_order_are_carried_over(order: str) -> None:
    rational = struct.pack(f"{order}II", 72, 1)
    head = struct.pack(f"{order}2sHI", b"II" if order == "<" else b"MM", 42, 16) + rational
    entries = struct.pack(f"{order}HHHIIHHIHH", 2, 282, 5, 1, 8, 296, 3, 1, 2, 0)
    tags = kept_parts(head + entries + bytes(4), PictureKind.TIFF)
    target = save_bytes(".tiff", COLOUR)
    again = kept_parts(with_parts(target, PictureKind.TIFF, tags), PictureKind.TIFF)
    assert struct.pack("<II", 72, 1) in again
    assert struct.pack("<HHIH", 296, 3, 2, 2) in again


def test_a_photo_without_subsampling_stays_so(tmp_path: Path) -> None:
    fine = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    for options, sampling in ((fine, 0x11), ([], 0x22)):
        (tmp_path / "in.jpg").write_bytes(cv2.imencode(".jpg", COLOUR, options)[1].tobytes())
        changed_copy(tmp_path / "in.jpg", tmp_path / "out.jpg")
        data = (tmp_path / "out.jpg").read_bytes()
        assert data[data.index(b"\xff\xc0") + 11] == sampling
        (tmp_path / "out.jpg").unlink()


def test_a_lossless_webp_stays_lossless(tmp_path: Path) -> None:
    (tmp_path / "in.webp").write_bytes(
        cv2.imencode(".webp", COLOUR, [cv2.IMWRITE_WEBP_QUALITY, 101])[1].tobytes()
    )
    changed_copy(tmp_path / "in.webp", tmp_path / "out.webp")
    np.testing.assert_array_equal(load(tmp_path / "out.webp")[4:], COLOUR[4:])


@pytest.mark.parametrize("fine", [True, False])
def test_colour_under_transparent_pixels_stays_in_a_lossless_webp(
    tmp_path: Path, fine: bool
) -> None:
    pixels = np.dstack([COLOUR, np.where(np.arange(1200) % 40 < 20, 0, 200).reshape(30, 40)])
    picture = Picture(pixels.astype(np.uint8), PictureKind.WEBP, fine=fine)
    write_picture(picture, tmp_path / "out.webp")
    assert np.array_equal(load(tmp_path / "out.webp"), picture.pixels) == fine


def test_a_png_keeps_its_colour_chunks(tmp_path: Path) -> None:
    png = save(tmp_path / "in.png", COLOUR).read_bytes()
    chunk = png_chunk(b"gAMA", struct.pack(">I", 45455))
    (tmp_path / "in.png").write_bytes(png[:33] + chunk + png_chunk(b"tEXt", b"Title\0x") + png[33:])
    changed_copy(tmp_path / "in.png", tmp_path / "out.png")
    assert (tmp_path / "out.png").read_bytes()[33:].startswith(chunk)
    assert load(tmp_path / "out.png").shape == COLOUR.shape


def test_a_profile_is_not_carried_to_another_kind(tmp_path: Path) -> None:
    path = save(tmp_path / "in.jpg", COLOUR)
    path.write_bytes(with_segment(path.read_bytes(), 0xE2, b"ICC_PROFILE\0\1\1profile"))
    changed_copy(path, tmp_path / "out.png")
    np.testing.assert_array_equal(load(tmp_path / "out.png")[4:], load(path)[4:])


def test_a_colour_profile_for_inks_is_not_kept() -> None:
    jpeg = with_segment(b"\xff\xd8\xff\xda", 0xC0, b"\x08\0\x01\0\x01\x04" + bytes(12))
    assert kept_parts(with_segment(jpeg, 0xE2, b"ICC_PROFILE\0\1\1inks"), PictureKind.JPEG) == b""


# Errors


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tiff"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_picture_that_is_cut_off_is_an_error(tmp_path: Path, suffix: str, share: float) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8)
    path = save(tmp_path / f"in{suffix}", noise)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(InputError, match="cut off"):
        read_picture(path)


def test_text_is_not_a_picture(tmp_path: Path) -> None:
    (tmp_path / "in.png").write_text("hello")
    with pytest.raises(InputError, match="not a kind of picture"):
        read_picture(tmp_path / "in.png")


def test_pixels_of_floating_point_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="float32"):
        read_picture(save(tmp_path / "in.tiff", np.zeros((4, 4, 3), np.float32)))


def test_a_picture_of_an_absurd_size_is_an_error_and_not_a_crash(tmp_path: Path) -> None:
    png = save(tmp_path / "in.png", COLOUR).read_bytes()
    header = struct.pack(">II", 2**31 - 1, 2**31 - 1) + png[24:29]
    (tmp_path / "in.png").write_bytes(png[:8] + png_chunk(b"IHDR", header) + png[33:])
    with pytest.raises(InputError, match="damaged"):
        read_picture(tmp_path / "in.png")


def test_a_png_that_claims_more_than_deflate_packs_is_refused_before_memory_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    png = save(tmp_path / "in.png", COLOUR).read_bytes()
    header = struct.pack(">II", 10_000, 10_000) + png[24:29]  # 300 MB, which others may have
    (tmp_path / "in.png").write_bytes(png[:8] + png_chunk(b"IHDR", header) + png[33:])
    monkeypatch.setattr(cv2, "imdecode", None)
    with pytest.raises(InputError, match="damaged"):
        read_picture(tmp_path / "in.png")


def test_a_blank_page_of_one_bit_a_pixel_is_no_damage(tmp_path: Path) -> None:
    PillowImage.new("1", (3000, 3000)).save(tmp_path / "in.png")
    assert read_picture(tmp_path / "in.png").pixels.shape[:2] == (3000, 3000)


def test_the_error_of_a_picture_that_may_be_whole_names_its_size(tmp_path: Path) -> None:
    data = bytearray(save(tmp_path / "in.jpg", COLOUR).read_bytes())
    start = data.index(b"\xff\xc0") + 5
    data[start : start + 4] = struct.pack(">HH", 30_000, 40_000)
    (tmp_path / "in.jpg").write_bytes(data)
    with pytest.raises(InputError, match="or too large: 40000x30000 pixels"):
        read_picture(tmp_path / "in.jpg")


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tiff", ".jpg"])
def test_an_impossible_size_is_refused_before_memory_is_taken(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray(save(tmp_path / f"in{suffix}", COLOUR).read_bytes())
    if suffix == ".png":
        data[8] = 0xB1  # the length of the first chunk
    elif suffix == ".bmp":
        data[18:26] = struct.pack("<ii", 20_000, -21_000)
    elif suffix == ".tiff":
        data = bytearray(
            with_parts(
                bytes(data),
                PictureKind.TIFF,
                struct.pack("<HHII", 256, 4, 4, 40_000) + struct.pack("<HHII", 257, 4, 4, 40_000),
            )
        )
    else:
        start = data.index(b"\xff\xc0") + 5
        data[start : start + 4] = struct.pack(">HH", 60_000, 60_000)
    (tmp_path / f"in{suffix}").write_bytes(data)
    monkeypatch.setattr(cv2, "imdecode", None)
    with pytest.raises(InputError, match="damaged"):
        read_picture(tmp_path / f"in{suffix}")


@pytest.mark.parametrize("name", ["out.mp4", "out", "out.gif", "out.txt"])
def test_another_suffix_is_an_error_before_any_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="not a kind of picture"):
        check_picture_target(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_a_picture_too_large_for_its_kind_is_an_error(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OutputError, match="70000x1"):
        write_picture(
            Picture(np.zeros((1, 70000), np.uint8), PictureKind.PNG), tmp_path / f"out{suffix}"
        )
    assert list(tmp_path.iterdir()) == []


def test_checking_a_target_leaves_nothing_behind(tmp_path: Path) -> None:
    check_picture_target(tmp_path / "out.png")
    assert list(tmp_path.iterdir()) == []
