"""`tfgan sample`: every kind in every format, by what is asked for, and any number without holding them."""

import itertools

import numpy as np
import pytest
from PIL import Image

from tests.variants.cases import CASES, outspoken
from tfgan_suite import data
from tfgan_suite.data import to_uint8
from tfgan_suite.training.applying import sampling
from tfgan_suite.training.applying.attributes import asked
from tfgan_suite.training.applying.sampling import Sampling

NAMES = {"attribute_names": ["Smiling", "Male", "Young"]}


def frames_of(path):
    with Image.open(path) as film:
        return film.n_frames


def test_a_folder_gets_single_files_with_padded_numbers_as_they_are_drawn(run_of, tfgan, tmp_path):
    run, out = run_of("dcgan"), tmp_path / "many"
    status, said, err = tfgan("sample", run.path, "--n", 12, "--out", f"{out}/", "--seed", 3)
    assert status == 0, err
    assert said == [f"12 samples: {out}"]
    assert sorted(path.name for path in out.iterdir()) == [f"{number:04}.png" for number in range(12)]
    expected = to_uint8(np.asarray(outspoken(CASES["dcgan"]).sample(12, seed=3)))
    for number in range(12):
        np.testing.assert_array_equal(np.asarray(Image.open(out / f"{number:04}.png")), expected[number, ..., 0])


def test_chunks_repeat_with_the_seed_and_differ_from_one_another(monkeypatch, tmp_path):
    monkeypatch.setattr(sampling, "CHUNK", 4)
    game = outspoken(CASES["wgan_gp"])
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        Sampling(game, 10, seed).write_array(tmp_path / f"{name}.npy")
    a, b, c = (np.load(tmp_path / f"{name}.npy") for name in "abc")
    assert a.shape == (10, 8, 8, 1) and a.dtype == np.uint8
    np.testing.assert_array_equal(a, b)
    assert (a != c).any(axis=(1, 2, 3)).all()
    assert len({image.tobytes() for image in a}) == 10


@pytest.mark.parametrize("out", ["many", "many.npy", "many.npz"])
def test_many_samples_are_not_held(out, monkeypatch, tmp_path):
    """Each chunk is gone before the next but one is drawn."""
    monkeypatch.setattr(sampling, "CHUNK", 5)
    game, alive, most = outspoken(CASES["dcgan"]), itertools.count(), []

    class Chunk(np.ndarray):
        count = 0

        def __del__(self):
            if self.base is None:
                Chunk.count -= 1

    def sample(n, seed, inputs):
        Chunk.count += 1
        most.append(Chunk.count)
        values = np.random.default_rng(next(alive)).uniform(-1, 1, (n, 8, 8, 1))
        chunk = np.empty(values.shape).view(Chunk).copy()
        chunk[:] = values
        return chunk

    monkeypatch.setattr(game, "sample", sample)
    Sampling(game, 60).write(tmp_path / out)
    assert len(most) == 12 and max(most) <= 2


def test_an_array_file_holds_labels_and_is_data_to_train_on(run_of, tfgan, tmp_path):
    run = run_of("concatenated", facts={"classes": ["bag", "boot", "coat"]})
    assert tfgan("sample", run.path, "--n", 20, "--out", tmp_path / "all.npz")[0] == 0
    assert tfgan("sample", run.path, "--n", 7, "--out", tmp_path / "boots.npz", "--label", "boot")[0] == 0
    held = data.load(str(tmp_path / "all.npz"), "all")
    assert held["image"].shape == (20, 8, 8, 1) and np.bincount(held["label"]).tolist() == [10, 6, 4]
    assert np.load(tmp_path / "boots.npz")["label"].tolist() == [1] * 7


def test_attributes_are_what_is_asked_for_and_the_others_as_in_training(run_of, tfgan, tmp_path):
    run, out = run_of("multiplied", facts=NAMES), tmp_path / "some.npz"
    status, _, err = tfgan("sample", run.path, "--n", 6, "--out", out, "--attributes", "Male=1, Young=0")
    assert status == 0, err
    with np.load(out) as held:
        assert held["attributes"].tolist() == [[0, 1, 0], [1, 1, 0]] * 3
        images = held["image"]
    game = outspoken(CASES["multiplied"])
    told = asked("Male=1,Young=0", game.condition, NAMES["attribute_names"], 6)
    np.testing.assert_array_equal(images, to_uint8(np.asarray(game.sample(6, told=told))))
    assert (images != to_uint8(np.asarray(game.sample(6)))).any()


def test_attributes_without_names_go_by_their_numbers():
    game = outspoken(CASES["multiplied"])
    assert asked("2=0.5", game.condition, [], 2).tolist() == [[0, 0, 0.5], [1, 1, 0.5]]


@pytest.mark.parametrize(
    ("case", "suffix", "count"),
    [("dcgan", ".gif", 5), ("mocogan", ".gif", 4), ("dcgan", ".mp4", 5), ("mocogan", ".mp4", 4)],
)
def test_films_show_images_one_after_another_and_clips_move(case, suffix, count, run_of, tfgan, tmp_path):
    av = pytest.importorskip("av") if suffix == ".mp4" else None
    out = tmp_path / f"film{suffix}"
    status, _, err = tfgan("sample", run_of(case).path, "--n", 5, "--out", out)
    assert status == 0, err
    if av is None:
        assert frames_of(out) == count
    else:
        with av.open(str(out)) as film:
            frames = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
        assert len(frames) == count and frames[0].std() > 1


@pytest.mark.parametrize(("case", "suffix"), [("mocogan", ".gif"), ("seqgan", ".txt"), ("text_to_image", ".png")])
def test_other_kinds_have_single_files_of_their_own(case, suffix, run_of, tfgan, tmp_path):
    run, out = run_of(case), tmp_path / "out"
    status, _, err = tfgan("sample", run.path, "--n", 3, "--out", out)
    assert status == 0, err
    assert sorted(path.name for path in out.iterdir()) == [f"{number:04}{suffix}" for number in range(3)]
    if suffix == ".gif":
        assert frames_of(out / "0000.gif") == 4 and Image.open(out / "0000.gif").size == (8, 8)


def test_sequences_are_an_array_of_texts(run_of, tfgan, tmp_path):
    assert tfgan("sample", run_of("seqgan").path, "--n", 300, "--out", tmp_path / "texts.npz")[0] == 0
    texts = np.load(tmp_path / "texts.npz")["text"]
    assert texts.shape == (300,) and {len(text) for text in texts} == {4}


def test_mistakes_are_one_line_and_write_nothing(run_of, tfgan, tmp_path, monkeypatch):
    images, told = run_of("dcgan").path, run_of("multiplied", facts=NAMES).path
    monkeypatch.setitem(__import__("sys").modules, "av", None)
    out = tmp_path / "out"
    for words, said in {
        (images, "--attributes", "Male=1", "--out", out): "without attributes among its inputs",
        (told, "--attributes", "Bald=1", "--out", out): "give some of Smiling, Male, Young",
        (told, "--attributes", "Male", "--out", out): "give a number",
        (told, "--attributes", "Male=nan", "--out", out): "give a number",
        (told, "--label", 1, "--out", out): "told attributes, not a label",
        (images, "--out", tmp_path / "a.xyz"): ".npz, .png",
        (images, "--out", tmp_path / "a.mp4"): "tfgan_suite[video]",
    }.items():
        status, _, err = tfgan("sample", *words)
        assert status == 2 and len(err) == 1 and said in err[0], (words, err)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dcgan", "multiplied"]
