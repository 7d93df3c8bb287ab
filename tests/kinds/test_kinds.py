"""Each kind draws, writes, keeps and animates its own samples."""

import numpy as np
import pytest
from PIL import Image
from scipy.io import wavfile

from tfgan_suite.export.meanings import meaning
from tfgan_suite.kinds import (
    KINDS,
    Audio,
    ClassProbabilities,
    Clips,
    Embeddings,
    Images,
    Masks,
    Points,
    Tokens,
    Volumes,
    kind_of,
)
from tfgan_suite.kinds.volumes import slices

RNG = np.random.default_rng(0)
RATE = 8_000


def tones(*hertz, seconds=0.5):
    """One tone a sample, [n, T]."""
    at = np.arange(int(seconds * RATE)) / RATE
    return np.sin(2 * np.pi * np.outer(hertz, at)).astype("float32")


def uniform(*shape):
    return RNG.uniform(-1, 1, shape).astype("float32")


SAMPLES = {
    Images(): uniform(5, 8, 6, 3),
    Masks(): uniform(5, 8, 18, 3),
    ClassProbabilities(): uniform(1, 48, 48, 3),
    Clips(): uniform(3, 4, 8, 8, 1),
    Points(): uniform(9, 2),
    Tokens(): ["a b c", "b b b"],
    Audio(rate=RATE): tones(300, 900),
    Volumes(): uniform(2, 8, 6, 4, 1),
    Embeddings(): uniform(9, 7),
}
ALL = pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: type(kind).__name__)


def test_every_kind_is_tried_here():
    assert {type(kind) for kind in SAMPLES} == {type(kind) for kind in KINDS}


@ALL
def test_each_is_written_in_every_format_it_names(kind, tmp_path):
    for suffix in kind.suffixes:
        kind.write(SAMPLES[kind], tmp_path / f"samples{suffix}")
        assert (tmp_path / f"samples{suffix}").stat().st_size > 10
    assert set(kind.kept) <= set(kind.suffixes)


@ALL
def test_an_array_holds_all_samples_and_what_draws_them_again(kind, tmp_path):
    samples = SAMPLES[kind]
    np.save(tmp_path / "samples.npy", kind.array(samples))
    held = np.load(tmp_path / "samples.npy")
    assert len(held) == len(samples)
    if held.dtype != np.uint8:
        np.testing.assert_array_equal(held, samples)
    elif held.ndim > 1:
        np.testing.assert_allclose(kind.as_samples(held), samples, atol=1 / 127)


@ALL
def test_epochs_become_a_film_where_they_are_pictures(kind, tmp_path):
    for epoch in (1, 2, 3):
        for suffix in kind.kept:
            kind.write(SAMPLES[kind], tmp_path / f"epoch-000{epoch}{suffix}")
    kind.animate(tmp_path)
    assert (tmp_path / "training.gif").exists() == (".png" in kind.kept)


@ALL
def test_its_names_mean_to_clients_what_it_says(kind):
    for name in kind.names:
        known = meaning(name.replace(r"\w+", "a"))
        assert (known.text, known.role, known.span) == (kind.names[name], kind.role, kind.span)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("image", Images), ("image_a", Images), ("point", Points), ("video", Clips), ("tokens", Tokens), ("mask", Masks)],
)
def test_outputs_are_of_the_kind_they_are_named_after(name, kind):
    assert isinstance(kind_of(name), kind)
    assert kind_of(f"no_{name}") is None and kind_of("dense_1", Volumes) is Volumes


def test_a_wave_file_holds_what_is_heard_and_a_pause_between(tmp_path):
    sounds = tones(300, 900)
    Audio(rate=RATE).write(sounds, tmp_path / "two.wav")
    rate, heard = wavfile.read(tmp_path / "two.wav")
    length = sounds.shape[1]
    assert rate == RATE and heard.dtype == np.int16
    np.testing.assert_allclose(heard[:length] / 32767, sounds[0], atol=1e-4)
    np.testing.assert_allclose(heard[-length:] / 32767, sounds[1], atol=1e-4)
    assert len(heard) > 2 * length and not heard[length:-length].any()


def test_channels_of_sound_stay_apart(tmp_path):
    stereo = np.stack([tones(300)[0], -0.5 * tones(300)[0]], -1)[None]
    Audio(rate=RATE).write(stereo, tmp_path / "stereo.wav")
    _, heard = wavfile.read(tmp_path / "stereo.wav")
    np.testing.assert_allclose(heard / 32767, stereo[0], atol=1e-4)


def test_a_higher_tone_stands_higher_in_the_spectrogram():
    kind = Audio(rate=RATE)
    low, high = (kind.picture(tones(hertz))[48:, :, 0].mean(1).argmax() for hertz in (500, 3000))
    assert low > high
    assert kind.picture(np.zeros((1, 4000), "float32"))[48:].max() == 0


def test_a_volume_shows_its_middle_slices():
    volume = np.full((1, 4, 6, 8, 1), -1, "float32")
    volume[:, 2], volume[:, :, 3], volume[..., 4, :] = 0.2, 0.4, 0.6
    cut = slices(volume)
    assert cut.shape == (1, 8, 24, 1)
    assert np.median(cut[0, :6, :8]) == np.float32(0.2) and np.median(cut[0, :4, 8:16]) == np.float32(0.4)
    assert (cut[0, :4, 16:22] == np.float32(0.6)).all() and (cut[0, 6:] == -1).all()


def test_embeddings_lie_in_the_principal_plane_of_real_ones(tmp_path):
    real = np.zeros((100, 5))
    real[:, 3], real[:, 1] = np.linspace(-9, 9, 100), RNG.normal(size=100)
    ends = np.zeros((2, 5))
    ends[:, 3] = [-9, 9]
    ends[:, 0] = 1e6
    kind = Embeddings()
    kind.write(ends, tmp_path / "plane.png", groups=[0, 1], real=real)
    picture = np.asarray(Image.open(tmp_path / "plane.png")).astype(int)
    coloured = np.argwhere(np.ptp(picture, axis=-1) > 50)
    assert np.ptp(coloured[:, 1]) > 200, "what leaves the plane of real embeddings is not seen, what lies in it is"


def test_a_collapsed_cloud_can_be_drawn():
    for kind in (Points(), Embeddings()):
        assert kind.picture(np.ones((4, 2), "float32"), real=np.ones((3, 2))).shape[-1] == 3
