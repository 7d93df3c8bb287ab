"""Images in TFRecord files."""

import io

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError

PIXELS = np.random.default_rng(0).integers(0, 256, (24, 16, 12, 3), np.uint8)
NAMES = ("ant", "bee", "cat")


def encoded(pixels, form="PNG"):
    file = io.BytesIO()
    Image.fromarray(pixels.squeeze()).save(file, form)
    return file.getvalue()


def record(**features):
    """A serialized `tf.train.Example`; dots in names stand for slashes."""
    held = {}
    for name, value in features.items():
        values = value if isinstance(value, list) else [value]
        if isinstance(values[0], bytes):
            feature = tf.train.Feature(bytes_list=tf.train.BytesList(value=values))
        else:
            feature = tf.train.Feature(int64_list=tf.train.Int64List(value=values))
        held[name.replace("__", "/")] = feature
    return tf.train.Example(features=tf.train.Features(feature=held)).SerializeToString()


def written(path, records, compression=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tf.io.TFRecordWriter(str(path), compression) as writer:
        for one in records:
            writer.write(one)
    return path


FORMS = {
    "imagenet": lambda i: {"image__encoded": encoded(PIXELS[i]), "image__class__label": i % 3 + 1},
    "names": lambda i: {"image": encoded(PIXELS[i]), "label": NAMES[i % 3].encode()},
    "one_hot": lambda i: {"img": encoded(PIXELS[i]), "label": [int(k == i % 3) for k in range(3)]},
    "raw": lambda i: {"image_raw": PIXELS[i].tobytes(), "height": 16, "width": 12, "depth": 3, "label": i % 3},
    "progan": lambda i: {"data": PIXELS[i].transpose(2, 0, 1).tobytes(), "shape": [3, 16, 12]},
}
CLASSES = {"imagenet": ("1", "2", "3"), "names": NAMES, "progan": ()}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_image_and_label_is_found_in_the_first_record(tmp_path, form):
    path = written(tmp_path / "mine.tfrecord", (record(**FORMS[form](i)) for i in range(24)))
    for _ in range(2):
        examples = load(path, "all")
        np.testing.assert_array_equal(examples["image"], PIXELS)
        assert examples.classes == CLASSES.get(form, ("0", "1", "2"))
        if examples.classes:
            assert examples["label"].tolist() == [i % 3 for i in range(24)]
    assert len(load(path, "train")) == 22 and len(load(path, "test")) == 2


def test_shards_are_splits_by_their_names(tmp_path):
    for split, rows in (("train", range(10)), ("test", range(10, 16)), ("validation", range(16, 20))):
        for shard in range(2):
            place = tmp_path / "set" / f"set-{split}.tfrecord-{shard:05}-of-00002"
            written(place, (record(image=encoded(PIXELS[i]), label=i % 3) for i in rows[shard::2]))
    train, test = load(tmp_path / "set"), load(tmp_path / "set", "test")
    assert len(train) == 10 and len(test) == 6 and train.classes == ("0", "1", "2")
    np.testing.assert_array_equal(test["image"], PIXELS[[10, 12, 14, 11, 13, 15]])


def test_folders_of_splits_and_compressed_files(tmp_path):
    for split, rows in (("train", range(10)), ("val", range(10, 14))):
        place = tmp_path / "set" / split / "part.tfrecord.gz"
        written(place, (record(image=encoded(PIXELS[i])) for i in rows), "GZIP")
    assert len(load(tmp_path / "set")) == 10
    np.testing.assert_array_equal(load(tmp_path / "set", "test")["image"], PIXELS[10:14])


def test_sizes_colours_and_broken_pictures(tmp_path):
    pictures = [encoded(p) for p in PIXELS[:6]] + [encoded(PIXELS[6, :8]), b"", b"no picture"]
    rows = (record(image=picture, label=i) for i, picture in enumerate(pictures))
    path = written(tmp_path / "mine.tfrecords", rows)
    with pytest.raises(SuiteError, match="differ in size; pass image_size"):
        load(path, "all")
    examples = load(path, "all", image_size=(8, 16), channels=1)
    assert examples.image_shape == (8, 16, 1) and examples["label"].tolist() == [*range(7)]
    assert any("skipped 2 of 9 images: number 7 (0 bytes), number 8" in note for note in examples.notes)


def test_unlabelled_records_are_minus_one(tmp_path):
    rows = [record(image=encoded(PIXELS[i]), **({"label": i % 2} if i < 10 else {})) for i in range(14)]
    assert load(written(tmp_path / "mine.tfrecord", rows), "all")["label"].tolist() == [0, 1] * 5 + [-1] * 4


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "holds no records"),
        ([record(label=3, text=b"hello")], "has label, text and no image"),
        ([b"no example"], "is cut off, or holds no tf.train.Examples"),
        ([record(image=b"no picture")] * 3, "none of the 3 images of .* can be read, first number 0"),
    ],
)
def test_records_without_pictures_are_one_line(tmp_path, rows, message):
    with pytest.raises(SuiteError, match=message) as refusal:
        load(written(tmp_path / "mine.tfrecord", rows))
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_cut_off_is_one_line(tmp_path):
    path = written(tmp_path / "mine.tfrecord", (record(image=encoded(PIXELS[i])) for i in range(4)))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SuiteError, match="cut off"):
        load(path)
