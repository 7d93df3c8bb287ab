"""A user's pairs, domains, masks, captions, clips, sequences and shifts, small, in every form."""

import json

import numpy as np
from PIL import Image

from tests.data.forms.drawing import draw, song

N = 20
ANIMALS = ("horse", "zebra")
COLOURS = ("red", "green", "blue", "white")


def sides(root, folders=("A", "B")):
    """Twenty pictures and what belongs to them, by name."""
    for i in range(N):
        for side, folder in enumerate(folders):
            draw(root / folder / f"{i}.png", i + 100 * side)
    return root


def two_folders(root):
    return sides(root, ("line", "photo"))


def halves(root):
    for i in range(N):
        draw(root / f"{i}.png", i, (16, 32))
    return root


def pairs_of_arrays(root):
    return _saved(root, source=_noise(N, 16, 16, 3), target=_noise(N, 16, 16, 3))


def sides_apart(root):
    return animals(root, ("trainA", "trainB"))


def animals(root, folders=ANIMALS):
    """Domains of 20 and of 32 pictures."""
    for folder, count in zip(folders, (N, 32), strict=True):
        for i in range(count):
            draw(root / folder / f"{i}.png", i + 100 * (folder == folders[0]))
    return root


def domains_of_arrays(root):
    return _saved(root, source=_noise(N, 16, 16, 3), target=_noise(32, 16, 16, 3))


def _mask(i, classes=3):
    return np.random.default_rng(i).integers(0, classes, (16, 16), np.uint8)


def masks(root):
    (root / "masks").mkdir(parents=True)
    for i in range(N):
        draw(root / "images" / f"{i}.jpg", i)
        Image.fromarray(_mask(i)).save(root / "masks" / f"{i}.png")
    (root / "classes.txt").write_text("background\ncat\ndog")
    return root


def masks_of_things(root):
    masks(root)
    (root / "instances").mkdir()
    for i in range(N):
        Image.fromarray(_mask(i) + np.uint8(7)).save(root / "instances" / f"{i}.png")
    return root


def masks_beside(root):
    for i in range(N):
        draw(root / f"{i}.jpg", i)
        Image.fromarray(_mask(i, 2) * np.uint8(255)).save(root / f"{i}_mask.png")
    return root


def masks_of_arrays(root):
    return _saved(root, image=_noise(N, 16, 16, 3), mask=np.stack([_mask(i) for i in range(N)]))


def annotated(root):
    """As COCO keeps them: a square cat and a dog in runs of columns, in each picture."""
    square, columns = [[2, 2, 12, 2, 12, 12, 2, 12]], {"size": [16, 16], "counts": [64, 64, 128]}
    objects = [
        {"image_id": i, "category_id": c, "segmentation": s} for i in range(N) for c, s in ((1, square), (3, columns))
    ]
    images = [{"id": i, "file_name": f"{i}.jpg", "height": 16, "width": 16} for i in range(N)]
    for part, numbers in (("train", range(16)), ("val", range(16, N))):
        for i in numbers:
            draw(root / f"{part}2017" / f"{i}.jpg", i)
        content = {
            "images": [image for image in images if image["id"] in numbers],
            "annotations": [{"id": n, **each} for n, each in enumerate(objects) if each["image_id"] in numbers],
            "categories": [{"id": 1, "name": "cat"}, {"id": 3, "name": "dog"}],
        }
        (root / "annotations").mkdir(exist_ok=True)
        (root / "annotations" / f"instances_{part}2017.json").write_text(json.dumps(content))
    return root


def kit(root):
    """As Pascal VOC keeps them, with lists of the splits."""
    (root / "SegmentationClass").mkdir(parents=True)
    (root / "JPEGImages").mkdir()
    for i in range(N):
        Image.new("RGB", (16, 16), COLOURS[i % 4]).save(root / "JPEGImages" / f"{i}.jpg")
        Image.fromarray(_mask(i)).save(root / "SegmentationClass" / f"{i}.png")
    for task in ("Segmentation", "Main"):
        (root / "ImageSets" / task).mkdir(parents=True)
        for split, numbers in (("train", range(10)), ("val", range(10, N))):
            (root / "ImageSets" / task / f"{split}.txt").write_text("\n".join(map(str, numbers)))
    return root


def _squares(root):
    root.mkdir()
    for number in range(120):
        Image.new("RGB", (16, 16), COLOURS[number % 4]).save(root / f"{number}.png")
    return root


def captions_beside(root):
    for path in _squares(root).glob("*.png"):
        path.with_suffix(".txt").write_text(f"a {COLOURS[int(path.stem) % 4]} square\n")
    return root


def captions_in_a_table(root):
    rows = [f"{path.name},a {COLOURS[int(path.stem) % 4]} square" for path in _squares(root).glob("*.png")]
    (root / "captions.csv").write_text("\n".join(["file,caption", *rows]))
    return root


def captions_of_arrays(root):
    return _saved(root, image=_noise(120, 16, 16, 3), caption=[f"a {COLOURS[i % 4]} square" for i in range(120)])


def boxes_in_a_table(root):
    rows = [
        {"file_name": path.name, "text": f"a {COLOURS[int(path.stem) % 4]} square", "bbox": [2, 4, 8, 8]}
        for path in _squares(root).glob("*.png")
    ]
    (root / "captions.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return root


def boxes_of_arrays(root):
    words = [f"a {COLOURS[i % 4]} square" for i in range(120)]
    return _saved(root, image=_noise(120, 16, 16, 3), caption=words, box=np.tile([0.25, 0.25, 0.5, 0.5], (120, 1)))


def keypoints_in_a_table(root):
    rows = [
        {
            "file_name": path.name,
            "text": f"a {COLOURS[int(path.stem) % 4]} square",
            "keypoints": {"eye": [4, 5], "tail": [9, 12]},
        }
        for path in _squares(root).glob("*.png")
    ]
    (root / "captions.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return root


def keypoints_of_arrays(root):
    words = [f"a {COLOURS[i % 4]} square" for i in range(120)]
    places = np.tile([[0.25, 0.25], [0.5, 0.75]], (120, 1, 1))
    return _saved(root, image=_noise(120, 16, 16, 3), caption=words, keypoints=places)


def _films():
    """(number, category, frames) of 120 clips that become lighter or darker."""
    for number in range(120):
        levels = range(0, 160, 40) if number % 2 else range(160, 0, -40)
        yield number, ("dawn", "dusk")[number % 2], [Image.new("RGB", (8, 8), (x, 0, x)) for x in levels]


def animated(root):
    for number, category, (head, *rest) in _films():
        (root / category).mkdir(parents=True, exist_ok=True)
        head.save(root / category / f"{number}.gif", save_all=True, append_images=rest, duration=40)
    return root


def frames(root):
    for number, category, pictures in _films():
        place = root / category / f"{number}"
        place.mkdir(parents=True)
        for at, picture in enumerate(pictures):
            picture.save(place / f"{at}.png")
    return root


def clips_of_arrays(root):
    return _saved(root, clip=_noise(120, 4, 8, 8), label=np.arange(120) % 2)


def text(root):
    root.with_suffix(".txt").write_text("the cat sat on the mat, and the rat sat on the cat.\n" * 40)
    return root.with_suffix(".txt")


def lines(root):
    said = [json.dumps({"text": f"the cat sat on {n} mats of {7 * n}"}) for n in range(60)]
    root.with_suffix(".jsonl").write_text("\n".join(said))
    return root.with_suffix(".jsonl")


def melodies(root):
    rng = np.random.default_rng(0)
    for number in range(12):
        song(root / f"{number}.{('mid', 'midi', 'MID')[number % 3]}", *map(int, rng.integers(60, 72, 32)))
    return root


def tokens(root):
    return _saved(root, tokens=np.random.default_rng(0).integers(0, 4, (60, 6)), classes=list("NESW"))


def shift(root):
    for domain in ("source", "target"):
        for number in range(40):
            low, high = ((0, 60), (190, 250))[number % 2]
            levels = np.random.default_rng([number, len(domain)]).integers(low, high, (16, 16), np.uint8)
            place = root / domain / ("dark", "light")[number % 2] / f"{number}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(levels).save(place)
    return root


def shift_of_arrays(root):
    label = np.arange(40) % 2
    images = {domain: _noise(40, 16, 16, 1) // 2 + np.uint8(100 * label)[:, None, None, None] for domain in DOMAINS}
    return _saved(root, **images, label=label, target_label=label)


DOMAINS = ("source", "target")


def _noise(*shape):
    return np.random.default_rng(0).integers(0, 256, shape, np.uint8)


def _saved(root, **held):
    np.savez(root.with_suffix(".npz"), **held)
    return root.with_suffix(".npz")
