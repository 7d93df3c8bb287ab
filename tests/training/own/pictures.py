"""A user's pictures in every form: discs and rings, 24 to train on and 12 to test, unless a form holds out its own."""

import io
import json
import shutil

import numpy as np
import tensorflow as tf
from PIL import Image

SIZE = (32, 32)
CLASSES = ("disc", "ring")


def pictures(folder, n=12, size=SIZE, mode="RGBA"):
    """A folder with splits of two classes: discs, and rings, on nothing; `n` a split."""
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[: size[0], : size[1]]
    for split in ("train", "test"):
        for number in range(n):
            distance = np.hypot(rows - size[0] / 2, columns - size[1] / 2) + rng.normal()
            inside = (distance < 12) & (distance > (0, 6)[number % 2])
            picture = np.zeros((*size, 4), np.uint8) + np.uint8([*rng.integers(0, 256, 3), 0])
            picture[..., 3] = 255 * inside
            place = folder / split / CLASSES[number % 2] / f"{number}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(picture).convert(mode).save(place)
    return folder


def folder(root):
    return pictures(root, 24, mode="RGB")


def flat(root, n=60):
    """The same pictures without folders, and a table of their labels."""
    found = sorted(pictures(root.with_name("tree"), n, mode="RGB").rglob("*.png"))
    root.mkdir()
    rows = [f"{number:03}.png,{path.parent.name}" for number, path in enumerate(found)]
    for number, path in enumerate(found):
        path.rename(root / f"{number:03}.png")
    (root / "labels.csv").write_text("\n".join(["file,label", *rows]))
    return root


def numbered(root):
    """As StyleGAN's tool keeps them."""
    flat(root)
    rows = [line.split(",") for line in (root / "labels.csv").read_text().splitlines()[1:]]
    (root / "labels.csv").unlink()
    labels = [[name, CLASSES.index(label)] for name, label in rows]
    (root / "dataset.json").write_text(json.dumps({"labels": labels}))
    return root


def packed(root):
    return shutil.make_archive(str(root), "zip", folder(root))


def records(root):
    found = pictures(root.with_name("tree"), 24, mode="RGB")
    root.mkdir()
    for split in ("train", "test"):
        with tf.io.TFRecordWriter(str(root / f"{split}.tfrecord")) as writer:
            for path in sorted((found / split).rglob("*.png")):
                held = {"image/encoded": path.read_bytes(), "image/class/text": path.parent.name.encode()}
                held = {key: tf.train.Feature(bytes_list=tf.train.BytesList(value=[x])) for key, x in held.items()}
                label = tf.train.Int64List(value=[int(path.parent.name == "ring")])
                held["image/class/label"] = tf.train.Feature(int64_list=label)
                writer.write(tf.train.Example(features=tf.train.Features(feature=held)).SerializeToString())
    return root


def arrays(root):
    """Floats of two channels on a scale of their own, with splits and one-hot labels."""
    held = {}
    for split in ("train", "test"):
        found = sorted(pictures(root.with_name("tree"), size=(16, 16)).glob(f"{split}/*/*.png"))
        held[f"x_{split}"] = np.stack([np.asarray(Image.open(path))[..., [3, 0]] for path in found]) / 255 * 440 - 40
        held[f"y_{split}"] = np.eye(2)[[int(path.parent.name == "ring") for path in found]]
    np.savez(root.with_suffix(".npz"), **held)
    return root.with_suffix(".npz")


def levels(root):
    """An array file of uint8 with labels."""
    found = sorted(pictures(root.with_name("tree"), 60, mode="RGB").rglob("*.png"))
    images = np.stack([np.asarray(Image.open(path)) for path in found])
    np.savez(root.with_suffix(".npz"), image=images, label=[path.parent.name for path in found])
    return root.with_suffix(".npz")


def saved(root):
    """As Hugging Face's library keeps them."""
    import datasets

    parts = {}
    features = datasets.Features({"image": datasets.Image(), "label": datasets.ClassLabel(names=[*CLASSES])})
    for split in ("train", "test"):
        found = sorted((pictures(root.with_name("tree"), 24, mode="RGB") / split).rglob("*.png"))
        rows = {"image": [], "label": [path.parent.name for path in found]}
        for path in found:
            file = io.BytesIO(path.read_bytes())
            rows["image"].append({"bytes": file.getvalue(), "path": None})
        parts[split] = datasets.Dataset.from_dict(rows, features=features)
    datasets.DatasetDict(parts).save_to_disk(str(root))
    return root
