"""HEIC, AVIF, JPEG XL, JPEG 2000; TIFFs with alpha; animations, pages; fill bytes, thumbnails."""

from __future__ import annotations

import io
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import PIL.ImageCms
import pytest
from helpers.clips import pattern

from gazefix.errors import InputError, OutputError
from gazefix.media.images import Picture, read_picture, write_picture

SIZE = (64, 48)
#: The kinds that Pillow reads, and the plugin of each.
KINDS = [(".heic", "pillow_heif"), (".avif", ""), (".jxl", "pillow_jxl"), (".jp2", "")]


def plugin(name: str) -> None:
    if name:
        module = pytest.importorskip(name)
        if name == "pillow_heif":
            module.register_heif_opener()


def save(path: Path, bgr: Any, **more: Any) -> Path:
    """Saves a picture with Pillow."""
    swapped = np.ascontiguousarray(bgr[..., (2, 1, 0, 3)[: bgr.shape[2]]])
    PIL.Image.fromarray(swapped).save(path, **more)
    return path


def opened(path: Path) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(path.read_bytes()))


def with_change(picture: Picture) -> Picture:
    """The picture with a grey square."""
    before = picture.bgr()
    after = before.copy()
    after[8:16, 8:16] = 128
    return picture.changed(before, after)


# Kinds that Pillow reads


@pytest.mark.parametrize(("suffix", "package"), KINDS)
def test_other_kinds_are_read_changed_and_written(
    tmp_path: Path, suffix: str, package: str
) -> None:
    plugin(package)
    colour = pattern(SIZE, 1)
    source = save(tmp_path / f"in{suffix}", colour)
    picture = read_picture(source)
    assert np.abs(picture.pixels.astype(int) - colour).mean() < 8
    write_picture(picture, tmp_path / f"same{suffix}")
    assert (tmp_path / f"same{suffix}").read_bytes() == source.read_bytes()
    write_picture(with_change(picture), tmp_path / f"out{suffix}")
    again = read_picture(tmp_path / f"out{suffix}")
    assert again.kind is picture.kind
    assert np.abs(again.pixels[9:15, 9:15].astype(int) - 128).max() < 12
    assert np.abs(again.pixels[20:].astype(int) - picture.pixels[20:]).mean() < 3


@pytest.mark.parametrize(("suffix", "package"), KINDS[:3])
def test_other_kinds_keep_their_profile_and_exif_and_come_out_upright(
    tmp_path: Path, suffix: str, package: str
) -> None:
    plugin(package)
    exif = PIL.Image.Exif()
    exif[0x010F], exif[0x0112] = "a camera", 6
    icc = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
    source = save(tmp_path / f"in{suffix}", pattern(SIZE, 1), exif=exif.tobytes(), icc_profile=icc)
    picture = read_picture(source)
    assert picture.pixels.shape == (64, 48, 3)
    write_picture(with_change(picture), tmp_path / f"out{suffix}")
    kept = opened(tmp_path / f"out{suffix}")
    assert kept.getexif()[0x010F] == "a camera"
    assert kept.getexif().get(0x0112, 1) == 1
    # JPEG XL holds sRGB as a number, of which its reader makes a profile.
    assert kept.info["icc_profile"] == icc or suffix == ".jxl"
    assert read_picture(tmp_path / f"out{suffix}").pixels.shape == (64, 48, 3)


@pytest.mark.parametrize("suffix", [".heic", ".jxl"])
def test_a_kind_whose_plugin_is_missing_names_it(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = dict(KINDS)[suffix]
    heads = {".heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", ".jxl": b"\xff\x0a"}
    (tmp_path / f"in{suffix}").write_bytes(heads[suffix] + bytes(100))
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match="which is not installed") as caught:
        read_picture(tmp_path / f"in{suffix}")
    assert f"pip install {package.replace('_', '-')}" in caught.value.hint
    picture = read_picture(save(tmp_path / "in.png", pattern(SIZE, 1)))
    with pytest.raises(OutputError, match="which is not installed"):
        write_picture(picture, tmp_path / f"out{suffix}")


@pytest.mark.parametrize(("suffix", "package"), KINDS)
def test_other_kinds_that_are_cut_off_are_damaged(
    tmp_path: Path, suffix: str, package: str
) -> None:
    plugin(package)
    path = save(tmp_path / f"in{suffix}", pattern(SIZE, 1))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    with pytest.raises(InputError, match="damaged picture"):
        read_picture(path)


# TIFF


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw"])
def test_a_tiff_with_alpha_keeps_its_colours(tmp_path: Path, compression: str) -> None:
    alpha = np.arange(64 * 48).reshape(48, 64, 1).astype(np.uint8)
    pixels = np.dstack([pattern(SIZE, 1), alpha])
    source = save(tmp_path / "in.tif", pixels, compression=compression)
    picture = read_picture(source)
    np.testing.assert_array_equal(picture.pixels, pixels)
    write_picture(with_change(picture), tmp_path / "out.tif")
    with opened(tmp_path / "out.tif") as kept:
        assert kept.tag_v2[338] == (2,)  # ExtraSamples: unassociated alpha
        np.testing.assert_array_equal(np.asarray(kept)[16:], pixels[16:][..., (2, 1, 0, 3)])


def test_a_tiff_that_opencv_does_not_know_is_read(tmp_path: Path) -> None:
    grey = np.zeros((48, 64), np.uint8)
    grey[:, 32:] = 255
    PIL.Image.fromarray(grey).convert("1").save(tmp_path / "in.tif", compression="group4")
    data = (tmp_path / "in.tif").read_bytes()
    picture = read_picture(tmp_path / "in.tif")
    assert (picture.pixels[0, 0], picture.pixels[0, -1]) == (0, 255)
    one, three = (struct.pack("<HHIH", 258, 3, 1, bits) for bits in (1, 3))
    assert one in data
    (tmp_path / "odd.tif").write_bytes(data.replace(one, three))
    with pytest.raises(InputError, match="or of a kind that cannot be read"):
        read_picture(tmp_path / "odd.tif")


def test_a_big_tiff_is_a_picture(tmp_path: Path) -> None:
    source = save(tmp_path / "in.tif", pattern(SIZE, 1), big_tiff=True)
    assert source.read_bytes()[:4] == b"II+\0"
    np.testing.assert_array_equal(read_picture(source).pixels, pattern(SIZE, 1))


# Animations and pages


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif"])
def test_more_than_one_picture_is_refused_and_copied_if_nothing_changed(
    tmp_path: Path, suffix: str
) -> None:
    first, *rest = (PIL.Image.fromarray(pattern(SIZE, index)) for index in range(3))
    first.save(tmp_path / f"in{suffix}", save_all=True, append_images=rest)
    picture = read_picture(tmp_path / f"in{suffix}")
    assert picture.pages == 3
    with pytest.raises(OutputError, match="only the first of 3 pictures would be kept"):
        write_picture(with_change(picture), tmp_path / f"out{suffix}")
    assert not (tmp_path / f"out{suffix}").exists()
    write_picture(picture, tmp_path / f"out{suffix}")
    assert opened(tmp_path / f"out{suffix}").n_frames == 3


def test_a_single_picture_has_one_page(tmp_path: Path) -> None:
    for suffix in (".png", ".webp", ".tif", ".jpg"):
        assert read_picture(save(tmp_path / f"in{suffix}", pattern(SIZE, 1))).pages == 1


# JPEG


def exif_with_thumbnail(orientation: int) -> bytes:
    """Exif data of an orientation and a small picture."""
    small = io.BytesIO()
    PIL.Image.fromarray(pattern((16, 12), 5)).save(small, "JPEG")
    first = struct.pack(">H HHIHH I", 1, 0x0112, 3, 1, orientation, 0, 26)
    entries = ((0x0103, 6), (0x0201, 68), (0x0202, len(small.getvalue())))
    second = struct.pack(">H", 3) + b"".join(struct.pack(">HHII", t, 4, 1, v) for t, v in entries)
    return b"MM\0*" + struct.pack(">I", 8) + first + second + bytes(4) + small.getvalue()


def test_fill_bytes_before_exif_do_not_hide_it(tmp_path: Path) -> None:
    path = save(tmp_path / "in.jpg", pattern(SIZE, 1), exif=b"Exif\0\0" + exif_with_thumbnail(6))
    data = path.read_bytes()
    place = data.index(b"\xff\xe1")
    path.write_bytes(data[:place] + b"\xff\xff\xff" + data[place:])
    assert read_picture(path).pixels.shape == (64, 48, 3)


def test_a_changed_photo_has_no_small_picture_of_the_old_eyes(tmp_path: Path) -> None:
    exif = exif_with_thumbnail(3)
    path = save(tmp_path / "in.jpg", pattern(SIZE, 1), exif=b"Exif\0\0" + exif)
    assert path.read_bytes().count(b"\xff\xd8\xff") == 2
    write_picture(with_change(read_picture(path)), tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes().count(b"\xff\xd8\xff") == 1
    kept = opened(tmp_path / "out.jpg").getexif()
    assert (kept[0x0112], kept.get_ifd(1)) == (3, {})


@pytest.mark.parametrize("more", [{}, {"progressive": True}])
def test_the_clip_of_a_motion_photo_stays(tmp_path: Path, more: dict[str, Any]) -> None:
    path = save(tmp_path / "in.jpg", pattern(SIZE, 1), **more)
    clip = b"\0\0\0\x18ftypisom" + bytes(range(256)) * 3
    path.write_bytes(path.read_bytes() + clip)
    write_picture(with_change(read_picture(path)), tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes().endswith(b"\xff\xd9" + clip)


def test_no_library_writes_to_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = save(tmp_path / "in.png", pattern(SIZE, 1), icc_profile=b"nonsense" * 30)
    jpeg = save(tmp_path / "in.jpg", pattern(SIZE, 1))
    data = jpeg.read_bytes()
    jpeg.write_bytes(data[:-40] + b"\xff\xd0" + data[-40:-2] + b"\xff\xd9")
    for source in (path, jpeg):
        read_picture(source)
    assert capfd.readouterr() == ("", "")


# The inputs that people had


@pytest.mark.shared
def test_inputs_that_people_had(shared: Path, tmp_path: Path) -> None:
    files = shared / "faults/files"
    alpha = np.asarray(opened(files / "alpha.tif"))[..., (2, 1, 0, 3)]
    np.testing.assert_array_equal(read_picture(files / "alpha.tif").pixels, alpha)
    for name in ("anim.png", "multi.tif"):
        assert read_picture(files / name).pages == 3
    upright = read_picture(files / "fill.jpg").pixels.shape
    assert upright == (500, 400, 3)
    motion = read_picture(files / "motion.jpg")
    assert len(motion.tail) == 48364  # as its MicroVideoOffset says
    write_picture(with_change(motion), tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes()[-48364:][4:8] == b"ftyp"
