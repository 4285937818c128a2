"""What the page says is safe to show."""

from __future__ import annotations

import numpy as np

from real3d.messages.message import Message
from real3d.pipeline.result import Progress, Stage
from real3d.pipeline.talking_portrait import Estimate
from real3d.ui.handlers import status_html
from real3d.ui.i18n.language import IN_CHINESE, IN_ENGLISH

FIFTH = Message("rendering-frame", number=5, total=10)


def test_file_names_cannot_put_markup_into_the_page():
    shown = status_html.error_html(
        Message("file-missing", name="<script>alert(1)</script>"), IN_ENGLISH
    )
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_fine_photo_and_one_with_advice_read_differently():
    assert "fine" in status_html.photo_html((), IN_ENGLISH)
    shown = status_html.photo_html(("The eyes seem to be closed.",), IN_ENGLISH)
    assert "fine" not in shown
    assert "<li>The eyes seem to be closed.</li>" in shown


def test_a_step_shows_its_message_and_how_far_it_is():
    shown = status_html.progress_html(Progress(Stage.RENDERING, 0.5, FIFTH), IN_ENGLISH, "job")
    assert "Rendering frame 5 of 10" in shown
    assert 'value="0.500"' in shown


def test_a_step_shows_the_frame_just_made_and_the_time_left():
    frame = np.zeros((720, 1280, 3), np.uint8)
    step = Progress(Stage.RENDERING, 0.5, FIFTH, 12.2, frame)
    shown = status_html.progress_html(step, IN_ENGLISH, "job")
    assert "12 s left" in shown
    assert 'data-frame="data:image/jpeg;base64,' in shown


def test_everything_is_said_in_chinese_too():
    step = Progress(Stage.RENDERING, 0.5, FIFTH, 130.0)
    shown = status_html.progress_html(step, IN_CHINESE, "job")
    assert "正在渲染第 5 帧，共 10 帧 · 还剩 2 分钟" in shown
    estimate = Estimate(seconds=6.4, duration=8.2, gigapixels=0.1)
    assert "8 秒的视频" in status_html.estimate_html(estimate, None, IN_CHINESE)


def test_an_estimate_says_that_it_costs_no_quota_where_there_is_one():
    estimate = Estimate(seconds=6.4, duration=8.2, gigapixels=0.1)
    assert "quota" not in status_html.estimate_html(estimate, None, IN_ENGLISH)
    shown = status_html.estimate_html(estimate, 0.0, IN_ENGLISH)
    assert "8 s of video: about 6 s on this machine. It uses none of your GPU quota." in shown
    assert "about 6 s of your GPU quota" in status_html.estimate_html(estimate, 6.4, IN_ENGLISH)
