from __future__ import annotations

import struct
import tracemalloc
import zlib
from contextlib import suppress

import numpy as np
import pytest
from PIL import Image, ImageCms, features

from real3d.errors import FileMissingError, FileTooLargeError, NotAPictureError
from real3d.media import Limits, read_image

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


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


def test_the_picture_is_the_callers_own_to_change(tmp_path, quarters):
    Image.fromarray(quarters).save(tmp_path / "a.png")
    read_image(tmp_path / "a.png")[:] = 0


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
    frames = [Image.new("RGB", (8, 8), (k, 0, 200)) for k in range(0, 240, 12)]
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
    read = read_image(tmp_path / "a.webp", Limits(picture_megapixels=0.05))
    assert is_near(read[50, 50], (0, 0, 200), tolerance=0)


def test_a_large_page_behind_a_small_empty_one_is_refused(tmp_path):
    pages = [Image.new("RGB", (8, 8)), Image.new("RGB", (400, 300))]
    save_animation(tmp_path / "a.tiff", pages)
    with pytest.raises(FileTooLargeError):
        read_image(tmp_path / "a.tiff", Limits(picture_megapixels=0.1))


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
        read_image(tmp_path / "a.png", Limits(picture_megapixels=0.0007))


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


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "gif", "bmp", "tiff", "jp2"])
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


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(FileMissingError):
        read_image(tmp_path / "photo.jpg")


@pytest.mark.parametrize(
    "name", ["with space.png", 'it\'s "q".png', "Übung.png", "照片.png", "-i.png"]
)
def test_any_file_name_works(tmp_path, quarters, name, monkeypatch):
    Image.fromarray(quarters).save(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    np.testing.assert_array_equal(read_image(name), quarters)


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
