"""What can go wrong, as types; what exactly, as codes with fields.

The sentence of a code says what is wrong and what to do about it. The terminal prints it in one
line and exits with 2, the page shows it in the visitor's language.
"""

from __future__ import annotations

from functools import partial

from real3d.messages.message import Field, Message


class Real3DError(Exception):
    """Base of every error that is meant to be read by a user; printed, it is one in English."""

    def __init__(self, code: str, /, **fields: Field) -> None:
        """
        Args:
            code: of the tables in `real3d.messages`.
            fields: what goes into its sentence.
        """
        self.message = Message(code, **fields)
        super().__init__(self.message)

    def __reduce__(self) -> tuple[partial[Real3DError], tuple[()]]:
        """An error passes from one process to another with all its fields."""
        return partial(type(self), self.code, **self.fields), ()

    @property
    def code(self) -> str:
        """What went wrong, for programs."""
        return self.message.code

    @property
    def fields(self) -> dict[str, Field]:
        """What goes into the sentence, by name."""
        return self.message.fields


class InputError(Real3DError):
    """Something that the user gave cannot be used."""


class FileMissingError(InputError):
    """The file does not exist, is a folder, or cannot be opened."""


class FileTooLargeError(InputError):
    """The file, the picture or the recording is larger than the limit."""


class NotAPictureError(InputError):
    """The file does not hold a picture that can be decoded."""


class PictureTooSmallError(InputError):
    """The picture has too few pixels for a portrait."""


class NoFaceError(InputError):
    """No human face was found in the picture."""


class MouthCoveredError(InputError):
    """The face's mouth cannot be seen: a mask, a hand or something else is before it."""


class FaceTooSmallError(InputError):
    """A face was found, with too few pixels to animate."""


class ProfileViewError(InputError):
    """The face is turned so far that half of it cannot be seen."""


class NotAudioError(InputError):
    """The file does not hold sound that can be decoded."""


class AudioTooShortError(InputError):
    """The sound holds too few samples to drive a mouth."""


class NotAVideoError(InputError):
    """The file does not hold video that can be decoded."""


class MotionFileError(InputError):
    """A file is no kept motion, or holds values that no face can have."""


class NoFaceInVideoError(InputError):
    """The driving video never shows a face."""


class VideoTooShortError(InputError):
    """The video holds too few frames to judge a movement by."""


class TooLongError(InputError):
    """The sound or video lasts longer than the limit."""


class SettingsError(InputError):
    """A setting is outside its range, or settings exclude each other."""


class OutputError(Real3DError):
    """The result cannot be written: no permission, no space, no such folder."""


class EngineUnavailableError(Real3DError):
    """The requested engine cannot run on this machine."""


class MissingLibraryError(Real3DError):
    """A library that the project needs is not installed."""


class ExtraMissingError(EngineUnavailableError, MissingLibraryError):
    """What was asked for needs an extra of the package that is not installed."""
