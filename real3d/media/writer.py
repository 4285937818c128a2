"""Video out: frames become an H.264 file with the user's own audio, the last step of the road.

Frames are encoded as they come; when the last one is there, and with it the exact length, the
sound is put beside them and the whole file takes its place in one move. Until then, everything
lives in a hidden folder next to the result, which disappears with whatever goes wrong.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import numpy as np

from real3d.errors import NotAudioError, OutputError, SettingsError
from real3d.media import ffmpeg
from real3d.media.fragments import FRAGMENT_ARGUMENTS, FragmentedMp4Reader
from real3d.media.output_settings import OutputSettings
from real3d.media.packets import timed
from real3d.numerics.types import Picture
from real3d.runtime.work_folder import HIDDEN, sweep, work_folder

_WORST_H264_CRF, _WORST_VP9_CRF = 51, 63
_MAX_METADATA_LETTERS = 16_384
"""Per value: what every system accepts in one argument."""

_FINISH_SECONDS = 600.0
"""Time limit for the encoder's last frames and for laying the sound beside them."""

# What a player assumes of H.264 is what the frames are converted to and what the file says.
_TO_BT709 = "scale=out_color_matrix=bt709:out_range=limited:flags=bicubic+accurate_rnd"
_TAG_BT709 = "setparams=range=limited:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
# 4:2:0 halves both sides, so that an odd last row or column has to go.
_EVEN = "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0"


DEFAULT_OUTPUT = OutputSettings()


class VideoWriter:
    """Writes one video; a context manager.

    The file appears at `path` when the `with` block ends well. If it ends in an exception, nothing
    is left behind, and an older file at `path` stays as it was.

    The frames alone say how long the result is: longer sound is cut, shorter sound is followed by
    silence. AAC (Opus and Vorbis in WebM) goes in as it is, any other sound as AAC (Opus in WebM)
    at its own rate, in mono or stereo: whatever else there is, every player mixes it so.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        size: tuple[int, int],
        fps: float,
        audio: Path | None = None,
        settings: OutputSettings = DEFAULT_OUTPUT,
        metadata: dict[str, str] | None = None,
        transparent: bool = False,
        finalize: Callable[[Path], None] | None = None,
        captions: str = "",
    ) -> None:
        """
        Args:
            path: the result; `.mp4`, or `.webm` if transparent. Its folder is created if missing.
            size: (width, height) of the frames in pixels; an odd last row or column is dropped.
            fps: frames per second.
            audio: a file whose sound goes with the frames, from its beginning.
            settings: quality and speed.
            metadata: tags for the container (`title`, `comment`, or any other name, which WebM
                writes in capitals).
            transparent: keep the frames' alpha, as VP9 in WebM.
            finalize: called with the finished file before it takes its place; signs it, for
                instance, since a signature covers every byte. It may replace the file.
            captions: an SRT file, which becomes a track (3GPP timed text; WebVTT in WebM); empty
                for none.

        Raises:
            SettingsError: the name's ending does not fit, or a tag cannot be written.
        """
        self._path = Path(os.path.abspath(path))
        self._size = size
        self._fps = fps
        self._audio = audio
        self._settings = settings
        self._metadata = metadata or {}
        self._transparent = transparent
        self._finalize = finalize
        self._captions = captions
        self._channels = 4 if transparent else 3
        self._frames = 0
        self._cleanup = ExitStack()
        _check_ending(self._path, transparent)
        _check_metadata(self._metadata)

    def __enter__(self) -> VideoWriter:
        """
        Raises:
            OutputError: the folder cannot be written to.
            NotAudioError: `audio` holds no sound.
        """
        with ExitStack() as opening:
            self._sound = None if self._audio is None else _sound(self._audio)
            self._folder = opening.enter_context(hidden_folder(self._path))
            self._encoder = opening.enter_context(
                ffmpeg.Process(
                    self._encoder_arguments(), ffmpeg.encoding_limits(), stdin=subprocess.PIPE
                )
            )
            self._cleanup = opening.pop_all()
        return self

    def write(self, frame: Picture) -> None:
        """Adds one frame; waits only if the encoder is behind.

        Args:
            frame: [H, W, 3] RGB, or [H, W, 4] RGBA (not premultiplied) if transparent.

        Raises:
            OutputError: the encoder has stopped, for lack of space for instance.
        """
        width, height = self._size
        shape = (height, width, self._channels)
        assert frame.shape == shape, f"the frame is {frame.shape}, not {shape}"
        assert frame.dtype == np.uint8, f"the frame is {frame.dtype}, not uint8"
        try:
            self._encoder.write(np.ascontiguousarray(frame).data)
        except BrokenPipeError as error:
            raise self._failure(self._encoder.finish(_FINISH_SECONDS).log) from error
        self._frames += 1

    def fragment_reader(self, seconds: float) -> FragmentedMp4Reader:
        """Reads what can be played already, until the `with` block ends.

        Args:
            seconds: how long the whole will be.
        """
        assert not self._transparent, "WebM is not written in fragments"
        sound = None if self._audio is None or self._sound is None else (self._audio, self._sound)
        reader = FragmentedMp4Reader(self._encoded, sound, self._folder, seconds)
        return self._cleanup.enter_context(reader)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._cleanup:
            if error is None:
                self._finish()

    def _finish(self) -> None:
        if self._frames == 0:
            raise OutputError("result-without-frames", name=self._path.name)
        try:
            self._encoder.end_input()
        except BrokenPipeError as error:
            raise self._failure(self._encoder.finish(_FINISH_SECONDS).log) from error
        self._check(self._encoder.finish(_FINISH_SECONDS))
        if self._captions:
            self._subtitles.write_text(self._captions, encoding="utf-8")
        self._check(ffmpeg.run(self._mux_arguments(), seconds=_FINISH_SECONDS))
        if self._finalize is not None:
            self._finalize(self._muxed)
        try:
            os.replace(self._muxed, self._path)
        except OSError as error:
            raise OutputError(
                "result-not-moved", path=self._path, reason=str(error.strerror)
            ) from error

    def _check(self, finished: ffmpeg.Finished) -> None:
        if finished.return_code != 0:
            raise self._failure(finished.log)

    def _failure(self, log: str) -> OutputError:
        if "No space left" in log or "quota exceeded" in log:
            return OutputError("disk-full", name=self._path.name, folder=self._path.parent)
        reason = ffmpeg.last_line(log)
        return OutputError("result-not-written", name=self._path.name, reason=reason)

    @property
    def _encoded(self) -> Path:
        """The encoded frames, without audio."""
        return self._folder / f"pictures{self._path.suffix}"

    @property
    def _muxed(self) -> Path:
        """Frames, audio and tags: what becomes the result."""
        return self._folder / f"muxed{self._path.suffix}"

    @property
    def _subtitles(self) -> Path:
        return self._folder / "captions.srt"

    def _encoder_arguments(self) -> list[str]:
        """Frames from the pipe to a file without audio."""
        width, height = self._size
        return [
            *("-f", "rawvideo", "-pixel_format", "rgba" if self._transparent else "rgb24"),
            *("-video_size", f"{width}x{height}", "-framerate", ffmpeg.frame_rate(self._fps)),
            *("-i", "pipe:0"),
            *(_vp9(self._settings) if self._transparent else _h264(self._settings)),
            *(() if self._transparent else FRAGMENT_ARGUMENTS),
            ffmpeg.file_url(self._encoded),
        ]

    def _mux_arguments(self) -> list[str]:
        """Frames, audio, captions and tags to the file that will be the result."""
        inputs = ["-i", ffmpeg.file_url(self._encoded)]
        streams = ["-map", "0:v:0"]
        if self._audio is not None and self._sound is not None:
            duration = float(self._frames / Fraction(ffmpeg.frame_rate(self._fps)))
            inputs += ["-t", f"{duration:.6f}", *ffmpeg.input_arguments(self._audio)]
            streams += ["-map", f"1:{self._sound.index}"]
            streams += self._audio_arguments(self._sound, duration)
        if self._captions:
            codec = "webvtt" if self._transparent else "mov_text"
            streams += ["-map", f"{inputs.count('-i')}:0", "-codec:s", codec]
            streams += ["-disposition:s", "default"]
            inputs += ["-f", "srt", "-i", ffmpeg.file_url(self._subtitles)]
        arguments = [*inputs, *streams]
        # Tags of the user's file (place, device) are not passed on.
        arguments += ["-codec:v", "copy", "-map_metadata", "-1", "-map_chapters", "-1"]
        for name, value in self._metadata.items():
            arguments += ["-metadata", f"{name}={value}"]
        if self._transparent:
            arguments += ["-metadata:s:v:0", "alpha_mode=1"]
        else:
            # The index goes first, so that playing starts before the download ends.
            arguments += ["-movflags", "+faststart+use_metadata_tags"]
        return [*arguments, ffmpeg.file_url(self._muxed)]

    def _audio_arguments(self, sound: ffmpeg.AudioStream, duration: float) -> list[str]:
        as_it_is = ("opus", "vorbis") if self._transparent else ("aac",)
        if sound.is_timed and sound.codec in as_it_is:
            return ["-codec:a", "copy"]
        # As in the analysis: gaps become silence, a late start stays late.
        filters = f"{sound.mix},aresample=async=1:first_pts=0,apad=whole_dur={duration:.6f}"
        if self._transparent:
            return ["-filter:a", filters, "-codec:a", "libopus", "-b:a", "160k"]
        return ["-filter:a", filters, "-codec:a", "aac", "-b:a", "192k"]


def _check_ending(path: Path, transparent: bool) -> None:
    suffix = path.suffix.lower()
    if transparent and suffix != ".webm":
        fitting = path.with_suffix(".webm").name
        raise SettingsError("video-name-not-webm", name=path.name, fitting=fitting)
    if not transparent and suffix != ".mp4":
        fitting = path.with_suffix(".mp4").name
        raise SettingsError("video-name-not-mp4", name=path.name, fitting=fitting)


def _check_metadata(metadata: dict[str, str]) -> None:
    for name, value in metadata.items():
        if not name or "=" in name or "\0" in name + value or len(value) > _MAX_METADATA_LETTERS:
            raise SettingsError("tag-not-writable", name=name)


def _sound(audio: Path) -> ffmpeg.AudioStream:
    stream = ffmpeg.probe(audio).audio
    if stream is None:
        raise NotAudioError("sound-absent", name=audio.name)
    return timed(audio, stream)


@contextmanager
def hidden_folder(path: Path) -> Iterator[Path]:
    """A folder of our own beside the result, so that the last move stays on one disk.

    Raises:
        OutputError: it cannot be made.
    """
    if path.is_dir():
        raise OutputError("result-is-folder", path=path)
    with ExitStack() as opening:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            sweep(path.parent)
            folder = opening.enter_context(work_folder(HIDDEN, path.parent))
        except OSError as error:
            raise OutputError(
                "folder-not-writable", folder=path.parent, reason=str(error.strerror)
            ) from error
        yield folder


def _h264(settings: OutputSettings) -> list[str]:
    filters = f"{_EVEN},{_TO_BT709},format=yuv420p,{_TAG_BT709}"
    return [
        *("-filter:v", filters, "-codec:v", "libx264", "-preset", settings.preset),
        # Frames between two others get fewer bits: skin would go soft and sharp six times a second.
        *("-crf", str(settings.crf), "-bf", "0", "-threads", str(settings.threads)),
    ]


def _vp9(settings: OutputSettings) -> list[str]:
    filters = f"{_EVEN},{_TO_BT709},format=yuva420p,{_TAG_BT709}"
    # VP9 counts quality from 0 to 63 and looks about the same at the same share of its range.
    crf = round(settings.crf * _WORST_VP9_CRF / _WORST_H264_CRF)
    return [
        *("-filter:v", filters, "-codec:v", "libvpx-vp9", "-crf", str(crf), "-b:v", "0"),
        *("-deadline", "realtime", "-cpu-used", "6", "-row-mt", "1", "-auto-alt-ref", "0"),
        *("-threads", str(settings.threads)),
    ]
