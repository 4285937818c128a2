"""Downloads the tri-plane engine's weights from the Hugging Face Hub, and uploads converted ones.

Downloads are the Hub library's: they show a bar, an interrupted one goes on where it was, and a
finished one is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx2
from huggingface_hub import (
    CommitOperationAdd,
    HfApi,
    hf_hub_download,
    snapshot_download,
    try_to_load_from_cache,
)

from real3d.errors import EngineUnavailableError, FileMissingError, OutputError
from real3d.media.files import file_digest
from real3d.triplane.weights.files import (
    COMPILED,
    OWN_FILES,
    PACKAGE_INDEX,
    PACKAGE_SUFFIX,
    RENDERER,
    REPOSITORY_VARIABLE,
    SEGMENTATION,
    SPEECH,
    Repository,
    WeightStatus,
    speech_folder,
    speech_weights,
    weights_repository,
    weights_status,
)

MIRROR = Repository("ameerazam08/Real3DPortrait")
"""The authors' files as somebody uploaded them on 2 February 2024, before the authors mended
them."""
MIRRORED = (
    "checkpoints/*_real3dportrait_orig/*/config.yaml",
    "checkpoints/*_real3dportrait_orig/*/model_ckpt_steps_*.ckpt",
    "deep_3drecon/BFM/*",
    "deep_3drecon/*.npy",
)
"""What is needed of it."""

SEGMENTATION_SOURCE = Repository("yolain/selfie_multiclass_256x256")
SEGMENTATION_SHA256 = "c6748b1253a99067ef71f7e26ca71096cd449baefa8f101900ea23016507e0e0"
"""Of MediaPipe's own file; wherever it is downloaded from, it is this one or refused."""

SPEECH_SOURCE = Repository(
    "facebook/hubert-large-ls960-ft", "ba42e7f7a888fd65f7af7849c452e3e7d5216aad"
)
"""A conversion of the weights to safetensors, proposed on the Hub; the main branch holds only
pickles. SHA-256 1fefcd85b08c83451afd1df872bc11b92333dc4b5393506def29a20baa69c4ed."""
SPEECH_FILE = "model.safetensors"

ORIGIN_NOTE = "renderer.json"
"""Lies beside the converted renderer and says what it was made from."""

UNREACHABLE = (OSError, ValueError, httpx2.HTTPError)
"""What the Hub's library raises when something is not there, not allowed or not connected."""


def full_status(folder: Path | None) -> list[WeightStatus]:
    """Every file that the engine needs: in the folder, or kept from a download before."""
    sources = dict.fromkeys((file.name for file in OWN_FILES), weights_repository())
    sources[SEGMENTATION.name] = SEGMENTATION_SOURCE
    found = [
        WeightStatus(each.file, each.path or _kept(sources[each.file.name], each.file.name))
        for each in weights_status(folder)
    ]
    own = speech_folder(folder)
    speech = speech_weights(own) if own else _kept(SPEECH_SOURCE, SPEECH_FILE)
    return [*found, WeightStatus(SPEECH, speech)]


def download(repository: Repository, name: str) -> Path:
    """A file of a repository.

    Raises:
        EngineUnavailableError: it cannot be downloaded, or the repository is the mirror, whose
            files are not converted.
    """
    if repository.name == MIRROR.name:
        raise EngineUnavailableError("mirror-not-converted", repository=MIRROR.name)
    try:
        return Path(hf_hub_download(repository.name, name, revision=repository.revision))
    except UNREACHABLE as error:
        raise EngineUnavailableError(
            "weights-not-downloaded",
            name=name,
            repository=repository.name,
            variable=REPOSITORY_VARIABLE,
        ) from error


def download_segmentation() -> Path:
    """The segmentation model.

    Raises:
        EngineUnavailableError: it cannot be downloaded, or another file is in its place.
    """
    source = SEGMENTATION_SOURCE
    try:
        path = Path(hf_hub_download(source.name, SEGMENTATION.name, revision=source.revision))
    except UNREACHABLE as error:
        raise EngineUnavailableError(
            "segmentation-not-downloaded", name=SEGMENTATION.name, repository=source.name
        ) from error
    if file_digest(path) != SEGMENTATION_SHA256:
        raise EngineUnavailableError(
            "segmentation-replaced", name=SEGMENTATION.name, repository=source.name
        )
    return path


def download_mirror(folder: Path) -> None:
    """The authors' files from the mirror, in their layout.

    Raises:
        OutputError: they cannot be downloaded.
    """
    try:
        snapshot_download(MIRROR.name, local_dir=folder, allow_patterns=list(MIRRORED))
    except UNREACHABLE as error:
        raise OutputError(
            "mirror-not-downloaded",
            repository=MIRROR.name,
            folder=folder,
            reason=_first_line(error),
        ) from error


def fetch_packages(renderer: Path, folder: Path) -> None:
    """Downloads what was compiled for this machine's card, if the renderer came from a repository
    that has it; without it, and without a connection, the renderer runs as it is.

    Packages are programs. They are taken only from a commit that the owner has named, so that
    nobody can put others there.

    Args:
        renderer: its weights, as they were found or downloaded.
        folder: where the packages will be, as `ahead_of_time.package_folder` names it.
    """
    repository = weights_repository()
    if repository is None or repository.revision is None or (folder / PACKAGE_INDEX).is_file():
        return
    if _kept(repository, RENDERER.name) != renderer:
        return
    # Indices of others say for which machines there are packages.
    wanted = [f"{COMPILED}/{folder.name}/*", f"{COMPILED}/*/{PACKAGE_INDEX}"]
    with suppress(*UNREACHABLE):
        snapshot_download(repository.name, revision=repository.revision, allow_patterns=wanted)


def push(folder: Path | None, name: str) -> Repository:
    """Uploads the converted files, and what was compiled of them, to the owner's own repository,
    with a card about them.

    A repository that is not there yet is made, private.

    Args:
        folder: with the converted files.
        name: `owner/name` of the repository.

    Returns:
        The repository at the commit just made.

    Raises:
        FileMissingError: a file is missing.
        OutputError: the repository is public, or cannot be written to.
    """
    found = [each for each in weights_status(folder) if each.file in OWN_FILES]
    missing = tuple(each.file.name for each in found if each.path is None)
    if missing:
        raise FileMissingError("push-without-weights", names=missing)
    api = HfApi()
    try:
        api.create_repo(name, private=True, exist_ok=True)
        is_private = api.repo_info(name).private
    except UNREACHABLE as error:
        raise _refused(name, error) from error
    if not is_private:
        raise OutputError("push-to-public", repository=name)
    try:
        commit = api.create_commit(
            name, list(_additions(found)), commit_message="Upload converted weights"
        )
    except UNREACHABLE as error:
        raise _refused(name, error) from error
    return Repository(name, commit.oid)


def card(found: list[WeightStatus]) -> str:
    """The repository's card: origin and licence of every file."""
    rows = [
        f"| `{each.file.name}` | {each.file.purpose} | {each.file.origin} | {each.file.licence} "
        f"| {each.bytes} | `{each.digest()}` |"
        for each in found
    ]
    return "\n".join(
        [
            "---",
            "license: other",
            "tags:",
            "- talking-head",
            "---",
            "",
            "# Weights of Real3D-Portrait, converted",
            "",
            "For the owner's own use; keep this repository private. The files hold the same "
            "numbers as the authors' release, in safetensors.",
            "",
            "| file | for | from | licence | bytes | SHA-256 |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            f"In `{COMPILED}/`, if it is there, lie programs that were compiled of the network, "
            "each for one kind of graphics card and one version of PyTorch, without weights.",
            "",
            "The network is that of Ye et al., *Real3D-Portrait: One-shot Realistic 3D Talking "
            "Portrait Synthesis*, ICLR 2024, [arXiv:2401.08503](https://arxiv.org/abs/2401.08503), "
            "released at [yerfor/Real3DPortrait](https://github.com/yerfor/Real3DPortrait). The "
            "face model is the [Basel Face Model](https://faces.dmi.unibas.ch/bfm/) (Paysan et al. "
            "2009), which everyone has to get from its site.",
            "",
        ]
    )


def _kept(repository: Repository | None, name: str) -> Path | None:
    """The path of a file that was downloaded before."""
    if repository is None:
        return None
    path = try_to_load_from_cache(repository.name, name, revision=repository.revision)
    return Path(path) if isinstance(path, str) else None


def _additions(found: list[WeightStatus]) -> Iterator[CommitOperationAdd]:
    for each in found:
        assert each.path is not None, "missing files are reported before"
        yield CommitOperationAdd(each.file.name, str(each.path))
        note = each.path.with_name(ORIGIN_NOTE)
        if each.file.name.startswith(note.stem) and note.is_file():
            yield CommitOperationAdd(note.name, str(note))
        if each.file == RENDERER:
            for path in _packages(each.path.parent):
                name = path.relative_to(each.path.parent).as_posix()
                yield CommitOperationAdd(name, str(path))
    yield CommitOperationAdd("README.md", card(found).encode())


def _packages(weights: Path) -> list[Path]:
    """What `weights compile` has put beside the weights, for whatever machine."""
    folder = weights / COMPILED
    return sorted((*folder.glob(f"*/{PACKAGE_INDEX}"), *folder.glob(f"*/*{PACKAGE_SUFFIX}")))


def _refused(name: str, error: BaseException) -> OutputError:
    return OutputError("push-refused", repository=name, reason=_first_line(error))


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")
