"""`tfgan sample`: samples of a run, in one file or in many."""

import inspect
from pathlib import Path

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.applying.attributes import asked, attributes_of
from tfgan_suite.training.applying.sampling import Sampling
from tfgan_suite.training.cards.ranges import Count, Seed, Weight
from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.running.open_game import open_game, rebuilt
from tfgan_suite.training.running.run import Run


def sample(
    run_dir: Path,
    n: Count = 64,
    out: Path | None = None,
    seed: Seed = 0,
    label: str | None = None,
    caption: str | None = None,
    attributes: str | None = None,
    box: str | None = None,
    keypoints: str | None = None,
    frames: Count | None = None,
    truncation: Weight | None = None,
    mixing: Count | None = None,
    temperature: Weight | None = None,
) -> None:
    """Draws samples from a run.

    Args:
        run_dir: the run's directory.
        n: how many; points want a thousand.
        out: a picture, sound or text file gets all of them for a person, a .gif or .mp4 file one after another; a .npy
            file the samples themselves, pictures as uint8 NHWC, a .npz file also what they were told, as data to train
            on; a name without suffix is a folder with a file for each. samples.png (or .gif, .wav, .txt) by default.
        seed: of the latents.
        label: the class to draw, by name or number, for a model that knows classes; all in turn by default.
        caption: the text to illustrate, for a model that knows captions; the run's own in turn by default.
        attributes: what they are to have, such as Smiling=1,Male=0, for a model that is told attributes; the others are
            as in training.
        box: where the caption is to be true, for a model that is told boxes: x,y,width,height as shares of the image's
            sides, such as .1,.2,.5,.5; the run's own in turn by default.
        keypoints: where parts are to be, for a model that is told key points, such as top=.5,.1;left=.2,.5 as shares of
            the image's sides from the upper left; the run finds the others.
        frames: of a clip, for a model that makes clips; as many as it was trained with by default.
        truncation: of a model of styles, the share of their distance from their mean that is kept, by default all; of
            others with normal latents, the bound beyond which latents are drawn again, by default none.
        mixing: of a model of styles, a square of images: each has the style of its row's first in so many of the
            coarsest layers, and that of its column's first in the others.
        temperature: of the choice of each token, for a model that writes: 0 takes the likeliest, by default 1.
    """
    run = Run.open(run_dir)
    game = open_game(run)
    told = {
        "label": label,
        "caption": caption,
        "box": None if box is None else _numbers(box),
        "keypoints": None if keypoints is None else _places(keypoints),
        "frames": frames,
        "truncation": truncation,
        "mixing": mixing,
        "temperature": temperature,
    }
    options = {name: value for name, value in told.items() if value is not None}
    for name in options.keys() - inspect.signature(game.sample).parameters:
        raise SuiteError(f"{run_dir} holds a model without a {name} among its inputs: leave --{name} out.")
    if label is not None:
        options["label"] = _number(label, _classes(run, game))
    if attributes is not None:
        options["told"] = _vectors(attributes, run, game, n)
    inputs = rebuilt(run).inputs(n) if game.needs_inputs else None
    sampling = Sampling(game, n, seed, inputs, options)
    kind = game.yields
    out = out or Path(f"samples{kind.suffixes[0]}")
    drawn = kind.has_backdrop and out.suffix.lower() in kind.suffixes
    scene = {"groups": game.groups(n), "real": rebuilt(run).backdrop(n)} if drawn else {}
    sampling.write(out, **scene)
    print(f"{sampling.n} samples: {out}")


def _numbers(words):
    """The numbers of x,y,width,height."""
    try:
        return [float(word) for word in words.split(",")]
    except ValueError:
        raise SuiteError(f"--box {words}: give x,y,width,height as shares of the image's sides.") from None


def _places(words):
    """The place (x, y) of each part of name=x,y;name=x,y."""
    try:
        named = [part.split("=") for part in words.split(";")]
        return {name.strip(): (float(x), float(y)) for name, (x, y) in ((n, p.split(",")) for n, p in named)}
    except ValueError:
        raise SuiteError(f"--keypoints {words}: give name=x,y of each, with semicolons between them.") from None


def _vectors(words, run, game, n):
    """The attributes of each sample."""
    told = attributes_of(game)
    if told is None:
        raise SuiteError(f"{run.path} holds a model without attributes among its inputs: leave --attributes out.")
    return asked(words, told, run.data_facts().get("attribute_names", []), n)


def _classes(run, game):
    """The names of the labels that a game is told; none where its labels are codes that it found for itself."""
    told = any(tensor.name == "label" for network in game.products().values() for tensor in network.inputs)
    return run.data_facts().get("classes", []) if told else []


def _number(label, classes):
    """The number of a class, which may be called by its name."""
    if label in classes:
        return classes.index(label)
    try:
        return int(label)
    except ValueError:
        names = f"one of {', '.join(classes)}" if classes else "a number"
        raise SuiteError(f"There is no class called {label}: give {names}.") from None


def main(argv: list[str]) -> None:
    run(sample, "tfgan sample", argv)
