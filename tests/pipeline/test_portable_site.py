"""A folder of static files, made whole or not at all; other people's folders stay."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image

from real3d.errors import FileMissingError, NoFaceError, OutputError
from real3d.pipeline.portable_site import write_site
from real3d.pipeline.talking_portrait import TalkingPortrait
from tests.support.glb_file import GlbFile

PHOTO = Path(__file__).parents[2] / "examples" / "portraits" / "astronaut.png"


@pytest.fixture(scope="module")
def pipeline() -> TalkingPortrait:
    return TalkingPortrait("mesh")


@pytest.fixture(scope="module")
def site(pipeline: TalkingPortrait, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sites") / "page"
    write_site(pipeline, [PHOTO, PHOTO], out)
    return out


def test_page_player_and_avatars_lie_in_it(site: Path) -> None:
    names = {path.name for path in site.iterdir()}
    assert names == {
        *("index.html", "README.md", ".gitattributes", "real3d-player.js"),
        "real3d-hearing.bin",
        "real3d-tracker.bin",
        "real3d-tracker.LICENSE.txt",
        *("astronaut.glb", "astronaut-2.glb"),
    }
    assert GlbFile.read((site / "astronaut-2.glb").read_bytes()).extras["synthetic"]
    assert [path.name for path in site.parent.iterdir()] == ["page"]


def test_its_header_makes_a_static_space(site: Path) -> None:
    _, header, text = (site / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    configured = yaml.safe_load(header)
    assert configured["sdk"] == "static"
    assert configured["app_file"] == "index.html"
    assert len(configured["short_description"]) <= 60
    assert "Synthetic media" in text


def test_an_earlier_site_is_replaced(pipeline: TalkingPortrait, site: Path) -> None:
    (site / "index.html").write_text((site / "index.html").read_text() + "<!-- earlier -->")
    write_site(pipeline, [PHOTO], site)
    assert "earlier" not in (site / "index.html").read_text()


def test_a_folder_with_other_files_stays_unless_it_may_be_written_into(
    pipeline: TalkingPortrait, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<h1>somebody's page</h1>")
    with pytest.raises(OutputError, match="holds other files"):
        write_site(pipeline, [PHOTO], tmp_path)
    assert (tmp_path / "index.html").read_text() == "<h1>somebody's page</h1>"
    write_site(pipeline, [PHOTO], tmp_path, overwrite=True)
    assert "real3d-avatar" in (tmp_path / "index.html").read_text()


def test_a_file_is_no_folder(pipeline: TalkingPortrait, tmp_path: Path) -> None:
    (tmp_path / "page").write_text("a file")
    with pytest.raises(OutputError, match="is a file"):
        write_site(pipeline, [PHOTO], tmp_path / "page", overwrite=True)


def test_one_bad_photo_leaves_nothing_behind(pipeline: TalkingPortrait, tmp_path: Path) -> None:
    wall = tmp_path / "wall.png"
    Image.fromarray(np.full((300, 300, 3), 128, np.uint8)).save(wall)
    with pytest.raises(NoFaceError):
        write_site(pipeline, [PHOTO, wall], tmp_path / "page")
    with pytest.raises(FileMissingError):
        write_site(pipeline, [tmp_path / "none.jpg"], tmp_path / "page")
    assert list(tmp_path.iterdir()) == [wall]


def test_names_are_fit_for_addresses(pipeline: TalkingPortrait, tmp_path: Path) -> None:
    photo = tmp_path / "Ann & <Bob> at 5%.png"
    photo.write_bytes(PHOTO.read_bytes())
    write_site(pipeline, [photo], tmp_path / "page")
    assert (tmp_path / "page" / "Ann-Bob-at-5.glb").exists()
    assert 'src="Ann-Bob-at-5.glb"' in (tmp_path / "page" / "index.html").read_text()
