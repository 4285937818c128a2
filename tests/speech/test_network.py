import numpy as np
import pytest

from real3d.speech.articulation import LIVE_WEIGHTS, WHOLE_WEIGHTS
from real3d.speech.features import FEATURES
from real3d.speech.network import LIVE, WHOLE, NetworkStream, load_network

NETWORKS = [(WHOLE_WEIGHTS, WHOLE), (LIVE_WEIGHTS, LIVE)]


def some_features(count, seed=0):
    return np.random.default_rng(seed).standard_normal((count, FEATURES)).astype(np.float32)


def in_chunks(network, features, sizes):
    stream, parts, first = NetworkStream(network), [], 0
    while first < len(features):
        size = int(next(sizes))
        parts.append(stream.push(features[first : first + size]))
        first += size
    return np.concatenate([*parts, stream.finish()])


@pytest.mark.parametrize(("path", "layout"), NETWORKS)
@pytest.mark.parametrize("count", [1, 2, 3, 99, 1300])
def test_two_features_make_one_output(path, layout, count):
    assert load_network(path, layout).run(some_features(count)).shape == (-(-count // 2), 22)


@pytest.mark.parametrize(("path", "layout"), NETWORKS)
def test_chunks_of_any_size_give_the_same_as_the_whole(path, layout):
    network, features = load_network(path, layout), some_features(1301)
    rng = np.random.default_rng(1)
    outputs = in_chunks(network, features, iter(lambda: rng.integers(0, 90), None))
    assert np.abs(outputs - network.run(features)).max() < 1e-3


@pytest.mark.parametrize(("path", "layout"), NETWORKS)
def test_the_same_twice_is_identical(path, layout):
    network, features = load_network(path, layout), some_features(700)
    assert np.array_equal(network.run(features), network.run(features))


def test_the_live_network_looks_80_ms_ahead():
    network, features = load_network(LIVE_WEIGHTS, LIVE), some_features(400)
    changed = features.copy()
    changed[300:] += 1.0
    same = np.isclose(network.run(features), network.run(changed), atol=1e-6).all(axis=1)
    first_change = int(np.argmin(same))
    steps_ahead = 4  # 80 ms at 50 per second
    assert 150 - steps_ahead - 2 <= first_change <= 150


@pytest.mark.parametrize(("path", "megabytes"), [(WHOLE_WEIGHTS, 1.0), (LIVE_WEIGHTS, 0.3)])
def test_the_weights_are_small(path, megabytes):
    assert path.stat().st_size <= megabytes * 1e6


@pytest.mark.parametrize(("path", "layout"), NETWORKS)
def test_the_training_framework_computes_the_same(path, layout):
    torch = pytest.importorskip("torch")
    network = load_network(path, layout)
    features = some_features(500)
    with torch.no_grad():
        visemes, channels, voicing = in_training_framework(network)(torch.tensor(features)[None])
    outputs = network.run(features)
    assert np.abs(outputs[:, :15] - visemes[0].numpy()).max() < 1e-4
    assert np.abs(1 / (1 + np.exp(-outputs[:, 15:21])) - channels[0].numpy()).max() < 1e-4
    assert np.abs(outputs[:, 21] - voicing[0].numpy()).max() < 1e-4


def in_training_framework(network):
    """The shipped weights where they came from, with normalisations that do nothing but shift."""
    import torch

    from training.speech.network import SpeechNet

    copy = SpeechNet(network.layout).eval()
    weights = {
        "stem.weight": network.stem.reshape(6, FEATURES, -1).transpose(2, 1, 0),
        "stem.bias": network.stem_bias,
        "head.weight": network.head.T,
        "head.bias": network.head_bias,
        "norm.weight": network.scale,
        "norm.bias": network.shift,
    }
    for k, block in enumerate(network.blocks):
        weights |= {
            f"blocks.{k}.depthwise": block.depthwise,
            f"blocks.{k}.norm.bias": block.depthwise_bias,
            f"blocks.{k}.gated.weight": block.gated.T,
            f"blocks.{k}.gated.bias": block.gated_bias,
            f"blocks.{k}.back.weight": block.back.T,
            f"blocks.{k}.back.bias": block.back_bias,
        }
    tensors = {name: torch.tensor(np.ascontiguousarray(w)) for name, w in weights.items()}
    copy.load_state_dict(tensors, strict=False)
    for module in copy.modules():
        if isinstance(module, torch.nn.BatchNorm1d):
            module.eps = 0.0
    return copy
