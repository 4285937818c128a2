"""Parts of a network compiled ahead of time, for one device, precision and number of frames.

Compiling takes minutes, so it is done on request and kept beside the weights; `torch.compile` would
do it in every process, for which ZeroGPU's short-lived ones have no time. The plain form is the
module itself, which also takes inputs of other shapes, such as a video's last frames. Packages hold
code only: weights stay the module's. They run on one kind of GPU under one version of PyTorch;
anywhere else, and where they cannot be loaded, the plain form runs, and why is said.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from real3d.errors import OutputError
from real3d.messages.message import Message
from real3d.triplane.modeling.renderer import SIZE, DrivingStates, PortraitImages, Renderer
from real3d.triplane.weights.files import COMPILED, PACKAGE_INDEX, PACKAGE_SUFFIX

CODE_ONLY = {
    "aot_inductor.package_constants_in_so": False,
    # Weights keep their names only if nothing is computed from them beforehand.
    "always_keep_tensor_constants": True,
    "joint_graph_constant_folding": False,
}


@dataclass(frozen=True)
class Signature:
    """What a compiled part was made for."""

    inputs: tuple[tuple[str, tuple[int, ...]], ...]
    """Precision and shape of each input."""

    @classmethod
    def of(cls, inputs: tuple[Tensor, ...]) -> Signature:
        """That of given inputs."""
        return cls(tuple((str(x.dtype).removeprefix("torch."), tuple(x.shape)) for x in inputs))


def heavy_parts(renderer: Renderer) -> Mapping[str, nn.Module]:
    """The modules that take nearly all of a frame's time; they take and return tensors only."""
    names = (
        "motion_adapter",
        "super_resolution.head_block",
        "super_resolution.torso.generator",
        "super_resolution.torso.occlusion",
        "super_resolution.person",
        "super_resolution.scene",
        "super_resolution.final_block",
    )
    return {name: renderer.get_submodule(name) for name in names}


def package_folder(weights: Path, device: torch.device, dtype: torch.dtype, chunk: int) -> Path:
    """Where packages for a device, precision and number of frames are kept.

    Args:
        weights: the folder of the converted weights.
        device: packages of one kind of GPU do not run on another.
        dtype: of the networks around the volume renderer.
        chunk: frames at once.
    """
    kind = torch.cuda.get_device_name(device) if device.type == "cuda" else "cpu"
    parts = (kind, str(dtype).removeprefix("torch."), f"chunk{chunk}", f"torch{torch.__version__}")
    return weights / COMPILED / "-".join(parts).replace(" ", "_").replace("/", "_")


@torch.no_grad()
def compile_parts(
    parts: Mapping[str, nn.Module], run: Callable[[], object], folder: Path
) -> list[Path]:
    """Compiles modules for the inputs that they get in a run. Takes minutes.

    Args:
        parts: by names that become file names.
        run: a chunk of frames that passes once through each part.
        folder: gets a package for each part, and an index.

    Raises:
        OutputError: the folder cannot be written to.
    """
    inputs = _inputs(parts, run)
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, module in parts.items():
            program = torch.export.export(module, inputs[name])
            path = torch._inductor.aoti_compile_and_package(
                program,
                package_path=str(folder / f"{name}{PACKAGE_SUFFIX}"),
                inductor_configs=CODE_ONLY,
            )
            paths.append(Path(path))
        index = {name: Signature.of(given).inputs for name, given in inputs.items()}
        (folder / PACKAGE_INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        reason = str(error)
        raise OutputError("compiled-parts-not-written", folder=folder, reason=reason) from error
    return paths


def use_compiled_parts(
    parts: Mapping[str, nn.Module], folder: Path, at_once: bool
) -> tuple[Message, ...]:
    """Lets modules run their compiled form for the inputs it was made for.

    Args:
        parts: as they were given to `compile_parts`, with the weights where they will run.
        folder: of the packages, as `package_folder` names it.
        at_once: packages are loaded now; else when they are needed, for a process that only starts
            others may have no GPU.

    Returns:
        Why the plain form runs although somebody has compiled the parts.
    """
    signatures = _signatures(folder)
    if signatures.keys() != parts.keys():
        indices = folder.parent.glob(f"*/{PACKAGE_INDEX}")
        others = tuple(sorted(index.parent.name for index in indices))
        return (Message("compiled-for-others", names=others),) if others else ()
    forwards = {
        name: CompiledForward(part, folder / f"{name}{PACKAGE_SUFFIX}", signatures[name])
        for name, part in parts.items()
    }
    if at_once:
        try:
            for forward in forwards.values():
                forward.load()
        except Exception as error:  # compilers and drivers have a type of error each
            return (Message("compiled-not-loaded", reason=_first_line(error)),)
    for name, part in parts.items():
        part.forward = forwards[name]
    return ()


def render_dummy_chunk(renderer: Renderer, device: torch.device, chunk: int) -> None:
    """Renders a chunk of black frames, so that every part of the network gets its inputs."""
    picture = torch.zeros((1, 3, SIZE, SIZE), device=device)
    landmarks = torch.zeros((1, 68, 3), device=device)
    portrait = PortraitImages(picture, picture, picture[:, :2], landmarks)
    pose = torch.eye(4, device=device).flatten()
    lens = torch.tensor((4.0, 0, 0.5, 0, 4.0, 0.5, 0, 0, 1), device=device)
    states = DrivingStates(
        picture.expand(chunk, -1, -1, -1),
        torch.cat((pose, lens)).expand(chunk, -1),
        landmarks.expand(chunk, -1, -1),
    )
    renderer.render(
        renderer.encode_portrait(portrait),
        renderer.encode_background(picture),
        renderer.encode_reference(picture, picture),
        states,
    )


class CompiledForward:
    """A module's `forward` that runs its compiled form for the inputs it was compiled for."""

    def __init__(self, module: nn.Module, package: Path, signature: Signature) -> None:
        self._module = module
        self._plain = module.forward
        self._package = package
        self._signature = signature
        self._compiled: Any = None
        self._broken = False

    def __call__(self, *inputs: Tensor) -> Any:
        if self._broken or Signature.of(inputs) != self._signature:
            return self._plain(*inputs)
        if self._compiled is None:
            try:
                self.load()
            except Exception as error:  # compilers and drivers have a type of error each
                self._broken = True
                message = Message("compiled-not-loaded", reason=_first_line(error))
                warnings.warn(str(message), stacklevel=2)
                return self._plain(*inputs)
        return self._compiled(*inputs)

    def load(self) -> None:
        """Loads the package and gives it the module's weights."""
        compiled: Any = torch._inductor.aoti_load_package(str(self._package))
        weights = self._module.state_dict()
        compiled.load_constants(
            {name: weights[name] for name in compiled.get_constant_fqns()},
            check_full_update=True,
            user_managed=True,
        )
        self._compiled = compiled


def _signatures(folder: Path) -> dict[str, Signature]:
    """Of each package in a folder; empty without an index."""
    index = folder / PACKAGE_INDEX
    if not index.is_file():
        return {}
    return {
        name: Signature(tuple((dtype, tuple(shape)) for dtype, shape in inputs))
        for name, inputs in json.loads(index.read_text(encoding="utf-8")).items()
    }


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def _inputs(
    parts: Mapping[str, nn.Module], run: Callable[[], object]
) -> dict[str, tuple[Tensor, ...]]:
    """The inputs of each part in a run."""
    inputs: dict[str, tuple[Tensor, ...]] = {}

    def keep(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        return lambda module, given: inputs.__setitem__(name, tuple(x.clone() for x in given))

    handles = [module.register_forward_pre_hook(keep(name)) for name, module in parts.items()]
    run()
    for handle in handles:
        handle.remove()
    return inputs
