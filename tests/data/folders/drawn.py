"""Pictures to put into folders, and a folder's only one as it is read."""

from PIL import Image

from tfgan_suite.data import load


def plain(colour="red", size=(32, 32), mode="RGB"):
    return Image.new(mode, size, colour)


def only(folder, **options):
    """The one picture in a folder, uint8 [H, W, C]."""
    examples = load(folder, "all", **{"image_size": 16, **options})
    assert len(examples) == 1
    return examples["image"][0]
