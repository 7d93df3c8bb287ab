"""`tfgan apply`: every product that takes pictures, on files, folders and streams, with broken ones among them."""

import csv
import io
import json

import numpy as np
import pytest
from PIL import Image

from tests.thorough import thorough
from tests.variants.cases import CASES, build
from tests.variants.conftest import STOOD_FOR
from tfgan_suite import networks, variants
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.data.pipeline.levels import range_note
from tfgan_suite.training.applying.apply import apply
from tfgan_suite.training.applying.uses import uses
from tfgan_suite.training.running.open_game import open_game

GOOD = ["a.png", "b.jpg", "deep/c.png", "deep/er/a.bmp"]
USED = {
    "pix2pix": {"generator"},
    "cyclegan": {"to_target", "to_source"},
    "cut": {"generator"},
    "fastcut": {"generator"},
    "pan": {"generator"},
    "nogan": {"generator"},
    "srgan": {"generator"},
    "cartoon_gan": {"generator"},
    "unit": {"to_target", "to_source"},
    "esrgan": {"generator"},
    "real_esrgan": {"generator"},
    "spade": {"generator"},
    "styled_spade": {"generator", "encoder"},
    "pix2pixhd": {"generator"},
    "pix2pixhd_coarse": {"generator"},
    "context_encoder": {"generator"},
    "segan": {"segmenter"},
    "segan_classes": {"segmenter"},
    "vae_gan": {"encoder", "reconstruct"},
    "mrgan": {"encoder"},
    "infogan": {"encoder"},
    "infogan_of_two_categories": {"encoder"},
    "saae": {"stylizer", "content_encoder", "style_encoder"},
    "ssl_gan": {"classifier"},
    "s3gan": {"classifier"},
    "dann": {"classifier"},
    "ebgan": {"scorer"},
}


def rows_of(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", [thorough(case) if case in STOOD_FOR else case for case in CASES])
def test_products_that_take_pictures_are_found_by_their_names(case):
    found = set(uses(build(CASES[case])))
    assert found == USED[case] if case in USED else found in (set(), {"encoder"}, {"scorer"})


@pytest.mark.parametrize(
    ("case", "product"),
    [("pix2pix", None), ("cyclegan", "to_source"), ("segan", None), ("vae_gan", "reconstruct")],
)
def test_pictures_become_pictures_of_their_own_size_and_name(case, product, run_of, pictures, tfgan, tmp_path):
    run, out = run_of(case), tmp_path / "out"
    status, said, err = tfgan("apply", run.path, pictures, "--out", out, *(["--product", product] if product else []))
    assert status == 0, err
    name = product or next(iter(USED[case]))
    assert said[0] == "passed over 1 files of kinds that are not read: 1 .txt"
    assert said[1].startswith("skipped 2 of 6 files: deep/broken.png (") and "zero.png (0 bytes)" in said[1]
    assert said[-1] == f"4 pictures by {name}: {out}"
    made = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert made == ["a.png", "b.png", "deep/c.png", "deep/er/a.png"]
    for before, after in zip(GOOD, made, strict=True):
        assert Image.open(out / after).size == Image.open(pictures / before).size
        assert Image.open(out / after).mode == "L"


def test_a_picture_of_the_trained_size_is_what_the_network_makes_of_it(run_of, pictures, tmp_path):
    run = run_of("cyclegan")
    for product, network in uses(open_game(run)).items():
        done = apply(run, pictures / "a.png", tmp_path / product, product=product)
        x = np.asarray(Image.open(pictures / "a.png"))[None, ..., None]
        expected = to_uint8(by_chunks(network, to_float(x)))[0, ..., 0]
        np.testing.assert_array_equal(np.asarray(Image.open(tmp_path / product / "a.png")), expected)
        assert (done.written, done.out) == (1, tmp_path / product)


def test_masks_are_as_bright_as_they_are_sure_or_two_levels(run_of, pictures, tfgan, tmp_path):
    run = run_of("segan")
    (segmenter,) = uses(open_game(run)).values()
    x = np.asarray(Image.open(pictures / "a.png"))[None, ..., None]
    sure = by_chunks(segmenter, to_float(x))[0, ..., 0]
    assert tfgan("apply", run.path, pictures / "a.png", "--out", tmp_path / "m")[0] == 0
    np.testing.assert_allclose(np.asarray(Image.open(tmp_path / "m" / "a.png")), 255 * sure, atol=0.51)
    middle = round(float(np.median(sure)), 3)
    assert tfgan("apply", run.path, pictures / "a.png", "--out", tmp_path / "t", "--threshold", middle)[0] == 0
    np.testing.assert_array_equal(np.asarray(Image.open(tmp_path / "t" / "a.png")), 255 * (sure >= middle))


def test_classes_are_rows_with_their_names(run_of, pictures, tfgan, tmp_path):
    run = run_of("ssl_gan", facts={"classes": ["bag", "boot", "coat"]})
    status, said, err = tfgan("apply", run.path, pictures, "--out", tmp_path / "out")
    assert status == 0, err
    assert said[-1] == f"4 pictures by classifier: {tmp_path / 'out' / 'classifier.csv'}"
    rows = rows_of(tmp_path / "out" / "classifier.csv")
    assert [row["file"] for row in rows] == GOOD
    for row in rows:
        shares = {name: float(row[name]) for name in ("bag", "boot", "coat")}
        assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
        assert row["class"] == max(shares, key=shares.get)


def test_codes_are_rows_of_numbers_that_lose_nothing(run_of, pictures, tmp_path):
    run = run_of("vae_gan")
    place = apply(run, pictures / "a.png", tmp_path / "out").out
    (row,) = rows_of(place)
    x = np.asarray(Image.open(pictures / "a.png"))[None, ..., None]
    mean, log_variance = by_chunks(uses(open_game(run))["encoder"], to_float(x))
    np.testing.assert_array_equal(np.float32([row[f"mean_{k}"] for k in range(5)]), mean[0])
    np.testing.assert_array_equal(np.float32([row[f"log_variance_{k}"] for k in range(5)]), log_variance[0])


@pytest.mark.parametrize(
    ("case", "columns"),
    [
        ("infogan", ["file", "class", "probabilities_0", "probabilities_1", "probabilities_2"]),
        ("ebgan", ["file", "energy"]),
    ],
)
def test_other_numbers_have_columns_of_their_own(case, columns, run_of, pictures, tmp_path):
    rows = rows_of(apply(run_of(case), pictures, tmp_path / "out").out)
    assert len(rows) == 4 and list(rows[0])[: len(columns)] == columns


def test_deep_pictures_are_on_the_scale_of_those_that_were_trained_on(run_of, tfgan, tmp_path):
    """12 bits in a file of 16, dark enough for 8: the run has noted what white is."""
    levels = np.arange(64, dtype="uint16").reshape(8, 8) * 3
    Image.fromarray(levels).save(tmp_path / "dark.png")
    Image.fromarray(np.rint(levels * (255 / 4095)).astype("uint8")).save(tmp_path / "same.png")
    run = run_of("pix2pix", facts={"notes": ["skipped 1 of 9 images: a.png", "levels of 12 bits: 4095 is white"]})
    made = [apply(run, tmp_path / f"{name}.png", tmp_path / "out").out / f"{name}.png" for name in ("dark", "same")]
    np.testing.assert_array_equal(*(np.asarray(Image.open(place)) for place in made))


def test_a_style_is_given_beside_the_pictures(run_of, pictures, tfgan, tmp_path):
    run, out = run_of("saae"), tmp_path / "out"
    status, said, err = tfgan("apply", run.path, pictures, "--out", out, "--given", f"style={pictures / 'b.jpg'}")
    assert status == 0, err
    assert said[-1] == f"4 pictures by stylizer: {out}"
    assert Image.open(out / "deep" / "c.png").size == (8, 8) and Image.open(out / "a.png").mode == "RGB"
    for product in ("content_encoder", "style_encoder"):
        rows = rows_of(apply(run, pictures, out, product=product).out)
        assert len(rows) == 4 and [*rows[0]] == ["file", *(f"code_{k}" for k in range(4))]


def test_a_stream_of_paths_keeps_their_names(run_of, pictures, tfgan, tmp_path, monkeypatch):
    monkeypatch.chdir(pictures)
    (pictures / "a.gif").write_bytes((pictures / "a.png").read_bytes())
    lines = ["a.png", "a.gif", "deep/../b.jpg", str(pictures / "deep" / "c.png"), "gone.png"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    status, said, err = tfgan("apply", run_of("cyclegan").path, "-", "--out", tmp_path / "out")
    assert status == 0, err
    assert said == ["skipped 1 of 5 files: gone.png (no such file)", f"4 pictures by to_target: {tmp_path / 'out'}"]
    made = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.png")}
    assert made == {"a.png", "a.gif.png", "deep/b.png", (pictures / "deep/c.png").as_posix().lstrip("/")}


def test_many_pictures_are_not_held(run_of, tmp_path, monkeypatch):
    """What is read is written before so many more are read as one pass takes."""
    folder, held = tmp_path / "many", []
    folder.mkdir()
    for number in range(30):
        Image.fromarray(np.full((8, 8), number, "uint8")).save(folder / f"{number:02}.png")
    monkeypatch.setattr("tfgan_suite.training.applying.files.MOST", 4)

    def read(file):
        held.append(int(file.stem) - len(list((tmp_path / "out").rglob("*.png"))))
        return original(file)

    from tfgan_suite.training.applying import apply as module

    original = module.upright
    monkeypatch.setattr(module, "upright", lambda file, size=None: read(file))
    assert module.apply(run_of("cyclegan"), folder, tmp_path / "out").written == 30
    assert len(held) == 30 and max(held) <= 4


@pytest.fixture
def deep():
    """A segmenter of pictures of six channels, and two of them."""
    game = variants.SegAN(networks.unet_segmenter((8, 8, 6), width=4), networks.multiscale_critic((8, 8, 6), width=4))
    return game, np.random.default_rng(0).integers(0, 256, (2, 8, 8, 6), "uint8")


def test_pictures_of_any_number_of_channels_come_in_array_files(deep, run_of, pictures, tfgan, tmp_path):
    game, six = deep
    run, out = run_of(game, "segan"), tmp_path / "out"
    np.save(tmp_path / "six.npy", six)
    np.save(tmp_path / "floats.npy", (six / 255).astype("float32"))
    for name in ("six", "floats"):
        status, said, err = tfgan("apply", run.path, tmp_path / f"{name}.npy", "--out", out, "--threshold", 0.5)
        assert status == 0 and said[-1] == f"2 pictures by segmenter: {out / name}.npy", err
        shares = by_chunks(uses(open_game(run))["segmenter"], to_float(six))
        np.testing.assert_array_equal(np.load(out / f"{name}.npy"), 255 * (shares >= 0.5).astype("uint8"))
    for source, said in {pictures: "give an array file", tmp_path / "gone.npy": "cannot be read"}.items():
        status, _, err = tfgan("apply", run.path, source, "--out", tmp_path / "none")
        assert status == 2 and len(err) == 1 and said in err[0] and not (tmp_path / "none").exists()


def test_numbers_of_array_files_are_read_as_in_training(deep, run_of, tfgan, tmp_path):
    """Pictures without a dark pixel, from 0 to 1 by their looks."""
    game, six = deep
    run, out = run_of(game, "segan"), tmp_path / "out"
    run.data.write_text(json.dumps({"notes": [range_note((-1, 1))]}))
    bright = 128 + six // 2
    np.save(tmp_path / "bytes.npy", bright)
    np.save(tmp_path / "floats.npy", to_float(bright))
    for name in ("bytes", "floats"):
        assert tfgan("apply", run.path, tmp_path / f"{name}.npy", "--out", out)[0] == 0
    np.testing.assert_array_equal(np.load(out / "floats.npy"), np.load(out / "bytes.npy"))
    np.save(tmp_path / "wide.npy", six.astype("float32"))
    status, _, err = tfgan("apply", run.path, tmp_path / "wide.npy", "--out", out)
    assert status == 2 and len(err) == 1 and "outside value_range -1, 1" in err[0]


def test_array_files_of_larger_pictures_are_seen_whole_and_one_picture_is_a_stack_of_one(run_of, tfgan, tmp_path):
    run, out = run_of("cyclegan"), tmp_path / "out"
    np.save(tmp_path / "one.npy", np.random.default_rng(0).integers(0, 256, (21, 13), "uint8"))
    assert tfgan("apply", run.path, tmp_path / "one.npy", "--out", out)[0] == 0
    assert np.load(out / "one.npy").shape == (1, 21, 13, 1)
    status, _, err = tfgan("apply", run.path, out / "one.npy", "--out", out)
    assert status == 2 and "would be overwritten" in err[0]
    np.save(tmp_path / "six.npy", np.zeros((2, 8, 8, 6), "uint8"))
    status, _, err = tfgan("apply", run.path, tmp_path / "six.npy", "--out", out)
    assert status == 2 and "[2, 8, 8, 6]: give pictures [n, height, width, 1]" in err[0]


def test_rows_of_an_array_file_are_rows_of_the_table(run_of, tfgan, tmp_path):
    run, out = run_of("ssl_gan"), tmp_path / "out"
    sizes = open_game(run).products()["classifier"].inputs[0].shape[1:]
    np.save(tmp_path / "some.npy", np.random.default_rng(0).integers(0, 256, (70, *sizes), "uint8"))
    assert tfgan("apply", run.path, tmp_path / "some.npy", "--out", out)[0] == 0
    assert [row["file"] for row in rows_of(out / "classifier.csv")] == [str(number) for number in range(70)]
    np.save(tmp_path / "large.npy", np.zeros((2, 99, 99, sizes[-1]), "uint8"))
    status, _, err = tfgan("apply", run.path, tmp_path / "large.npy", "--out", out)
    assert status == 2 and "give pictures [n, " in err[0]


def test_mistakes_are_one_line_and_write_nothing(run_of, pictures, tfgan, tmp_path):
    translator, out = run_of("cyclegan").path, tmp_path / "out"
    sampler, stylizer = run_of("wgan_gp").path, run_of("saae").path
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "zero.png").touch()
    for words, said in {
        (sampler, pictures): "no network that takes pictures",
        (translator, pictures, "--product", "to_nowhere"): "give one of to_target, to_source",
        (translator, tmp_path / "gone"): "does not exist",
        (translator, tmp_path / "empty"): "holds no pictures",
        (translator, tmp_path / "bad"): "none of the 1 files can be read, first zero.png (0 bytes)",
        (translator, pictures, "--threshold", 0.5): "makes no masks",
        (translator, pictures, "--way", "sideways"): "one of auto, whole, tiles, resized",
        (translator, pictures, "--given", "style=a.png"): "takes no style",
        (translator, pictures, "--given", "style"): "style=painting.jpg",
        (stylizer, pictures): "give --given style=FILE",
        (stylizer, pictures, "--given", "style=gone.png"): "gone.png",
        (tmp_path, pictures): "holds no run",
    }.items():
        status, _, err = tfgan("apply", *words, "--out", out)
        assert status == 2 and len(err) == 1 and said in err[0], (words, err)
    status, _, err = tfgan("apply", translator, pictures, "--out", pictures / "results")
    assert status == 2 and "lies within" in err[0]
    status, _, err = tfgan("apply", translator, pictures / "a.png", "--out", pictures)
    assert status == 2 and "would be overwritten" in err[0]
    assert not out.exists() and not (pictures / "results").exists()
