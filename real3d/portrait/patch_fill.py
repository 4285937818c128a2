"""Filling the rim of a hole with what the picture shows elsewhere.

Every patch that reaches into the hole is matched with a patch of the known picture, and the
matches vote for the hole's pixels, again and again from coarse to fine (Wexler et al. 2007, "Space-
time completion of video", with the randomised search of Barnes et al. 2009, "PatchMatch"). Lines
run on into the hole and textures stay sharp, where a smooth fill would leave a blurred halo.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from real3d.numerics.compiled import compiled
from real3d.numerics.types import BoolArray, Float32Array, IndexArray
from real3d.portrait.push_pull import push_pull

_COARSEST = 64
"""Side in pixels of the coarsest level, at which the fill begins."""
_RADII = (1, 2)
"""Radius of a patch in pixels, from the coarsest level on, then `_FINE_RADIUS`: small at first,
because between a shoulder and the picture's edge there is no room for large ones."""
_FINE_RADIUS = 3
_ROUNDS = (8, 5, 3)
"""Rounds of matching and voting, from the coarsest level on; finer levels only follow."""
_SEARCH = 0.30
"""Share of the picture's side within which patches are searched: light and ground change."""
_FEATHER = 0.3
"""Share of the reach over which patches give way to what was there."""
_AROUND = 0.02
"""How much more is filled than is wanted, in picture sides."""
_TRUST = 0.5
"""What a filled pixel counts in a match, to the power of its distance from the known picture."""
_UNKNOWN = 0.5
"""Mask value below which a pixel is to be filled."""


def patch_rim(
    image: Float32Array,  # [S, S, 3], already filled smoothly
    known: Float32Array,  # [S, S] 0..1
    reach: float,  # pixels into the hole
    wanted: BoolArray | None = None,  # [S, S]
) -> Float32Array:
    """`image` with the hole's rim filled by patches; the same input gives the same result.

    Args:
        image, known, reach: what is to be filled.
        wanted: where the fill is of use; a little farther it is made too. None for all over.
    """
    sizes = [image.shape[0]]
    while sizes[-1] > _COARSEST:
        sizes.append((sizes[-1] + 1) // 2)
    field, filled = None, image
    for level, size in enumerate(reversed(sizes)):
        mask = cv2.resize(known, (size, size), interpolation=cv2.INTER_AREA)
        radius = _RADII[level] if level < len(_RADII) else _FINE_RADIUS
        hole, usable = _regions(mask, reach * size / image.shape[0], radius)
        if wanted is not None:
            hole &= _around(wanted, size)
        if not hole.any() or not usable.any():
            return image
        picture = cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA)
        if field is None:
            # From the hole's edge inwards; a smooth fill would pull every match to its own mean.
            picture[hole] = _repeat_edge(picture, mask)[hole]
        else:
            finer = cv2.resize(filled, (size, size), interpolation=cv2.INTER_LINEAR)
            picture[hole] = finer[hole]
        field = _starting_field(usable, field)
        searching = level < len(_ROUNDS)
        search = int(_SEARCH * size) if searching else 0
        trust = _trust(hole)
        side = 2 * radius + 1
        reaching = cv2.dilate(hole.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
        cost = np.zeros(hole.shape, np.float32)
        for number in range(_ROUNDS[level] if searching else 1):
            _match(picture, trust, reaching, usable, field, cost, radius, search, number)
            voted = _vote(picture, reaching, field, cost, trust, radius)
            picture[hole] = voted[hole]
        filled = picture
    # Matches may be lighter or darker than what they continue: the difference along the hole's
    # edge is taken back smoothly over the whole rim (Perez et al. 2003, "Poisson image editing").
    edge = reaching & ~hole & (known > 0.99)
    filled = filled + push_pull((image - voted) * edge[..., None], edge.astype(np.float32))
    inward = cv2.distanceTransform((known < _UNKNOWN).astype(np.uint8), cv2.DIST_L2, 5)
    share = np.clip((reach - inward) / (_FEATHER * reach), 0, 1).astype(np.float32)
    share[known >= _UNKNOWN] = 0
    return image + (filled - image) * share[..., None]


def _regions(mask: Float32Array, reach: float, radius: int) -> tuple[BoolArray, BoolArray]:
    """Pixels to fill, and centres of patches that are known throughout."""
    unknown = mask < _UNKNOWN
    inward = cv2.distanceTransform(unknown.astype(np.uint8), cv2.DIST_L2, 5)
    certain = (mask > 0.99).astype(np.uint8)
    side = 2 * radius + 1
    usable = cv2.erode(certain, np.ones((side, side), np.uint8), borderValue=0) > 0
    usable[:radius], usable[-radius:], usable[:, :radius], usable[:, -radius:] = (False,) * 4
    # A pocket of background between hair and neck holds no whole patch; what is far away would be
    # put around it.
    outward = cv2.distanceTransform(1 - usable.astype(np.uint8), cv2.DIST_L2, 5)
    served = outward - inward <= 2 * side
    return unknown & (inward <= max(reach, 1.0)) & served, usable


def _around(wanted: BoolArray, size: int) -> BoolArray:
    """[size, size] what is wanted of the picture, and a little more."""
    side = 2 * round(_AROUND * len(wanted)) + 1
    more = cv2.dilate(wanted.astype(np.uint8), np.ones((side, side), np.uint8))
    return cv2.resize(more, (size, size), interpolation=cv2.INTER_AREA) > 0


def _trust(hole: BoolArray) -> Float32Array:
    inward = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5)
    return (_TRUST**inward).astype(np.float32)


def _repeat_edge(picture: Float32Array, mask: Float32Array) -> Float32Array:
    """Every unknown pixel gets the colour of the known one nearest to it."""
    rows, columns = nearest_pixels(mask > 0.99)
    return picture[rows, columns]


def _starting_field(usable: BoolArray, coarser: IndexArray | None) -> NDArray:
    """[S, S, 2] row and column of a first match: the coarser level's, else the nearest patch."""
    size = usable.shape[0]
    nearest = np.stack(nearest_pixels(usable), axis=-1)
    if coarser is None:
        return nearest
    half = np.arange(size) // 2
    odd = np.stack(np.meshgrid(np.arange(size) % 2, np.arange(size) % 2, indexing="ij"), axis=-1)
    doubled = np.clip(2 * coarser[half[:, None], half] + odd, 0, size - 1)
    return nearest[doubled[..., 0], doubled[..., 1]]


def nearest_pixels(where: BoolArray) -> tuple[IndexArray, IndexArray]:
    """Rows and columns [S, S] of the nearest pixel that is True."""
    _, labels = cv2.distanceTransformWithLabels(
        1 - where.astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(where)
    places = np.zeros((2, labels.max() + 1), np.int32)
    places[:, labels[rows, columns]] = rows, columns
    return places[0][labels], places[1][labels]


@compiled(fastmath=True)
def _distance(picture, trust, radius, row, column, other_row, other_column, limit):
    size = picture.shape[0]
    total = np.float32(0.0)
    weight = np.float32(0.0)
    for i in range(-radius, radius + 1):
        y = row + i
        if y < 0 or y >= size:
            continue
        for j in range(-radius, radius + 1):
            x = column + j
            if x < 0 or x >= size:
                continue
            share = trust[y, x]
            weight += share
            for k in range(3):
                d = picture[y, x, k] - picture[other_row + i, other_column + j, k]
                total += share * d * d
        if total > limit * weight and i == 0:
            return np.float32(np.inf)
    return total / weight


@compiled(fastmath=False)
def _match(picture, trust, reaching, usable, field, cost, radius, search, seed):
    """Improve each patch's match: try the neighbours' matches shifted along, then chance."""
    size = picture.shape[0]
    state = np.uint64(seed) * np.uint64(2654435761) + np.uint64(1)
    for sweep in range(2 if search > 0 else 1):
        step = 1 if sweep == 0 else -1
        for n in range(size):
            row = n if step > 0 else size - 1 - n
            for m in range(size):
                column = m if step > 0 else size - 1 - m
                if not reaching[row, column]:
                    continue
                best_row, best_column = field[row, column, 0], field[row, column, 1]
                best = _distance(
                    picture, trust, radius, row, column, best_row, best_column, np.float32(np.inf)
                )
                for axis in range(2):
                    y = row - step * (1 - axis)
                    x = column - step * axis
                    if y < 0 or y >= size or x < 0 or x >= size or not reaching[y, x]:
                        continue
                    try_row = field[y, x, 0] + step * (1 - axis)
                    try_column = field[y, x, 1] + step * axis
                    if not (0 <= try_row < size and 0 <= try_column < size):
                        continue
                    if not usable[try_row, try_column]:
                        continue
                    d = _distance(picture, trust, radius, row, column, try_row, try_column, best)
                    if d < best:
                        best, best_row, best_column = d, try_row, try_column
                span = search
                while span >= 1:
                    state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
                    choices = np.uint64(2 * span + 1)
                    try_row = best_row + int((state >> np.uint64(33)) % choices) - span
                    state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
                    try_column = best_column + int((state >> np.uint64(33)) % choices) - span
                    span //= 2
                    if not (0 <= try_row < size and 0 <= try_column < size):
                        continue
                    near = abs(try_row - row) <= search and abs(try_column - column) <= search
                    if not near or not usable[try_row, try_column]:
                        continue
                    d = _distance(picture, trust, radius, row, column, try_row, try_column, best)
                    if d < best:
                        best, best_row, best_column = d, try_row, try_column
                field[row, column, 0], field[row, column, 1] = best_row, best_column
                cost[row, column] = best


@compiled(fastmath=True)
def _vote(picture, reaching, field, cost, trust, radius):
    """[S, S, 3] the mean of what the matches of a pixel's patches show at that pixel."""
    size = picture.shape[0]
    total, count = 0.0, 0
    for row in range(size):
        for column in range(size):
            if reaching[row, column]:
                total += cost[row, column]
                count += 1
    tolerance = 0.25 * total / count + 1.0
    result = picture.copy()
    for row in range(size):
        for column in range(size):
            if not reaching[row, column]:
                continue
            red, green, blue, weight = 0.0, 0.0, 0.0, 0.0
            for i in range(-radius, radius + 1):
                for j in range(-radius, radius + 1):
                    y, x = row + i, column + j
                    if y < 0 or y >= size or x < 0 or x >= size or not reaching[y, x]:
                        continue
                    share = trust[y, x] * np.exp(-cost[y, x] / tolerance) + 1e-8
                    from_row, from_column = field[y, x, 0] - i, field[y, x, 1] - j
                    red += share * picture[from_row, from_column, 0]
                    green += share * picture[from_row, from_column, 1]
                    blue += share * picture[from_row, from_column, 2]
                    weight += share
            result[row, column, 0] = red / weight
            result[row, column, 1] = green / weight
            result[row, column, 2] = blue / weight
    return result
