import numpy as np
import pytest

from real3d.speech.network import Layout, load_network
from training.speech.corpus import Tape
from training.speech.labels import labels
from training.speech.phones import Segment
from training.speech.recording import spectra

torch = pytest.importorskip("torch")
TINY = Layout(8, (1, 2), (2, 0))


@pytest.fixture(scope="module")
def tapes(speech):
    magnitude = spectra(speech.samples)
    found = labels([Segment(*phone) for phone in speech.phones], len(magnitude))
    return [Tape(name, magnitude, found, 1.0) for name in ("voice_0", "music_0")]


def test_an_interrupted_training_goes_on_where_it_was(tapes, tmp_path, capsys):
    from training.speech.train import train

    train(tapes, TINY, 2, tmp_path / "net.pt", seed=0)
    train(tapes, TINY, 3, tmp_path / "net.pt", seed=0)
    held = torch.load(tmp_path / "net.pt", weights_only=True)
    assert held["step"] == 3
    assert "step 3" in capsys.readouterr().out


def test_a_trained_network_is_heard_through_the_shipped_code(tapes, tmp_path):
    from training.speech.augment import Examples
    from training.speech.export import export
    from training.speech.train import train

    network = train(tapes, TINY, 2, tmp_path / "net.pt", seed=0)
    export(network, np.zeros(40), tmp_path / "net.npz")
    features = Examples(tapes, 0).draw().features
    with torch.no_grad():
        visemes = network(torch.from_numpy(features)[None])[0][0].numpy()
    shipped = load_network(tmp_path / "net.npz", TINY).run(features)
    assert np.abs(shipped[:, :15] - visemes).max() < 2e-2  # rounded to half precision
