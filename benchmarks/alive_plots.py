"""One page: how real people's movement is distributed, and ours over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from real3d.evaluation.figures import HEAD_SIGMA_S, STRETCH_S, blinks, head_spectrum
from real3d.evaluation.performance import RATE, Performance
from real3d.numerics.smoothing import smooth
from real3d.numerics.types import FloatArray

COLOURS = ("0.55", "tab:orange", "tab:blue", "tab:green")


def draw_plots(path: Path, sets: Mapping[str, Sequence[Performance]]) -> None:
    """Writes a PNG.

    Args:
        path: of the picture.
        sets: performances by the name of their makers, real people first.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(3, 4, figsize=(15, 9))
    places = iter(axes.flat)
    for name, unit, low, high, values in PANELS:
        _distribution(next(places), name, unit, np.linspace(low, high, 41), values, sets)
    _spectra(next(places), sets)
    handles, labels = axes.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="lower center", ncol=len(sets), frameon=False)
    figure.tight_layout(rect=(0, 0.04, 1, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=75)
    pyplot.close(figure)


def _distribution(axis, name, unit, edges, values, sets) -> None:
    """Every maker's histogram, in which each video counts alike."""
    drawn = 0
    for (maker, seen), colour in zip(sets.items(), COLOURS, strict=False):
        found = [np.clip(values(each), edges[0], edges[-1]) for each in seen]
        found = [each for each in found if len(each) and np.ptp(each) > 0]
        if not found:
            axis.plot([], [], color=colour, label=maker)
            continue
        weights = np.concatenate([np.full(len(each), 1 / len(each)) for each in found])
        density, _ = np.histogram(np.concatenate(found), edges, weights=weights / len(found))
        style = {"fill": True, "alpha": 0.5} if drawn == 0 else {"fill": False, "linewidth": 1.6}
        axis.stairs(density, edges, color=colour, label=maker, **style)
        drawn += 1
    axis.set_title(name, fontsize=10)
    axis.set_xlabel(unit, fontsize=9)
    axis.set_yticks([])


def _spectra(axis, sets) -> None:
    for (_, seen), colour in zip(sets.items(), COLOURS, strict=False):
        spectra = [head_spectrum(each) for each in seen]
        power = np.exp(np.mean([np.log(power + 1e-9) for _, power in spectra], axis=0))
        axis.loglog(spectra[0][0], power, color=colour)
    axis.set_title("spectrum of the head's angles", fontsize=10)
    axis.set_xlabel("Hz", fontsize=9)


def _angle(index: int) -> Callable[[Performance], FloatArray]:
    def values(seen: Performance) -> FloatArray:
        angle = np.degrees(smooth(seen.rotation[:, index], HEAD_SIGMA_S * RATE))
        return angle - np.repeat(*_means(angle))

    return values


def _means(track: FloatArray) -> tuple[FloatArray, NDArray[np.int64]]:
    """The mean of each ten seconds, and how many steps it holds."""
    parts = np.array_split(track, max(1, int(len(track) / RATE / STRETCH_S)))
    return np.array([part.mean() for part in parts]), np.array([len(part) for part in parts])


def _turning(seen: Performance) -> FloatArray:
    angles = np.degrees(smooth(seen.rotation, HEAD_SIGMA_S * RATE))
    return np.log10(np.linalg.norm(np.gradient(angles, 1 / RATE, axis=0), axis=1) + 0.1)


def _brow(seen: Performance) -> FloatArray:
    height = 100.0 * smooth(seen.brow, HEAD_SIGMA_S * RATE)
    return height - np.median(height)


def _place(seen: Performance) -> FloatArray:
    place = 100.0 * seen.translation[:, 0]
    return place - np.repeat(*_means(place))


def _gaze(seen: Performance) -> FloatArray:
    look = np.degrees(seen.gaze[:, 0] + seen.rotation[:, 1])
    return look - np.median(look) if seen.gaze.any() else np.empty(0)


PANELS = (
    ("head yaw", "°, from the mean of ten seconds", -12, 12, _angle(1)),
    ("head pitch", "°", -8, 8, _angle(0)),
    ("head roll", "°", -8, 8, _angle(2)),
    ("head turning speed", "log10 of °/s", -0.5, 2.2, _turning),
    ("head place, sideways", "% of the eyes' distance", -20, 20, _place),
    ("brow height", "% of the eyes' distance, from its median", -4, 6, _brow),
    ("where the eyes look, sideways", "°, from its median", -15, 15, _gaze),
    ("lip gap", "of the eyes' distance", 0, 0.35, lambda seen: seen.lip_gap),
    ("blink intervals", "s", 0, 10, lambda seen: np.diff(blinks(seen).times)),
    ("blink closing", "s", 0, 0.4, lambda seen: blinks(seen).closing),
    ("blink opening", "s", 0, 0.8, lambda seen: blinks(seen).opening),
)
"""Name, unit, least, most, and the values of one video."""
