"""Captions: what recipes tell their games of them."""

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tfgan_suite import networks
from tfgan_suite.aliases import Array
from tfgan_suite.data import Examples
from tfgan_suite.data.pipeline.rows import in_parts

if TYPE_CHECKING:
    from tfgan_suite.training.plans import CaptionTask

SHOWN = 64


def embed(task: "CaptionTask", length: int, wrong: str) -> list[str]:
    """Gives the examples of a task the embeddings of their captions and what these describe; returns captions to show.

    Args:
        task: of images with captions.
        length: of embeddings.
        wrong: see `subjects_of`.
    """
    task.train, task.test = (_embedded(examples, length, wrong) for examples in (task.train, task.test))
    captions = np.unique(task.test["caption"])
    return captions[np.linspace(0, len(captions) - 1, SHOWN).astype(int)].tolist()


def subjects_of(examples: Examples, wrong: str = "class") -> Array:
    """Numbers of what each caption describes, int32 [N, s]: its image, and the class where that decides.

    Args:
        examples: with labels or without.
        wrong: which captions are wrong for an image: those of another "class", or any other "caption".
    """
    digests = [hashlib.sha256(image.tobytes()).hexdigest() for part in in_parts(examples["image"]) for image in part]
    images = np.unique(np.array(digests), return_inverse=True)[1].reshape(-1)
    if wrong == "caption" or "label" not in examples.fields:
        return images[:, None].astype("int32")
    unlabelled = -1 - np.arange(len(images))  # a class of its own for each
    classes = np.where(examples["label"] < 0, unlabelled, examples["label"])
    return np.stack([images, classes], axis=1).astype("int32")


def _embedded(examples, length, wrong):
    own = {"embedding": networks.bag_of_words(examples["caption"], length), "subjects": subjects_of(examples, wrong)}
    return replace(examples, fields={**examples.fields, **own})
