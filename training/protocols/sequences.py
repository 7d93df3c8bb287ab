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
PAIR = 2


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
        _beside_noise("known_2", "pairs of tokens that training data have"),
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
    ranks_by = ("oracle_nll", "valid", "known_2")

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "distinct_1" to "distinct_3"; "variety", at which share of their places two sequences differ; "copied", the
        share of sequences that stand in the training data; for an oracle "oracle_nll", for the grammar "valid", for
        other data "known_2", the share of pairs of tokens that training data have. Each has a twin in "_real", some
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
        for side, tokens in {**sides, "_of_noise": noise}.items():
            if test.name.startswith("oracle"):
                report[f"oracle_nll{side}"] = oracle_nll(tokens, Oracle.named(test.name))
            elif test.name == "grammar":
                texts = ["".join(game.vocabulary[token] for token in row) for row in tokens]
                report[f"valid{side}"] = sum(map(valid, texts)) / len(texts)
            else:
                report[f"known_{PAIR}{side}"] = known_n(tokens, train, PAIR)
        return report


sequence_protocol = SequenceProtocol()
