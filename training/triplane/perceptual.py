"""The perceptual loss: L1 between features of VGG19 (ImageNet) and of VGG16 (VGGFace).

Neither network's weights are ours to give; both are read from files that the owner provides, with
torchvision's names (`features.0.weight`, ...). VGGFace is for research only.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from real3d.errors import FileMissingError, InputError
from real3d.triplane.modeling.resizing import shrink
from real3d.triplane.weights.tensor_file import read_tensors

VGG19 = (2, 2, 4, 4, 4)
VGG16 = (2, 2, 3, 3, 3)
"""Convolutions between two poolings."""
WIDTHS = (64, 128, 256, 512, 512)
WEIGHTS = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1.0)
"""Of the first activation after each pooling."""
FILES = ("vgg19.safetensors", "vggface.safetensors")
FACE_SCALE = 1 / 255
"""VGGFace's share: its features are of the size of 8-bit levels."""
HALVINGS = 3
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of ImageNet's colours, 0..1."""


class Features(nn.Module):
    """The first activation after each pooling of a VGG network."""

    def __init__(self, depths: tuple[int, ...], widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        self._tapped = []
        inputs = 3
        for depth, width in zip(depths, widths, strict=True):
            self._tapped.append(len(layers) + 1)
            for _ in range(depth):
                layers += [nn.Conv2d(inputs, width, 3, padding=1), nn.ReLU()]
                inputs = width
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)

    def forward(self, image: Tensor) -> list[Tensor]:
        found = []
        for number, layer in enumerate(self.features):
            image = layer(image)
            if number in self._tapped:
                found.append(image)
            if len(found) == len(self._tapped):
                break
        return found


class PerceptualLoss(nn.Module):
    """Of pictures [B, 3, H, W]."""

    def __init__(self, objects: Features, faces: Features) -> None:
        super().__init__()
        self.objects, self.faces = objects, faces
        self.requires_grad_(False).eval()

    def forward(self, found: Tensor, expected: Tensor) -> Tensor:
        loss = self._distance(self.objects, _normalised(found), _normalised(expected))
        levels = ((found + 1) * 127.5, (expected + 1) * 127.5)
        loss = loss + FACE_SCALE * self._distance(self.faces, *levels)
        for _ in range(HALVINGS):
            size = found.shape[-1] // 2
            if size < 16:
                break
            found, expected = shrink(found, size), shrink(expected, size)
            deepest = [self.objects(_normalised(image))[-1] for image in (found, expected)]
            loss = loss + F.l1_loss(deepest[0], deepest[1].detach())
        return loss

    def _distance(self, network: Features, found: Tensor, expected: Tensor) -> Tensor:
        with torch.no_grad():
            right = network(expected)
        parts = zip(WEIGHTS, network(found), right, strict=True)
        return sum((w * F.l1_loss(a, b) for w, a, b in parts), found.new_zeros(()))


def load_perceptual(folder: Path) -> PerceptualLoss:
    """The loss with the weights in a folder.

    Raises:
        FileMissingError: a file is not there.
        InputError: a file holds another network.
    """
    networks = []
    for name, depths in zip(FILES, (VGG19, VGG16), strict=True):
        path = folder / name
        if not path.is_file():
            raise FileMissingError("perceptual-weights-missing", path=path)
        network = Features(depths)
        state = {k: v for k, v in read_tensors(path).items() if k.startswith("features.")}
        try:
            network.load_state_dict(state)
        except RuntimeError as error:
            raise InputError("perceptual-weights-unusable", path=path) from error
        networks.append(network)
    return PerceptualLoss(*networks)


def _normalised(image: Tensor) -> Tensor:
    mean, spread = (image.new_tensor(each).view(3, 1, 1) for each in (MEAN, SPREAD))
    return ((image + 1) / 2 - mean) / spread
