"""Named sets: how each is made of a request, from its reader and the task made of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from tfgan_suite.data.pipeline.aspects import in_keys
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.request import DataRequest
from tfgan_suite.data.sets.bach import bach
from tfgan_suite.data.sets.fashion_mnist import VERSION, fashion_mnist
from tfgan_suite.data.sets.grammar import grammar
from tfgan_suite.data.sets.noto_emoji import noto_emoji
from tfgan_suite.data.sets.openmoji import openmoji
from tfgan_suite.data.sets.oracle import oracle
from tfgan_suite.data.sets.toys import DRAWS, toy
from tfgan_suite.data.tasks.captioned_fashion import captioned_fashion
from tfgan_suite.data.tasks.coloured_fashion import coloured_fashion
from tfgan_suite.data.tasks.fashion_cartoons import fashion_cartoons
from tfgan_suite.data.tasks.fashion_clips import fashion_clips
from tfgan_suite.data.tasks.fashion_masks import masked
from tfgan_suite.data.tasks.fashion_pairs import edges, inverted, noisy, pooled
from tfgan_suite.data.tasks.fashion_scenes import SPRITE, fashion_scenes
from tfgan_suite.data.tasks.fashion_unpaired import fashion_edges_unpaired
from tfgan_suite.data.tasks.few_labels import moons_4_labels
from tfgan_suite.data.tasks.placed_fashion import placed_fashion
from tfgan_suite.data.tasks.stacked_fashion import stacked_fashion_mnist
from tfgan_suite.data.tasks.two_domains import fashion_shift, moons_35
from tfgan_suite.errors import SuiteError


def _points(request: DataRequest) -> Examples:
    if request.size or request.channels:
        raise SuiteError(f"{request.name} holds points, not images; leave out image size and channels")
    return toy(request.name, request.split, seed=request.seed)


def _synthetic(request: DataRequest) -> Examples:
    if request.size or request.channels:
        raise SuiteError(f"{request.name} holds no images; leave out image size and channels")
    return SYNTHETIC[request.name](request.split, seed=request.seed)


def _fashion_shift(request: DataRequest) -> Examples:
    if request.size not in (None, (28, 28)) or request.channels not in (None, 1):
        raise SuiteError("fashion_shift is 28×28 and grey; leave out image size and channels")
    return fashion_shift(fashion_mnist(request.split, request.cache), request.split, seed=request.seed)


def _fashion_mnist(request: DataRequest) -> Examples:
    def native():
        return fashion_mnist(request.split, request.cache)

    if request.size in (None, (28, 28)) and request.channels in (None, 1):
        return native()
    height, width = request.size or (28, 28)
    form = f"{height}x{width}x{request.channels or 1}{in_keys(request.resize)}"
    place = request.cache / "fashion_mnist" / f"{request.split}-{form}"
    return kept(place, VERSION, lambda: fitted(native(), request.size, request.channels, request.resize))


def _fashion_pairs(request: DataRequest) -> Examples:
    return FASHION_PAIRS[request.name](_fashion_mnist(request))


def _stacked_fashion_mnist(request: DataRequest) -> Examples:
    if request.channels not in (None, 3):
        raise SuiteError("stacked_fashion_mnist has three channels; leave out channels")
    return stacked_fashion_mnist(_fashion_mnist(replace(request, channels=None)))


def _fashion_masks(request: DataRequest) -> Examples:
    return masked(_fashion_mnist(request), request.split)


def _coloured_fashion(request: DataRequest) -> Examples:
    if request.channels not in (None, 1):
        raise SuiteError("coloured_fashion dyes its own images; leave out channels")
    return coloured_fashion(_fashion_mnist(request), request.seed)


def _captioned_fashion(request: DataRequest) -> Examples:
    captioned = captioned_fashion(fashion_mnist(request.split, request.cache), request.split)
    return fitted(captioned, request.size, request.channels)


def _placed_fashion(request: DataRequest) -> Examples:
    placed = placed_fashion(fashion_mnist(request.split, request.cache), request.split)
    return fitted(placed, request.size, request.channels)


def _fashion_scenes(request: DataRequest) -> Examples:
    if request.channels not in (None, 3):
        raise SuiteError("fashion_scenes are in colour; leave out channels")
    sprites = _fashion_mnist(replace(request, size=(SPRITE, SPRITE), channels=1))
    return fitted(fashion_scenes(sprites, request.split), request.size, None, request.resize)


def _fashion_clips(request: DataRequest) -> Examples:
    if request.size not in (None, (32, 32)) or request.channels not in (None, 1):
        raise SuiteError("fashion_clips are 32×32 and grey; leave out image size and channels")
    return fashion_clips(fashion_mnist(request.split, request.cache), request.split)


def _package(request: DataRequest) -> Examples:
    return PACKAGES[request.name](request.split, request.cache, request.size, request.channels)


def _bach(request: DataRequest) -> Examples:
    if request.size or request.channels:
        raise SuiteError("bach holds melodies, not images; leave out image size and channels")
    return bach(request.split, request.cache)


SYNTHETIC: dict[str, Callable[..., Examples]] = {
    "moons_4_labels": moons_4_labels,
    "moons_35": moons_35,
    "grammar": grammar,
    "oracle": partial(oracle, "oracle"),
}
FASHION_PAIRS = {
    "fashion_edges": edges,
    "fashion_edges_unpaired": fashion_edges_unpaired,
    "fashion_cartoons": fashion_cartoons,
    "fashion_pooled": pooled,
    "fashion_noisy": noisy,
    "fashion_inverted": inverted,
}
PACKAGES = {"noto_emoji": noto_emoji, "openmoji": openmoji}
NAMED: dict[str, Callable[[DataRequest], Examples]] = {
    "fashion_mnist": _fashion_mnist,
    **dict.fromkeys(FASHION_PAIRS, _fashion_pairs),
    "fashion_masks": _fashion_masks,
    "fashion_scenes": _fashion_scenes,
    "captioned_fashion": _captioned_fashion,
    "placed_fashion": _placed_fashion,
    "coloured_fashion": _coloured_fashion,
    "fashion_clips": _fashion_clips,
    "stacked_fashion_mnist": _stacked_fashion_mnist,
    **dict.fromkeys(DRAWS, _points),
    **dict.fromkeys(SYNTHETIC, _synthetic),
    "fashion_shift": _fashion_shift,
    **dict.fromkeys(PACKAGES, _package),
    "bach": _bach,
}
