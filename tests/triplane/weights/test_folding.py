from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from real3d.triplane.weights.folding import BatchNorm, compose, fold_norm, normalise_spectrum
from tests.support.closeness import assert_close


def test_a_norm_after_a_convolution_goes_into_its_weights():
    torch.manual_seed(0)
    conv, norm = nn.Conv2d(3, 5, 3, padding=1), nn.BatchNorm2d(5).eval()
    for tensor in (norm.weight, norm.bias, norm.running_mean):
        nn.init.normal_(tensor)
    nn.init.uniform_(norm.running_var, 0.5, 2)
    image = torch.randn(2, 3, 6, 6)

    statistics = BatchNorm(norm.weight, norm.bias, norm.running_mean, norm.running_var)
    weight, bias = fold_norm(conv.weight, conv.bias, statistics)
    folded = F.conv2d(image, weight.float(), bias.float(), padding=1)
    assert_close(folded, norm(conv(image)))
    weight, bias = fold_norm(conv.weight, None, statistics)
    folded = F.conv2d(image, weight.float(), bias.float(), padding=1)
    assert_close(folded, norm(F.conv2d(image, conv.weight, padding=1)))


def test_the_stored_vectors_give_the_largest_singular_value():
    torch.manual_seed(0)
    weight = torch.randn(4, 3, 2, 2)
    left, values, right = torch.linalg.svd(weight.flatten(1), full_matrices=False)
    folded = normalise_spectrum(weight, left[:, 0], right[0])
    assert_close(folded.float(), weight / values[0])


def test_a_1x1_convolution_goes_into_the_one_after_it():
    torch.manual_seed(0)
    outer, inner = torch.randn(4, 3, 3, 3), torch.randn(3, 2)
    image = torch.randn(1, 2, 7, 7)
    both = F.conv2d(F.conv2d(image, inner[..., None, None]), outer, padding=1)
    assert_close(F.conv2d(image, compose(outer, inner).float(), padding=1), both, 1e-5)
