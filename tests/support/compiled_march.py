"""Compiles the fused kernel for a GPU that need not be there."""

from __future__ import annotations

from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource, compile

from real3d.triplane.acceleration.fused_marching import PRECISION, _march_ray

CONSTANTS = {
    "COARSE": 48,
    "FINE": 48,
    "SLOTS": 64,
    "CHANNELS": 32,
    "HIDDEN": 64,
    "HALF_VOLUME": 0.5,
    "OVERSHOOT": 0.001,
    "EMPTY_OPACITY": 1e-3,
    "PRECISION": PRECISION,
}
NUMBERS = ("rays", "height", "width")


def compile_for(capability: int) -> str:
    """PTX for an NVIDIA GPU of a compute capability, 90 for 9.0."""
    names = _march_ray.arg_names
    source = ASTSource(
        fn=_march_ray,
        signature={name: _kind(name) for name in names},
        constexprs={(names.index(name),): value for name, value in CONSTANTS.items()},
    )
    return compile(source, target=GPUTarget("cuda", capability, 32)).asm["ptx"]


def _kind(name: str) -> str:
    if name in CONSTANTS:
        return "constexpr"
    return "i32" if name in NUMBERS or name.endswith("stride") else "*fp32"
