"""How games are scored that write sequences."""

from typing import TYPE_CHECKING, Any

from tfgan_suite.data.sets.grammar import valid
from tfgan_suite.data.sets.oracle import Oracle
from tfgan_suite.metrics import copied, distinct_n, oracle_nll
from tfgan_suite.training.protocols.images import SAMPLING_SEED

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


RUNS = (1, 2, 3)


def sequence_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """Scores `n` sequences beside `n` held-out ones: diversity, copies, and what can be told of this data exactly.

    Returns:
        "distinct_1" to "distinct_3" and "copied", the share of sequences that stand in the training data; for an oracle
        "oracle_nll", for the grammar "valid". Each has a twin in "_real".
    """
    sides = {"": plan.game.tokens(n, seed=SAMPLING_SEED), "_real": plan.test["tokens"][:n]}
    report = {"protocol": "sequences", "n": n}
    for side, tokens in sides.items():
        report |= {f"distinct_{run}{side}": distinct_n(tokens, run) for run in RUNS}
        report[f"copied{side}"] = copied(tokens, plan.train["tokens"])
        if plan.test.name.startswith("oracle"):
            report[f"oracle_nll{side}"] = oracle_nll(tokens, Oracle.named(plan.test.name))
        if plan.test.name == "grammar":
            texts = ["".join(plan.game.vocabulary[token] for token in row) for row in tokens]
            report[f"valid{side}"] = sum(map(valid, texts)) / n
    return report
