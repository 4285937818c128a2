"""What can go wrong, as types.

Every message is one or two sentences for the person at the screen: what is wrong and what to do
about it. The page shows them as they are, the terminal prints them as one line and exits with 2.
"""


class Real3DError(Exception):
    """Base of every error that is meant to be read by a user."""


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
