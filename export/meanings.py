"""Meanings: what the names of inputs and outputs stand for, for all networks of the suite.

What is made, or taken in to be made into something else, is of a kind, which brings its names; the rest is here.
"""

import dataclasses
import re

from tfgan_suite.kinds import KINDS


@dataclasses.dataclass(frozen=True)
class Meaning:
    """What a client has to know of an input or output beside its type.

    Attributes:
        text: one line.
        span: the values of black and white in a float picture; None for what is no picture.
        role: one word for what a client does with it, such as draw a "latent", ask for a "choice", show a "picture";
            empty for what only another network has a use for.
        prior: "normal" or "uniform" (on [-1, 1)), how latents, noise and codes are drawn.
        range: the least and the greatest number in a vector of attributes; None where that is not known.
        rate: moments of a sound a second; None for what is no sound.
        names: of the values of an integer, from 0 on; of the entries of a vector; examples of a text.
    """

    text: str
    span: tuple[int, int] | None = None
    role: str = ""
    prior: str = "normal"
    range: tuple[float, float] | None = None
    rate: int | None = None
    names: tuple[str, ...] = ()


MEANINGS = {
    **{
        name: Meaning(text, kind.span, kind.role, rate=kind.rate) for kind in KINDS for name, text in kind.names.items()
    },
    "z": Meaning("latent, drawn from the standard normal distribution", role="latent"),
    "noise": Meaning("noise of each frame, drawn from the standard normal distribution", role="noise"),
    r"noise_\d+": Meaning("noise of one layer, drawn from the standard normal distribution; zeros for none"),
    "label": Meaning("class, counted from 0", role="choice"),
    "index": Meaning("which of the generators, counted from 0", role="choice"),
    r"category(_\d+)?": Meaning("categorical code, counted from 0", role="choice"),
    r"probabilities_\d+": Meaning("of each value of a further categorical code; they sum to 1", role="shares"),
    "continuous": Meaning("continuous codes, uniform on [-1, 1] in training", role="codes", prior="uniform"),
    "attributes": Meaning("attributes: 1 for what it has, 0 for what it lacks", role="attributes", range=(0, 1)),
    "embedding": Meaning(
        "caption as a vector: tfgan_suite.networks.text.embeddings.bag_of_words([caption], length)", role="words"
    ),
    "label_map": Meaning(
        "label map, NHWC: 1 in the channel of each pixel's class, 0 in the others", span=(0, 1), role="label_map"
    ),
    "instances": Meaning("a number for each thing, the same in all its pixels, NHWC", role="instances"),
    "box": Meaning(
        "box (x, y, width, height), shares of the image's sides from the upper left", role="attributes", range=(0, 1)
    ),
    "keypoints": Meaning(
        "(x, y, seen) of each part: shares of the image's sides from the upper left; 1 for seen, else 0"
    ),
    "completed": Meaning("(x, y, seen) of each part, those that were given as they are"),
    "given": Meaning("1 for each part that is given, else 0", role="attributes", range=(0, 1)),
    "psi": Meaning("truncation: 1 leaves the styles, 0 gives the mean style, .7 is usual", role="truncation"),
    "styles": Meaning("a style of the mapping network for each layer, the coarsest first"),
    "w": Meaning("style"),
    "seed": Meaning("any integer: the same seed writes the same sequence", role="seed"),
    "temperature": Meaning("of the sampling: 1 as trained, 0 always the likeliest token", role="temperature"),
    "energy": Meaning("error of the autoencoder: higher for what is unlike its training data", role="number"),
}
UNKNOWN = Meaning("not described")


def meaning(name: str) -> Meaning:
    """The meaning of a name in a signature; `UNKNOWN` for a name that is not in the vocabulary."""
    return next((known for pattern, known in MEANINGS.items() if re.fullmatch(pattern, name)), UNKNOWN)
