import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import load
from tfgan_suite.data.forms.shifts import SILENT
from tfgan_suite.errors import SuiteError

SIDE = 8
CLASSES = ("cat", "dog", "owl")


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "shift").mkdir()
    return tmp_path / "shift"


def pictures(place, n, level, mode="L", side=SIDE):
    """`n` pictures whose level says where they are."""
    place.mkdir(parents=True, exist_ok=True)
    for number in range(n):
        Image.new(mode, (side, side), level if mode == "L" else (level, 0, 0)).save(place / f"{number}.png")


def labelled(root, n, level=0, **options):
    for number, name in enumerate(CLASSES):
        pictures(root / name, n, level + 10 * number, **options)


def shifts(folder, split="all", **options):
    return load(folder, split, content="shifts", **options)


def levels(images):
    return np.asarray(images)[:, 0, 0, 0].astype(int)


def test_labels_are_those_of_the_source(folder):
    labelled(folder / "source", 10)
    pictures(folder / "target", 30, 200)
    ours = shifts(folder, "train")
    assert ours.classes == CLASSES and ours["source"].shape == (27, SIDE, SIDE, 1) and ours["label"].dtype == np.int32
    np.testing.assert_array_equal(levels(ours["source"]), 10 * ours["label"])
    assert {*levels(ours["target"])} == {200}
    assert SILENT in ours.notes and "target_label" not in ours.fields and "target_label" not in shifts(folder).fields


def test_class_folders_of_the_target_serve_the_score_alone(folder):
    labelled(folder / "source", 20)
    labelled(folder / "target", 20, 100)
    pictures(folder / "target" / "yak", 20, 250)
    train, test = shifts(folder, "train"), shifts(folder, "test")
    assert "target_label" not in train.fields and SILENT not in train.notes
    known = test["target_label"] >= 0
    np.testing.assert_array_equal(levels(test["target"])[known], 100 + 10 * test["target_label"][known])
    assert {*levels(test["target"])[~known]} <= {250} and known.any()
    assert any("of the target's classes the source lacks yak" in note for note in test.notes)


def test_rows_of_the_two_domains_have_no_class_in_common_by_their_order(folder):
    labelled(folder / "source", 60)
    labelled(folder / "target", 60, 100)
    ours = shifts(folder)
    same = np.mean(ours["label"] == ours["target_label"])
    assert 0.2 < same < 0.5, "a third by chance, all where both are sorted"


@pytest.mark.parametrize(("sources", "targets"), [(4, 40), (20, 10)])
def test_the_smaller_domain_comes_again(sources, targets, folder):
    labelled(folder / "source", sources)
    pictures(folder / "target", targets, 200)
    for number, path in enumerate(sorted((folder / "target").iterdir())):
        Image.new("L", (SIDE, SIDE), 100 + number).save(path)
    train = shifts(folder, "train")
    n, m = (count - max(1, count // 10) for count in (3 * sources, targets))
    assert len(train) == max(n, m)
    np.testing.assert_array_equal(levels(train["source"]), 10 * train["label"])
    counts = np.unique(levels(train["target"]), return_counts=True)[1]
    assert len(counts) == m and counts.max() - counts.min() <= 1
    assert f"{n} of the source and {m} of the target; those of the smaller come again" in train.notes


def test_held_out_examples_are_of_all_classes_and_none_comes_twice(folder):
    labelled(folder / "source", 100)
    labelled(folder / "target", 10, 100)
    test = shifts(folder, "test")
    assert len(test) == 3 and len({*test["label"]}) > 1


@pytest.mark.parametrize("above", [True, False])
def test_splits_stand_above_or_below(above, folder):
    for split, level in (("train", 0), ("test", 100)):
        labelled(folder / (f"{split}/source" if above else f"source/{split}"), 2, level)
        labelled(folder / (f"{split}/target" if above else f"target/{split}"), 2, level + 100)
    train, test, whole = (shifts(folder, split) for split in ("train", "test", "all"))
    assert {*levels(train["source"])} == {0, 10, 20} and {*levels(test["target"])} == {200, 210, 220}
    np.testing.assert_array_equal(levels(test["source"]), 100 + 10 * test["label"])
    np.testing.assert_array_equal(levels(test["target"]), 200 + 10 * test["target_label"])
    assert len(whole) == 12


def test_colour_on_one_side_is_colour_on_both(folder):
    labelled(folder / "source", 10)
    pictures(folder / "target", 20, 200, mode="RGB")
    ours = shifts(folder)
    assert ours["source"].shape[1:] == ours["target"].shape[1:] == (SIDE, SIDE, 3)


def test_domains_of_two_sizes_are_asked_for_one(folder):
    labelled(folder / "source", 10)
    pictures(folder / "target", 20, 200, side=16)
    with pytest.raises(SuiteError, match="source and a target of 8x8x1 and 16x16x1; pass image_size"):
        shifts(folder)
    assert shifts(folder, image_size=16)["source"].shape[1:] == (16, 16, 1)


def test_a_source_without_classes_is_one_line(folder):
    pictures(folder / "source", 10, 0)
    pictures(folder / "target", 10, 0)
    with pytest.raises(SuiteError, match="has a source without labels: put its images into source/CLASS/"):
        shifts(folder)


def test_a_folder_of_neither_is_one_line(folder):
    labelled(folder, 3)
    with pytest.raises(SuiteError, match=r"in no form of shifts that is read; give .*source/ with a folder"):
        shifts(folder)


def arrays(path, n=40, m=30, **fields):
    label = np.arange(n) % 3
    source = np.full((n, SIDE, SIDE), 10 * label[:, None, None], np.uint8)
    np.savez(path, **{"source": source, "label": label, "target": np.full((m, SIDE, SIDE), 200, np.uint8), **fields})
    return path


def test_an_array_file_may_have_unequal_domains(tmp_path):
    ours = shifts(arrays(tmp_path / "mine.npz"), "train")
    assert len(ours) == 36 and SILENT in ours.notes
    np.testing.assert_array_equal(levels(ours["source"]), 10 * ours["label"])


@pytest.mark.parametrize(
    "fields",
    [
        {"target_label": np.arange(30) % 3},
        {"target_label": np.arange(30) % 3, "classes": CLASSES},
        {"label": np.arange(40) % 3 + 5, "target_label": np.arange(30) % 3 + 5},
        {"label": np.array(CLASSES)[np.arange(40) % 3], "target_label": np.array(CLASSES)[np.arange(30) % 3]},
    ],
)
def test_labels_of_both_domains_are_in_one_numbering(fields, tmp_path):
    target = np.full((30, SIDE, SIDE), 100 + 10 * (np.arange(30) % 3)[:, None, None], np.uint8)
    test = shifts(arrays(tmp_path / "mine.npz", target=target, **fields), "test")
    np.testing.assert_array_equal(levels(test["target"]), 100 + 10 * test["target_label"])
    np.testing.assert_array_equal(levels(test["source"]), 10 * test["label"])
    assert len(test.classes) == 3 and len(test) == 3


def test_vectors_are_points(tmp_path):
    rng = np.random.default_rng(0)
    file = arrays(tmp_path / "mine.npz", source=rng.normal(size=(40, 5)), target=rng.normal(size=(30, 5)))
    ours = shifts(file)
    assert ours["source"].shape == (40, 5) and ours["target"].dtype == np.float32
    with pytest.raises(SuiteError, match="holds points, not images"):
        shifts(file, image_size=8)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"label": np.full(40, -1)}, "no example has a label"),
        ({"label": np.arange(40) % 4 - 1}, "some examples of the source of .* have no label"),
        ({"target": np.zeros((30, 5))}, "source and a target of 8x8x1 and 5; pass image_size"),
        ({"target_label": np.arange(3)}, "not one whole number for each of 30 images"),
    ],
)
def test_arrays_that_do_not_fit_are_one_line(fields, wrong, tmp_path):
    with pytest.raises(SuiteError, match=wrong):
        shifts(arrays(tmp_path / "mine.npz", **fields))


def test_arrays_of_other_names_are_one_line(tmp_path):
    np.savez(tmp_path / "mine.npz", image=np.zeros((4, 8, 8), "uint8"))
    with pytest.raises(SuiteError, match="holds image; name its arrays source, label, target"):
        shifts(tmp_path / "mine.npz")


@pytest.mark.parametrize("name", ["unlabelled", "Unlabeled", "unsup"])
def test_a_folder_beside_the_classes_has_no_labels(name, folder):
    labelled(folder, 10)
    pictures(folder / name, 60, 200)
    whole, train, test = (load(folder, split) for split in ("all", "train", "test"))
    assert whole.classes == CLASSES
    assert {*levels(whole["image"])[whole["label"] < 0]} == {200} and (whole["label"] < 0).sum() == 60
    known = whole["label"] >= 0
    np.testing.assert_array_equal(levels(whole["image"])[known], 10 * whole["label"][known])
    assert ((test["label"] >= 0).sum(), (test["label"] < 0).sum()) == (3, 6), "a tenth of either"
    assert len(train) == 81


@pytest.mark.parametrize("place", ["unlabelled", "train/unlabelled"])
def test_unlabelled_pictures_beside_splits_are_trained_on(place, folder):
    labelled(folder / "train", 4)
    labelled(folder / "test", 2)
    pictures(folder / place, 9, 200)
    train, test = load(folder, "train"), load(folder, "test")
    assert train.classes == test.classes == CLASSES
    assert (train["label"] < 0).sum() == 9 and len(train) == 21 and len(test) == 6 and (test["label"] >= 0).all()
