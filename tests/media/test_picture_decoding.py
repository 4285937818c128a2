from __future__ import annotations

import io
import struct
import tracemalloc
import zlib
from base64 import b64decode
from contextlib import suppress

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms, features

from real3d.errors import FileTooLargeError, NotAPictureError
from real3d.media.picture_decoding import decode_picture

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def read_image(path, max_megapixels=50.0):
    """[H, W, 3] RGB."""
    return np.asarray(decode_picture(path, max_megapixels))


@pytest.fixture
def quarters():
    """A 40x20 picture with a red upper left, a green upper right and a blue lower half."""
    image = np.empty((20, 40, 3), np.uint8)
    image[:10, :20], image[:10, 20:], image[10:] = RED, GREEN, BLUE
    return image


def is_near(pixel, colour, tolerance=4):
    return np.abs(pixel.astype(int) - colour).max() <= tolerance


def png_header(width, height):
    """The beginning of a PNG that promises `width` x `height` pixels and holds none."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", b"")


def png_chunk(kind, content):
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


@pytest.mark.parametrize("ending", ["png", "bmp", "tiff", "webp", "gif", "jpg", "ppm", "jp2"])
def test_every_usual_kind_gives_the_same_rgb(tmp_path, quarters, ending):
    path = tmp_path / f"photo.{ending}"
    best = {"webp": {"lossless": True}, "jpg": {"quality": 95, "subsampling": 0}}
    Image.fromarray(quarters).save(path, **best.get(ending, {}))
    image = read_image(path)
    assert image.shape == (20, 40, 3)
    assert image.dtype == np.uint8
    assert is_near(image[4, 10], RED, tolerance=8)
    assert is_near(image[4, 30], GREEN, tolerance=8)
    assert is_near(image[15, 20], BLUE, tolerance=8)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_rotated_phone_photo_is_upright(tmp_path, quarters, orientation):
    undo = {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.swapaxes(0, 1),
        6: lambda a: np.rot90(a),
        7: lambda a: a[::-1, ::-1].swapaxes(0, 1),
        8: lambda a: np.rot90(a, -1),
    }
    stored = Image.fromarray(np.ascontiguousarray(undo[orientation](quarters)))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "phone.png", exif=exif)
    np.testing.assert_array_equal(read_image(tmp_path / "phone.png"), quarters)


def test_a_picture_is_recognised_by_its_content_not_its_name(tmp_path, quarters):
    Image.fromarray(quarters).save(tmp_path / "photo.jpg", format="PNG")
    np.testing.assert_array_equal(read_image(tmp_path / "photo.jpg"), quarters)


def test_transparent_parts_become_white(tmp_path, quarters):
    rgba = np.dstack([quarters, np.full(quarters.shape[:2], 255, np.uint8)])
    rgba[10:, :, 3] = 0
    rgba[:10, 20:, 3] = 128
    Image.fromarray(rgba).save(tmp_path / "a.png")
    image = read_image(tmp_path / "a.png")
    assert is_near(image[4, 10], RED)
    assert is_near(image[4, 30], (127, 255, 127))
    assert is_near(image[15, 20], WHITE)


def test_a_palette_with_a_transparent_colour_is_laid_on_white(tmp_path, quarters):
    palette = Image.fromarray(quarters).quantize(4)
    palette.save(tmp_path / "a.gif", transparency=palette.getpixel((20, 15)))
    image = read_image(tmp_path / "a.gif")
    assert is_near(image[4, 10], RED)
    assert is_near(image[15, 20], WHITE)


def test_an_animation_gives_its_first_frame(tmp_path):
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert is_near(read_image(tmp_path / "a.gif")[4, 4], RED)


def save_animation(path, frames, **options):
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=80, **options)


@pytest.mark.parametrize("ending", ["gif", "webp", "png", "tiff"])
@pytest.mark.parametrize("nothing", ["black", "white", "#ff000000"])
def test_an_animation_that_begins_with_nothing_gives_what_it_shows_first(
    tmp_path, quarters, ending, nothing
):
    empty = Image.new("RGBA", (40, 20), nothing)
    shown = [Image.fromarray(picture).convert("RGBA") for picture in (quarters, quarters[::-1])]
    best = {"lossless": True} if ending == "webp" else {}
    save_animation(tmp_path / f"a.{ending}", [empty, *shown], **best)
    np.testing.assert_array_equal(read_image(tmp_path / f"a.{ending}"), quarters)


def test_an_animation_that_shows_nothing_for_long_gives_its_first_frame(tmp_path):
    frames = [Image.new("RGB", (8, 8), (k, 0, 200)) for k in range(0, 240, 3)]
    frames.append(Image.linear_gradient("L").resize((8, 8)).convert("RGB"))
    save_animation(tmp_path / "a.webp", frames, lossless=True)
    assert is_near(read_image(tmp_path / "a.webp")[4, 4], (0, 0, 200), tolerance=0)


def test_the_pages_of_a_16_bit_file_are_read_as_well(tmp_path):
    ramp = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (4, 1))
    pages = [Image.fromarray(page) for page in (ramp * 0, ramp[:, 1:], ramp[:, ::-1])]
    save_animation(tmp_path / "a.tiff", pages)
    np.testing.assert_array_equal(read_image(tmp_path / "a.tiff")[0, :, 0], np.arange(1, 256))


def test_what_is_transparent_throughout_is_empty_whatever_its_colours(tmp_path, quarters):
    invisible = Image.fromarray(np.dstack([quarters, np.zeros((20, 40), np.uint8)]))
    save_animation(tmp_path / "a.png", [invisible, Image.fromarray(quarters).convert("RGBA")])
    np.testing.assert_array_equal(read_image(tmp_path / "a.png"), quarters)


def test_large_empty_frames_are_not_all_decoded(tmp_path):
    frames = [Image.new("RGB", (100, 100), (k, 0, 200)) for k in range(8)]
    frames.append(Image.linear_gradient("L").resize((100, 100)).convert("RGB"))
    save_animation(tmp_path / "a.webp", frames, lossless=True)
    read = read_image(tmp_path / "a.webp", 0.05)
    assert is_near(read[50, 50], (0, 0, 200), tolerance=0)


def test_a_large_page_behind_a_small_empty_one_is_refused(tmp_path):
    pages = [Image.new("RGB", (8, 8)), Image.new("RGB", (400, 300))]
    save_animation(tmp_path / "a.tiff", pages)
    with pytest.raises(FileTooLargeError):
        read_image(tmp_path / "a.tiff", 0.1)


@pytest.mark.parametrize("ending", ["png", "tiff"])
def test_16_bit_grey_keeps_its_shades(tmp_path, ending):
    ramp = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (4, 1))
    Image.fromarray(ramp).save(tmp_path / f"a.{ending}")
    image = read_image(tmp_path / f"a.{ending}")
    np.testing.assert_array_equal(image[0, :, 0], np.arange(256))
    np.testing.assert_array_equal(image[..., 0], image[..., 2])


def test_floating_point_grey_keeps_its_shades(tmp_path):
    ramp = np.tile(np.linspace(0, 1, 256).astype(np.float32), (4, 1))
    Image.fromarray(ramp).save(tmp_path / "a.tiff")
    np.testing.assert_array_equal(read_image(tmp_path / "a.tiff")[0, :, 1], np.arange(256))


@pytest.mark.parametrize("mode", ["L", "LA", "1"])
def test_grey_becomes_three_equal_channels(tmp_path, mode):
    Image.new("L", (8, 8), 255).convert(mode).save(tmp_path / "a.png")
    np.testing.assert_array_equal(read_image(tmp_path / "a.png"), 255)


def test_a_printers_cmyk_photo_keeps_its_colours(tmp_path):
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(tmp_path / "a.jpg", quality=95)
    assert is_near(read_image(tmp_path / "a.jpg")[8, 8], RED, tolerance=8)


def test_colours_of_another_profile_are_converted_to_srgb(tmp_path):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = srgb.replace(b"rXYZ", b"swap").replace(b"bXYZ", b"rXYZ").replace(b"swap", b"bXYZ")
    Image.new("RGB", (8, 8), RED).save(tmp_path / "a.png", icc_profile=exchanged)
    assert is_near(read_image(tmp_path / "a.png")[4, 4], BLUE)


def test_a_damaged_colour_profile_does_not_spoil_the_photo(tmp_path, quarters):
    Image.fromarray(quarters).save(tmp_path / "a.png", icc_profile=b"no profile at all")
    np.testing.assert_array_equal(read_image(tmp_path / "a.png"), quarters)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_100_megapixels_are_refused_before_a_pixel_is_decoded(tmp_path):
    path = tmp_path / "huge.png"
    Image.new("1", (10_000, 10_000)).save(path)
    tracemalloc.start()
    with pytest.raises(FileTooLargeError, match="50 megapixels"):
        read_image(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10e6


def test_the_limit_on_megapixels_can_be_set(tmp_path, quarters):
    Image.fromarray(quarters).save(tmp_path / "a.png")
    with pytest.raises(FileTooLargeError):
        read_image(tmp_path / "a.png", 0.0007)


def test_a_header_that_promises_a_billion_pixels_is_refused(tmp_path):
    (tmp_path / "bomb.png").write_bytes(png_header(60_000, 60_000))
    with pytest.raises(FileTooLargeError):
        read_image(tmp_path / "bomb.png")


def test_a_png_whose_text_unpacks_to_gigabytes_is_refused(tmp_path, quarters):
    Image.fromarray(quarters).save(tmp_path / "a.png")
    png = (tmp_path / "a.png").read_bytes()
    chunk = png_chunk(b"zTXt", b"comment\0\0" + zlib.compress(bytes(64 * 2**20), 9))
    after_header = 8 + 25
    (tmp_path / "a.png").write_bytes(png[:after_header] + chunk + png[after_header:])
    with pytest.raises(NotAPictureError):
        read_image(tmp_path / "a.png")


HEIC = b64decode(
    b"AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    b"AAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABegABAAAAAAAAASEAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAA"
    b"AAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34"
    b"+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmu"
    b"bgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAA"
    b"QAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAASltZGF0AAABHSgBrwng4wybUR///ei+"
    b"//9uY9D/WtWB5k8i/0vMt/wJiP/oz72EUfe3rTUMMwcLGvTIHSGZHBopWZgg/SA/C40ll6YM1z9DR4zpowGWbJmX"
    b"m3kJqcJZAaop5F7fTPed9q16dnsDz/c/xGJP/+kN7x/S6v//vnXK2Bx3J8nmU95mErVP+dzLeUWMABI4HKcEUJeo"
    b"uP7eitz0MVoJDaOs52ROvm293y2xLWS/hArLoWGnvcCqco+cVtoHGNTX0tugp5p2HNjDmG/ldiIhtT+k2CGETCzp"
    b"7RL1B6KWinZLmEwXgYCJ1ote/Lfe0xJyOWI+b6tFP3n7RDTdmdQ2FOPwmjokC7EsIorNLSPgesTdf60KtDqQYAtr"
    b"YJ2L6DoEUA=="
)
"""The quarters at 96x64, as pillow-heif writes them."""


def test_a_phones_heic_is_read(tmp_path):
    (tmp_path / "photo.heic").write_bytes(HEIC)
    image = read_image(tmp_path / "photo.heic")
    assert image.shape == (64, 96, 3)
    for row, column, colour in ((8, 8, RED), (8, -8, GREEN), (-8, 8, BLUE)):
        assert is_near(image[row, column], colour, tolerance=8)
    with pytest.raises(FileTooLargeError):
        read_image(tmp_path / "photo.heic", 0.001)


def test_a_damaged_heic_is_refused(tmp_path):
    for end in (20, 300, 500, len(HEIC) - 1):
        (tmp_path / "photo.heic").write_bytes(HEIC[:end])
        with pytest.raises(NotAPictureError):
            read_image(tmp_path / "photo.heic")


def jpeg(picture, **options):
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90, **options)
    return file.getvalue()


@pytest.fixture(scope="module")
def detailed():
    """A 128x160 picture with something on every row."""
    pixels = np.random.default_rng(0).integers(0, 256, (20, 16, 3), np.uint8)
    return Image.fromarray(pixels).resize((128, 160), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("missing", [1, 2, 3, 30])
def test_a_jpeg_that_lacks_its_end_is_shown_as_far_as_it_goes(
    tmp_path, detailed, progressive, missing
):
    whole = jpeg(detailed, progressive=progressive)
    (tmp_path / "a.jpg").write_bytes(whole)
    expected = read_image(tmp_path / "a.jpg").astype(int)
    (tmp_path / "a.jpg").write_bytes(whole[:-missing])
    image = read_image(tmp_path / "a.jpg")
    assert len(image) == len(expected) if missing <= 2 or progressive else len(image) >= 128
    assert np.abs(image - expected[: len(image)]).mean() < 2


def test_the_missing_rows_of_a_jpeg_are_cut_away_and_not_grey(tmp_path, detailed):
    whole = jpeg(detailed)
    (tmp_path / "a.jpg").write_bytes(whole)
    expected = read_image(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").write_bytes(whole[: int(0.9 * len(whole))])
    image = read_image(tmp_path / "a.jpg")
    assert 120 <= len(image) < 160
    np.testing.assert_array_equal(image[:-8], expected[: len(image) - 8])


def test_a_turned_jpeg_loses_the_rows_that_are_missing_in_the_file(tmp_path, detailed):
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "a.jpg").write_bytes(jpeg(detailed, exif=exif)[:-30])
    image = read_image(tmp_path / "a.jpg")
    assert image.shape[0] == 128
    assert 128 <= image.shape[1] < 160


def test_a_jpeg_of_which_half_is_missing_is_refused_as_such(tmp_path, detailed):
    whole = jpeg(detailed)
    (tmp_path / "a.jpg").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NotAPictureError, match="ends early"):
        read_image(tmp_path / "a.jpg")


def test_a_jpeg_of_very_many_layers_is_refused(tmp_path, detailed, monkeypatch):
    monkeypatch.setattr("real3d.media.picture_decoding._MAX_SCAN_MEGAPIXELS", 1.0)
    whole = jpeg(detailed, progressive=True)
    last = whole.rindex(b"\xff\xda")
    (tmp_path / "a.jpg").write_bytes(whole[:last] + whole[last:-2] * 100 + b"\xff\xd9")
    with pytest.raises(NotAPictureError, match="layers"):
        read_image(tmp_path / "a.jpg")


@pytest.mark.parametrize("white", [1.0, 255.0])
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_floating_point_colours_are_read(tmp_path, quarters, kind, white):
    values = (quarters[..., ::-1] / 255 * white).astype(kind)
    cv2.imwrite(str(tmp_path / "a.tiff"), values, [cv2.IMWRITE_TIFF_COMPRESSION, 1])
    assert is_near(read_image(tmp_path / "a.tiff"), quarters.astype(int), tolerance=0)


@pytest.mark.parametrize("compression", [None, "jpeg", "tiff_lzw"])
def test_a_ycbcr_tiff_is_read(tmp_path, quarters, compression):
    picture = Image.fromarray(quarters).resize((160, 80), Image.Resampling.NEAREST)
    picture.convert("YCbCr").save(tmp_path / "a.tiff", compression=compression)
    image = read_image(tmp_path / "a.tiff")
    for row, column, colour in ((20, 40, RED), (20, 120, GREEN), (60, 80, BLUE)):
        assert is_near(image[row, column], colour, tolerance=20)


def test_a_large_floating_point_picture_is_refused(tmp_path):
    cv2.imwrite(str(tmp_path / "a.tiff"), np.zeros((100, 100, 3)))
    with pytest.raises(FileTooLargeError):
        read_image(tmp_path / "a.tiff", 0.005)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 ", "PDF"),
        (b"8BPS\0\1", "Photoshop"),
        (b"\xff\x0a\xfa", "JPEG XL"),
        (b"\0\0\0\x18ftypcrx ", "Canon RAW"),
        (b"\0\0\0\x18ftypmp42", "MP4"),
        (b'<?xml version="1.0"?>\n<svg xmlns="a">', "SVG"),
        (b"<!DOCTYPE html><html>", "HTML"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_way_out(tmp_path, content, name):
    (tmp_path / "photo.jpg").write_bytes(content + bytes(200))
    with pytest.raises(NotAPictureError, match=f"{name}.* Save it as JPEG or PNG"):
        read_image(tmp_path / "photo.jpg")


@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_a_long_and_not_quite_empty_beginning_is_skipped(tmp_path, ending):
    shades = np.random.default_rng(0).integers(0, 4, (30, 20, 40, 3), np.uint8)
    empty = [Image.fromarray(each) for each in shades]
    shown = Image.linear_gradient("L").resize((40, 20)).convert("RGB")
    save_animation(tmp_path / f"a.{ending}", [*empty, shown])
    assert np.ptp(read_image(tmp_path / f"a.{ending}")) > 100


@pytest.mark.parametrize("ending", ["png", "webp", "gif", "bmp", "tiff", "jp2"])
def test_a_truncated_picture_is_refused(tmp_path, ending):
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    path = tmp_path / f"a.{ending}"
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(NotAPictureError):
        read_image(path)


@pytest.mark.filterwarnings("ignore:Truncated File Read")
def test_every_scrambled_picture_is_read_or_refused_in_words(tmp_path, quarters):
    random = np.random.default_rng(0)
    kinds = ["jpg", "png", "webp", "gif", "bmp", "tiff", "jp2"]
    if features.check("avif"):
        kinds.append("avif")
    for ending in kinds:
        path = tmp_path / f"a.{ending}"
        Image.fromarray(quarters).save(path)
        original = np.frombuffer(path.read_bytes(), np.uint8)
        for _ in range(60):
            scrambled = original.copy()
            scrambled[random.integers(0, len(original), 5)] = random.integers(0, 256, 5)
            path.write_bytes(scrambled.tobytes())
            with suppress(NotAPictureError, FileTooLargeError):
                assert read_image(path).ndim == 3


@pytest.mark.parametrize(
    "content", [b"not a picture", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"\0" * 99]
)
def test_what_is_no_picture_is_refused(tmp_path, content):
    (tmp_path / "photo.jpg").write_bytes(content)
    with pytest.raises(NotAPictureError, match=r"photo\.jpg"):
        read_image(tmp_path / "photo.jpg")


def test_a_picture_that_is_a_program_is_not_run(tmp_path, monkeypatch):
    """PostScript draws by running; no interpreter is asked, whatever the name."""
    started = []
    monkeypatch.setattr("subprocess.Popen", lambda *command, **_: started.append(command))
    monkeypatch.setattr("PIL.EpsImagePlugin.has_ghostscript", lambda: started.append("gs") or True)
    program = (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n"
        b"newpath 0 0 moveto 9 9 lineto stroke\n%%EOF\n"
    )
    for name in ("a.eps", "a.jpg", "a.png"):
        (tmp_path / name).write_bytes(program)
        with pytest.raises(NotAPictureError):
            read_image(tmp_path / name)
    assert started == []
