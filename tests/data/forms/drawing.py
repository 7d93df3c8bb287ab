"""Tiny pictures on disk, of every kind that users have."""

import numpy as np
import pytest
from PIL import Image

ODD = ("P", "RGBA", "I;16", "L", "1", "CMYK")


def draw(path, seed=0, size=(16, 16), mode="RGB"):
    """A picture of noise, which the seed makes, in any mode of Pillow; its folders are made too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    levels = np.random.default_rng(seed).integers(0, 256, (*size, 3), np.uint8)
    if mode == "I;16":
        image = Image.fromarray(levels[..., 0].astype(np.uint16) * 257)
    else:
        image = Image.fromarray(levels).convert(mode)
    image.save(path)
    return path


def plain(path, colour, size=(16, 16)):
    """A picture in one colour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size[::-1], colour).save(path)
    return path


def song(path, *pitches, length=480, numerator=4, drum=False):
    """A track of quarters over a bass two octaves below, and perhaps a loud drum above all."""
    mido = pytest.importorskip("mido")
    path.parent.mkdir(parents=True, exist_ok=True)
    file = mido.MidiFile(ticks_per_beat=480)
    lead = mido.MidiTrack([mido.MetaMessage("time_signature", numerator=numerator, denominator=4)])
    bass = mido.MidiTrack()
    for pitch in pitches:
        for track, note in ((lead, pitch), (bass, pitch - 24)):
            track.append(mido.Message("note_on", note=note, velocity=64))
            track.append(mido.Message("note_on", note=note, velocity=0, time=length))
    file.tracks += [lead, bass]
    if drum:
        hit = [mido.Message("note_on", note=120, channel=9), mido.Message("note_off", note=120, channel=9, time=480)]
        file.tracks.append(mido.MidiTrack(hit))
    file.save(path)
