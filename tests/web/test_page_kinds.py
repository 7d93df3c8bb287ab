"""Clips, volumes, sounds, points and sequences on the page, held against Keras."""

import io

import numpy as np
import pytest
from scipy.io import wavfile

from tests.web.compared import WITHIN, latents, numbers
from tfgan_suite.data import to_uint8
from tfgan_suite.kinds import Audio
from tfgan_suite.kinds.volumes import slices

pytestmark = pytest.mark.long


def test_clips_play(opened, networks):
    page, rng = opened("director"), np.random.default_rng(0)
    drawn = {
        tensor.name: rng.standard_normal((16, *tensor.shape[1:]), "float32")
        for tensor in sorted(networks["director"].inputs, key=lambda tensor: order(page, "director", tensor.name))
        if tensor.name != "label"
    }
    values = drawn | {"label": np.arange(16, dtype="int32") % 3}
    due = np.asarray(networks["director"]([values[tensor.name] for tensor in networks["director"].inputs]))
    np.testing.assert_allclose(numbers(page.answers("video"), due), due, atol=WITHIN)
    picture = "return document.querySelector('.tile canvas').toDataURL()"
    first = page.ask(picture)
    page.wait(lambda: page.ask(picture) != first)


def order(page, name, tensor):
    models = page.module("return (await fetch('models.json')).json()")["models"]
    inputs = next(model["inputs"] for model in models if model["name"] == name)
    return [spec["name"] for spec in inputs].index(tensor)


def test_volumes_are_shown_by_their_middle_slices(opened, networks):
    page = opened("sculptor")
    drawn = page.ask(
        "const c = document.querySelectorAll('.tile canvas')[3];"
        "return Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)"
    )
    due = to_uint8(slices(np.asarray(networks["sculptor"](latents(0, 16, 3))))[3])
    assert np.abs(np.reshape(drawn, (8, 24, 4))[..., :3] - due.astype(int)).max() <= 1 and len(np.unique(due)) > 9


def test_sounds_are_played_from_wav_files(opened, networks):
    page, kind = opened("singer"), Audio()
    due = np.asarray(networks["singer"](latents(0, 8, 3)))
    script = """
        const {wav} = await import("/app/wav.js");
        const player = document.querySelectorAll(".sounds audio")[5];
        const file = wav(player.answer.audio, %d);
        return [...new Uint8Array(await file.arrayBuffer())];
    """
    rate, heard = wavfile.read(io.BytesIO(bytes(page.module(script % kind.rate))))
    assert rate == kind.rate and heard.dtype == np.int16 and np.abs(due).max() > 1
    assert np.abs(heard - kind.sequence(due[5:6]).astype(int)).max() <= 32
    player = "return document.querySelectorAll('.sounds audio')[5].duration"
    page.wait(lambda: page.ask(player))
    assert page.ask(player) == pytest.approx(400 / kind.rate)


def test_points_and_sequences(opened, networks):
    page, z = opened("ring"), latents(0, 512, 2)
    np.testing.assert_allclose(
        page.ask("return document.querySelector('.plot').answer.map((point) => [...point])"),
        networks["ring"](z),
        atol=WITHIN,
    )
    lines = [line.text for line in opened("writer").driver.find_elements("css selector", ".lines li")]
    tokens = networks["writer"].predict([np.arange(12, dtype="int32"), np.ones((12, 1), "float32")], verbose=0)
    assert lines == ["".join("abcdef"[token] for token in row) for row in tokens]
