"""The settings of each stage. Defaults are the published ones (release `real3d_orig`); where they
differ, the field says so and why."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from real3d.errors import SettingsError
from training.triplane.precision import Precision

T = TypeVar("T")


@dataclass(frozen=True)
class NetworkConfig:
    """The renderer and how it is run."""

    divisor: int = 1
    """Channels are divided by it: 1 is the released network, 16 one for trials."""
    size: int = 512
    """Of pictures, pixels; planes have half of it and volume renderings a quarter."""
    coarse: int = 48
    """Samples on a ray."""
    fine: int = 48
    """Samples where the coarse ones have weight."""
    checkpointing: bool = False
    """Computes the super-resolution again for the gradients, to save memory. (Published: never.)"""
    precision: Precision = "float32"
    """Of convolutions and transformers; see `precision.py` for what is float32 always. float32 is
    what the release was trained in, and differs least from one kind of processor to another;
    bfloat16 takes less time and memory where there are matrix units for it."""
    frozen_statistics: bool = False
    """Batch norms keep their running statistics. (Published: never. It makes a step independent of
    the size of the batch, and is right for adaptation.)"""


@dataclass(frozen=True)
class RunConfig:
    """The loop around the steps."""

    steps: int
    batch: int = 1
    """Per process. The release took 8 processes."""
    seed: int = 0
    save_every: int = 2000
    log_every: int = 50
    """Steps whose mean losses are one point of the log."""
    pictures_every: int = 500
    """Steps from one row of pictures in the log to the next."""
    gradient_clip: float = 1.0
    average: float = 0.0
    """Decay of a running average of the weights, which is exported in their place; 0 keeps none, as
    published. 0.999 steadies a training with few clips."""
    perceptual: Path | None = None
    """Folder with the perceptual loss's weights (`perceptual.py`). None leaves the loss out: its
    networks are not free for every use, and what it does L1 does more softly."""


@dataclass(frozen=True)
class RateConfig:
    """A learning rate: rises, then falls by steps."""

    rate: float = 1e-4
    warm_up: int = 0
    factor: float = 0.95
    every: int = 5000
    floor: float = 1e-5

    def at(self, step: int) -> float:
        """The rate of a step, counted from 0."""
        rising = min(1.0, (step + 1) / self.warm_up) if self.warm_up else 1.0
        return rising * max(self.rate * self.factor ** (step // self.every), self.floor)


@dataclass(frozen=True)
class AdversarialConfig:
    """The discriminator's part."""

    start: int
    """First step in which the generator hears of it. Beyond the last step: never."""
    weight: float
    ahead: int = 10_000
    """Steps by which the discriminator begins earlier."""
    rate: float = 2e-4
    penalty: float = 5.0
    """R1."""
    penalty_every: int = 16
    base: int = 32768
    """Channels times resolution."""
    widest: int = 512


@dataclass(frozen=True)
class PlaneConfig:
    """Stage 1: image to plane, distilled from a teacher."""

    run: RunConfig = field(default_factory=lambda: RunConfig(steps=300_000))
    network: NetworkConfig = NetworkConfig()
    rate: RateConfig = RateConfig(warm_up=4000)
    adversarial: AdversarialConfig = AdversarialConfig(start=30_000, weight=0.1)
    novel_adversarial: float = 0.025
    """Weight on the novel view."""
    decoder_from: int = 2000
    super_resolution_from: int = 30_000
    sparse_until: int = 30_000
    """Until then the view that the student sees is trained every fifth step only, which prevents a
    flat picture in space."""
    half_until: int = 35_000
    """Until then every second step."""
    image: float = 1.0
    raw: float = 1.0
    perceptual: float = 0.1
    smoothness: float = 0.25
    smoothness_every: int = 4
    points: int = 1000
    neighbour: float = 0.005
    """Standard deviation of the way to a point's neighbour, in units of the volume."""


@dataclass(frozen=True)
class HeadConfig:
    """Stage 2: the motion adapter, learnt from talking heads."""

    run: RunConfig = field(default_factory=lambda: RunConfig(steps=250_000))
    network: NetworkConfig = NetworkConfig()
    rate: RateConfig = RateConfig(floor=5e-6)
    adversarial: AdversarialConfig = AdversarialConfig(start=250_000, weight=0.002)
    """From its start on, only the super-resolution learns: the second phase. The release's own
    start is its last step, so it has no second phase; later settings start at 200,000."""
    plane_encoder_from: int = 6000
    plane_encoder_rise: int = 20_000
    """The plane encoder's rate rises to its full height this long after the adversarial start."""
    decoder_from: int = 6000
    super_resolution_from: int = 30_000
    same_every: int = 16
    """Steps from one in which the source is its own target to the next."""
    outside: float = 0.2
    """Weight of L1 outside the head."""
    image: float = 1.0
    raw: float = 1.0
    perceptual: float = 0.1
    lips: float = 0.5
    lips_perceptual: float = 0.05
    opacity: float = 0.1
    entropy: float = 0.01
    regularise_every: int = 4
    """Steps; weights of what is regularised are multiplied by as many."""
    smoothness: float = 0.25
    points: int = 1000
    neighbour: float = 0.005
    blink_target: float = 0.15
    blink_largest: float = 2.0
    perturbation_target: float = 0.5
    perturbation_largest: float = 0.2
    perturbation: float = 0.01
    """Standard deviation of the change of identity and expression."""


@dataclass(frozen=True)
class TorsoConfig:
    """Stage 3: torso and background. All but the super-resolution is frozen."""

    run: RunConfig = field(default_factory=lambda: RunConfig(steps=100_000))
    network: NetworkConfig = NetworkConfig()
    rate: RateConfig = RateConfig(rate=1e-5, factor=0.5, every=50_000, floor=1e-6)
    adversarial: AdversarialConfig = AdversarialConfig(start=40_000, weight=0.003)
    same_every: int = 4
    outside: float = 0.5
    image: float = 1.0
    perceptual: float = 0.1
    lips: float = 0.2
    lips_perceptual: float = 0.02
    entropy: float = 0.001
    """Of the torso's occlusion."""
    flow_gradient: float = 0.1
    """Share of the gradients that reach the flow field."""


@dataclass(frozen=True)
class AudioConfig:
    """Audio to motion."""

    run: RunConfig = field(default_factory=lambda: RunConfig(steps=400_000, batch=64))
    rate: RateConfig = RateConfig(rate=5e-4, warm_up=1000, factor=0.1, every=250_000, floor=0.0)
    frames: int = 160
    """Video frames of each excerpt, a multiple of 4. (Published: whole clips, up to 512 of them or
    20,000 audio frames in a batch; excerpts of one length need no masks.)"""
    features: int = 1024
    condition: int = 128
    latent: int = 16
    hidden: int = 256
    flow_hidden: int = 64
    expression: float = 0.5
    landmarks: float = 0.5
    second_difference: float = 1.0
    magnitude: float = 0.1
    divergence: float = 0.02
    divergence_rise: int = 2000
    divergence_flat: int = 2000
    sync: float = 0.2
    sync_network: Path | None = None
    """A checkpoint of the sync stage. None leaves its term out. (The release takes one with random
    weights into the loss when there is no checkpoint, which teaches nothing.)"""


@dataclass(frozen=True)
class SyncConfig:
    """The sync network."""

    run: RunConfig = field(default_factory=lambda: RunConfig(steps=100_000, batch=8192))
    """A batch counts pairs."""
    rate: RateConfig = RateConfig(rate=1e-3, factor=0.98, floor=5e-5)
    features: int = 1024
    base: int = 128
    embedding: int = 1024


@dataclass(frozen=True)
class AdaptationConfig:
    """One person's own networks, from 10 to 60 seconds."""

    run: RunConfig = field(default_factory=lambda: RunConfig(steps=2000))
    network: NetworkConfig = NetworkConfig(frozen_statistics=True)
    whole: bool = True
    """Torso and background too; False adapts the head alone, over black."""
    rank: int = 2
    rate: float = 1e-3
    """Of the low-rank deltas."""
    plane_rate: float = 0.005
    """Of the canonical plane, whose gradient is multiplied by its number of elements."""
    image: float = 1.0
    perceptual: float = 0.5
    raw: float = 0.2
    raw_perceptual: float = 0.1
    lips: float = 1.0
    lips_perceptual: float = 1.0
    opacity: float = 0.01
    entropy: float = 0.001
    occlusion_entropy: float = 0.001
    blink: float = 0.003
    drift: float = 0.1
    """Of the plane from its prediction; 1.0 for at most five frames, 0 for more than 250. (The
    regulariser of the published code that has no gradient is left out.)"""


CONFIGS: dict[str, type] = {
    "plane": PlaneConfig,
    "head": HeadConfig,
    "torso": TorsoConfig,
    "audio": AudioConfig,
    "sync": SyncConfig,
    "adapt": AdaptationConfig,
}
"""By the names of the stages."""


def changed(config: T, path: str, value: str, within: str = "") -> T:
    """A configuration with one field changed, such as `run.steps` or `rate.floor`; `within` is
    what stands before the path.

    Raises:
        SettingsError: there is no such field, or the value does not fit it.
    """
    name, _, rest = path.partition(".")
    names = [each.name for each in dataclasses.fields(config)]  # type: ignore[arg-type]
    if name not in names:
        raise SettingsError("training-setting-unknown", name=within + name, choices=tuple(names))
    present = getattr(config, name)
    if rest and not dataclasses.is_dataclass(present):
        raise SettingsError("training-setting-unknown", name=within + path, choices=tuple(names))
    if rest:
        new: Any = changed(present, rest, value, f"{within}{name}.")
    else:
        choices = get_args(get_type_hints(type(config))[name])
        new = _parsed(within + path, value, present, choices)
    return dataclasses.replace(config, **{name: new})  # type: ignore[type-var]


def as_json(config: Any) -> str:
    """A configuration as text that says all of it; equal for equal configurations."""
    return json.dumps(dataclasses.asdict(config), indent=1, sort_keys=True, default=str)


def _parsed(name: str, value: str, present: Any, choices: tuple[Any, ...]) -> Any:
    try:
        if isinstance(present, bool):
            return {"true": True, "false": False}[value.lower()]
        if isinstance(present, int):
            return int(value)
        if isinstance(present, float):
            return float(value)
        if present is None or isinstance(present, Path):
            return Path(value) if value else None
        if isinstance(present, str) and value in choices:
            return value
    except (ValueError, KeyError):
        pass
    raise SettingsError("training-setting-wrong", name=name, value=value, present=str(present))
