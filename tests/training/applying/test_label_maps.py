"""Label maps in files, painted: classes as the training data said them, numbers of things, and what does not fit."""

import numpy as np
from PIL import Image

from tests.variants.cases import CASES
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import normal
from tfgan_suite.data import to_uint8
from tfgan_suite.training.running.open_game import open_game

FACTS = {"mask_classes": ["sky", "sea", "land"], "mask_values": [0, 5, 9]}


def maps(root):
    """A label map of the values 0, 5 and 9, and one of a class that nobody knows, each with its numbers."""
    rng = np.random.default_rng(0)
    for name, values in (("a", [0, 5, 9]), ("b", [0, 5, 200])):
        for folder, array in (
            ("maps", rng.choice(values, (16, 16)).astype("uint8")),
            ("numbers", rng.integers(0, 4, (16, 16), "uint8")),
        ):
            (root / folder).mkdir(exist_ok=True, parents=True)
            Image.fromarray(array).save(root / folder / f"{name}.png")
    return root


def test_label_maps_are_painted_by_their_values_beside_numbers_of_the_same_name(run_of, tfgan, tmp_path):
    assert "spade" in CASES
    run, data = run_of("spade", facts=FACTS), maps(tmp_path)
    words = ("apply", run.path, data / "maps", "--out", tmp_path / "out")
    status, said, err = tfgan(*words, "--given", f"instances={data / 'numbers'}")
    assert status == 0 and said[-1] == f"2 pictures by generator: {tmp_path / 'out'}", err
    game = open_game(run)
    network = game.products()["generator"]
    values = np.asarray(Image.open(data / "maps" / "a.png"))
    marked = np.stack([values == 0, values == 5, values == 9], -1)[None].astype("float32")
    things = np.asarray(Image.open(data / "numbers" / "a.png"))[None, ..., None].astype("float32")
    due = by_chunks(network, marked, things, normal((1, 5), (0, 0)).numpy())
    made = np.asarray(Image.open(tmp_path / "out" / "a.png"))
    assert np.abs(made.astype(int) - to_uint8(due)[0, ..., 0]).max() <= 1
    (data / "numbers" / "b.png").unlink()
    status, said, err = tfgan(*words, "--given", f"instances={data / 'numbers'}")
    assert status == 0 and "skipped 1 of 2 files: b.png" in said[0] and "holds no numbers called b" in said[0]


def test_what_is_missing_or_too_much_is_one_line(run_of, tfgan, tmp_path):
    run, data = run_of("spade", facts=FACTS), maps(tmp_path)
    words = ("apply", run.path, data / "maps", "--out", tmp_path / "out")
    for given, wrong in (((), "give --given instances=FOLDER"), (("--given", "style=a.png"), "takes no style beside")):
        status, _, err = tfgan(*words, *given)
        assert status == 2 and len(err) == 1 and wrong in err[0]
