"""A folder of pairs, domains, masks or captions that has not changed is surveyed, not laid out again."""

import numpy as np
import pytest
from PIL import Image

from tests.data.forms.drawing import draw
from tfgan_suite.data import load
from tfgan_suite.data.folders import columns, partners, sides
from tfgan_suite.data.forms import captions, domains, masks, pairs

N = 12
SPLITS = ("train", "test", "all")
LAYING = {
    partners: ("partners",),
    sides: ("walk",),
    pairs: ("partners", "laid_out", "_no_pairs"),
    masks: ("partners", "walk", "_odd"),
    domains: ("sides_of",),
    captions: ("laid_out", "captions_in", "captions_beside"),
    columns: ("decoded",),
}


def two_sides(root):
    for i in range(N):
        draw(root / "A" / f"{i}.png", i)
        draw(root / "B" / f"{i}.png", i + 50)
    draw(root / "A" / "alone.png")


def halves(root):
    for i in range(N):
        draw(root / ("train" if i < 8 else "test") / f"{i}.png", i, (16, 32))
    draw(root / "train" / "odd.png")


def with_masks(root):
    for i in range(N):
        draw(root / "images" / f"{i}.png", i)
        (root / "masks").mkdir(exist_ok=True)
        Image.fromarray(np.random.default_rng(i).integers(0, 3, (16, 16), "uint8")).save(root / "masks" / f"{i}.png")
    (root / "classes.txt").write_text("nothing\ncat\ndog\n")
    draw(root / "images" / "alone.png")


def with_captions(root):
    for i in range(N):
        draw(root / f"{i}.png", i).with_suffix(".txt").write_text(f"number {i}\nas it is\n")
    draw(root / "silent.png")


FORMS = [
    ("pairs", two_sides, "A/alone.png"),
    ("pairs", halves, "train/odd.png"),
    ("domains", two_sides, None),
    ("masks", with_masks, "images/alone.png"),
    ("captions", with_captions, "silent.png"),
]


def content_of(root, content):
    found = {}
    for split in SPLITS:
        examples = load(root, split, content=content)
        found[split] = {field: np.asarray(array).tolist() for field, array in examples.fields.items()}, examples.notes
    return found


@pytest.mark.parametrize(("content", "write", "passed_over"), FORMS)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_second_start_asks_each_file_once(content, write, passed_over, tmp_path, monkeypatch):
    write(tmp_path / "mine")
    first = content_of(tmp_path / "mine", content)
    assert passed_over is None or any(passed_over in note for note in first["all"][1])
    with monkeypatch.context() as context:
        for module, names in LAYING.items():
            for name in names:
                context.setattr(module, name, None)
        assert content_of(tmp_path / "mine", content) == first
    changed = min((tmp_path / "mine").rglob("1*.png"))
    Image.new("RGB" if content != "masks" else "L", Image.open(changed).size).save(changed)
    assert content_of(tmp_path / "mine", content)["all"][0] != first["all"][0]


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_names_of_classes_and_words_of_captions_are_looked_at_again(tmp_path):
    with_masks(tmp_path / "masks")
    assert load(tmp_path / "masks", content="masks").mask_classes == ("nothing", "cat", "dog")
    (tmp_path / "masks" / "classes.txt").write_text("nothing\ncat\ncow\n")
    assert load(tmp_path / "masks", content="masks").mask_classes == ("nothing", "cat", "cow")
    with_captions(tmp_path / "birds")
    assert "number 3" in load(tmp_path / "birds", "all", content="captions")["caption"]
    (tmp_path / "birds" / "3.txt").write_text("number three")
    assert "number three" in load(tmp_path / "birds", "all", content="captions")["caption"]
