"""Pascal VOC's lists decide the splits, of masks and of images."""

import numpy as np
import pytest
from PIL import Image

from tests.data.forms.drawing import draw
from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
N = 12


def kit(root, lists, task="Segmentation", with_masks=range(N)):
    """Twelve pictures, masks of some, and lists of numbers."""
    for i in range(N):
        draw(root / "JPEGImages" / f"2007_{i:06}.jpg", i)
    for i in with_masks:
        place = root / "SegmentationClass" / f"2007_{i:06}.png"
        place.parent.mkdir(exist_ok=True)
        Image.fromarray(np.random.default_rng(i).integers(0, 3, (16, 16), "uint8")).save(place)
    for name, numbers in lists.items():
        file = root / "ImageSets" / task / f"{name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"2007_{i:06}\n" for i in numbers))
    return root


def sides_of(root, content):
    found = (load(root, split, content=content) for split in ("train", "test"))
    return [sorted(int(path[-6:] if path[-4] != "." else path[-10:-4]) for path in side["path"]) for side in found]


@pytest.mark.parametrize("content", ["masks", "images"])
@pytest.mark.parametrize(
    ("lists", "train", "test"),
    [
        ({"train": range(6), "val": range(6, 9), "trainval": range(9)}, range(6), range(6, 9)),
        ({"train": range(6), "val": range(6, 9), "test": range(9, 12)}, range(6), range(9, 12)),
        ({"trainval": range(8), "test": range(8, 10)}, range(8), range(8, 10)),
    ],
)
def test_lists_decide_the_splits(content, lists, train, test, tmp_path):
    kit(tmp_path / "kit" / "VOC2007", lists)
    assert sides_of(tmp_path / "kit", content) == [[*train], [*test]]


def test_images_have_lists_of_their_own_and_masks_are_none(tmp_path):
    kit(tmp_path / "kit", {"train": range(3), "val": range(3, 6)})
    kit(tmp_path / "kit", {"train": range(8), "val": range(8, 12)}, "Main")
    assert sides_of(tmp_path / "kit", "masks") == [[0, 1, 2], [3, 4, 5]]
    assert sides_of(tmp_path / "kit", "images") == [[*range(8)], [*range(8, 12)]]
    (tmp_path / "kit" / "ImageSets" / "Main" / "train.txt").write_text("2007_000000\n2007_000001\n2007_000008\n")
    assert sides_of(tmp_path / "kit", "images")[0] == [0, 1, 8]


def test_a_list_to_test_on_without_masks_is_left_out(tmp_path):
    kit(tmp_path / "kit", {"train": range(5), "val": range(5, 8), "test": range(8, 12)}, with_masks=range(8))
    with pytest.warns(UserWarning, match="passed over 4 images that ImageSets do not list"):
        assert sides_of(tmp_path / "kit", "masks") == [[*range(5)], [5, 6, 7]]


def test_lists_that_are_no_text_are_one_line(tmp_path):
    kit(tmp_path / "kit", {"train": range(5)})
    (tmp_path / "kit" / "ImageSets" / "Segmentation" / "val.txt").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(SuiteError, match=r"val\.txt cannot be read .* save it as text") as refusal:
        load(tmp_path / "kit", content="masks")
    assert "\n" not in str(refusal.value)
