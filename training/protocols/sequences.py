"""How games are scored that write sequences."""

from typing import Any

import numpy as np

from tfgan_suite.data.sets.grammar import valid
from tfgan_suite.data.sets.oracle import Oracle
from tfgan_suite.kinds import Tokens
from tfgan_suite.metrics import copied, distinct_n, known_n, oracle_nll, token_variety
from tfgan_suite.training.protocols.images import SAMPLING_SEED
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.score import Score

RUNS = (1, 2, 3)
KNOWN = (2, 3, 4, 5, 6)
APART = 0.1


def _beside_noise(name, title, better="higher"):
    return Score(
        name,
        title,
        better=better,
        best=f"{name}_real",
        unskilled=f"{name}_of_noise",
        fair=0.3,
        bad=0.9,
        says="{title} {value:.3g} (real {best:.3g}, tokens at random {unskilled:.3g})",
        compared=True,
    )


class SequenceProtocol(Protocol):
    """Sequences beside held-out ones: diversity, copies, and what can be told of this data."""

    yields = (Tokens,)
    scores = (
        _beside_noise("oracle_nll", "negative log-likelihood", better="lower"),
        Score(
            "valid",
            "valid",
            best="valid_real",
            unskilled=0.0,
            fair=0.3,
            bad=0.9,
            says="{value:.0%} of the sequences are valid",
            compared=True,
        ),
        *(_beside_noise(f"known_{run}", f"runs of {run} tokens that training data have") for run in KNOWN),
        Score(
            "distinct_3",
            "distinct runs of three",
            best="distinct_3_real",
            unskilled=0.0,
            fair=0.3,
            bad=0.8,
            says="{value:.3g} of all runs of three tokens differ (real {best:.3g})",
            compared=True,
        ),
        Score("distinct_1", "distinct tokens", best="distinct_1_real"),
        Score("distinct_2", "distinct pairs", best="distinct_2_real"),
        Score(
            "variety",
            "variety",
            best="variety_real",
            unskilled=0.0,
            fair=0.3,
            bad=0.7,
            says="two sequences differ at {value:.0%} of their places (real {best:.0%})",
            compared=True,
        ),
        Score(
            "copied",
            "copied",
            better="lower",
            best="copied_real",
            unskilled=1.0,
            fair=0.3,
            bad=0.8,
            says="{value:.0%} of the sequences stand in the training data (held-out ones {best:.0%})",
            compared=True,
        ),
    )
    ranks_by = ("oracle_nll", "valid", *(f"known_{run}" for run in KNOWN))

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "distinct_1" to "distinct_3"; "variety", at which share of their places two sequences differ; "copied", the
        share of sequences that stand in the training data; for an oracle "oracle_nll", for the grammar "valid", for
        other data "known_2", the share of pairs of tokens that training data have, or "known_3" and so on where nearly
        all pairs occur, see `_telling`. Each has a twin in "_real", some
        another of tokens drawn at random ("_of_noise")."""
        game, test, train = products.game, data.test, data.train["tokens"]
        made = np.asarray(products["generator"](*game.latents(n, seed=SAMPLING_SEED)))
        sides = {"": made, "_real": test["tokens"][:n]}
        noise = np.random.default_rng(SAMPLING_SEED).integers(len(game.vocabulary), size=made.shape, dtype=np.int32)
        report = {"protocol": "sequences", "n": n}
        for side, tokens in sides.items():
            report |= {f"distinct_{run}{side}": distinct_n(tokens, run) for run in RUNS}
            report[f"variety{side}"] = token_variety(tokens)
            report[f"copied{side}"] = copied(tokens, train)
        name, read = _reader(test.known_as, game.vocabulary, sides["_real"], noise, train)
        return report | {f"{name}{side}": read(tokens) for side, tokens in {**sides, "_of_noise": noise}.items()}


sequence_protocol = SequenceProtocol()


def _reader(data, vocabulary, real, noise, train):
    """(name of a score, what computes it of tokens) that tells what this data's sequences are like."""
    if data.partition(":")[0] == "oracle":
        return "oracle_nll", lambda tokens: oracle_nll(tokens, Oracle.named(data))
    if data == "grammar":
        return "valid", lambda tokens: float(np.mean([valid("".join(vocabulary[t] for t in row)) for row in tokens]))
    run = _telling(real, noise, train)
    return f"known_{run}", lambda tokens: known_n(tokens, train, run)


def _telling(real, noise, train):
    """The length of runs that tells real sequences from tokens at random: the first of which those at random have at
    least a tenth fewer that training data have, or that with the greatest difference."""
    runs = [run for run in KNOWN if run <= real.shape[1]] or [real.shape[1]]
    apart = {run: known_n(real, train, run) - known_n(noise, train, run) for run in runs}
    return next((run for run in runs if apart[run] >= APART), max(runs, key=apart.__getitem__))
