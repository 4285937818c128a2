import numpy as np
import pytest

from real3d.speech.spectrum import BLOCK_FRAMES, HOP, band, frame_count, frame_times, power_spectra


@pytest.mark.parametrize("length", [0, 1, 159, 160, 161, 5000, BLOCK_FRAMES * HOP + 7])
def test_there_is_one_spectrum_per_hundredth_of_a_second(length):
    samples = np.ones(length, dtype=np.float32)
    blocks = list(power_spectra(samples, 400, 512))
    assert sum(len(block) for block in blocks) == frame_count(samples) == max(1, -(-length // 160))
    assert max(len(block) for block in blocks) <= BLOCK_FRAMES


def test_blocks_join_without_a_seam():
    count = BLOCK_FRAMES + 50
    samples = np.random.default_rng(0).standard_normal(count * HOP).astype(np.float32)
    whole = np.concatenate(list(power_spectra(samples, 400, 512)))
    later = np.concatenate(list(power_spectra(samples[900 * HOP :], 400, 512)))
    assert np.allclose(whole[910:], later[10:], rtol=1e-4)


def test_a_tone_lies_in_its_band_at_its_time():
    samples = np.zeros(16000, dtype=np.float32)
    samples[8000:9600] = np.sin(2 * np.pi * 1000 * np.arange(1600) / 16000)
    power = np.concatenate(list(power_spectra(samples, 400, 512)))
    energy = power.sum(axis=1)
    loud = frame_times(len(power))[energy > 0.5 * energy.max()]
    assert loud[0] == pytest.approx(0.5, abs=0.011)
    assert loud[-1] == pytest.approx(0.6, abs=0.011)
    assert power[:, band(900, 1100, 512)].sum() > 0.99 * power.sum()
