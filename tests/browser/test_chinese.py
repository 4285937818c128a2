"""A visitor whose browser asks for Chinese reads nothing else."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.conftest import PHOTO
from tests.browser.visitor import DESKTOP, PHONE

# Names, formats, units and what files are called.
_LATIN = re.compile(
    r"Real3D-Portrait|JPEG|PNG|WebP|HEIC|WebM|MP4|GLB|GPU|API|MCP|AI|mesh|triplane|zip|auto"
    r"|Evening man|Welcome woman|\b\d+ [×x] \d+\b|\bs\b"
)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_and_its_answers_are_chinese(visits, recordings, size):
    visitor = visits(size, locale="zh-CN")
    for tab in ("视频", "背景", "双人", "环视", "对比", "声音"):
        visitor.opens(tab)
        visitor.page.wait_for_timeout(200)
        visitor.photograph(tab)
        words = _LATIN.sub("", visitor.page.locator("main, .main").first.inner_text())
        assert re.findall("[A-Za-z]{3,}", words) == [], tab
    visitor.gives_photo(PHOTO)
    expect(visitor.seen(".feedback")).to_contain_text("已找到人脸")
    visitor.gives_voice(recordings["short"])
    expect(visitor.seen(".estimate")).to_contain_text("在本机上大约需要")
    visitor.starts()
    visitor.waits_for_result()
    assert "由 mesh 引擎生成" in visitor.status


def test_errors_are_chinese(visits, tmp_path):
    visitor = visits(PHONE, locale="zh-CN")
    visitor.seen(".start").click()
    expect(visitor.page.get_by_text("请先选择一张照片。").first).to_be_visible()
    text = tmp_path / "text.png"
    text.write_text("no picture")
    visitor.gives_photo(text)
    expect(visitor.seen(".feedback")).to_contain_text("不是可读取的图片")
