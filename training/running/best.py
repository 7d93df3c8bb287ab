"""Best checkpoint: evaluations during training, early stopping."""

import json
from typing import TYPE_CHECKING, Any

import keras

from tfgan_suite.aliases import Logs
from tfgan_suite.atomic import atomic_write
from tfgan_suite.callbacks import Checkpoints, Evaluate
from tfgan_suite.callbacks.evaluation import numbers
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.running import strategy as strategies
from tfgan_suite.training.running.evaluate import UNSCORABLE, obstacle, score, told
from tfgan_suite.training.scoring.score import LOWER

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan
    from tfgan_suite.training.running.run import Run


N = 1000


class Best(keras.callbacks.Callback):
    """Scores the game every so many epochs by its plan's protocol, with 1,000 samples, and notes the numbers.

    The protocol's first score ranks checkpoints; one whose verdict is "bad" comes after all others, whatever that says.

    All that lasts is in the run directory, so an interrupted training goes on as if nothing had been. The best
    checkpoint is chosen on held-out data: its score is a little better than on data that nobody has looked at.

    Args:
        plan: what is trained.
        run: gets `evaluations.json`, and `best/` with one checkpoint.
        every: epochs.
        keep: whether the best checkpoint is kept.
        patience: end after so many evaluations without a better one; never by default.
        features: what reads the samples, see `score`.

    Raises:
        SuiteError: numbers that make no sense, workers, who would not stop together, or a choice among checkpoints
            that cannot be scored.
    """

    def __init__(
        self,
        plan: "Plan",
        run: "Run",
        every: int,
        keep: bool = False,
        patience: int | None = None,
        features: Any = None,
    ) -> None:
        super().__init__()
        if every < 1 or (patience is not None and patience < 1):
            raise SuiteError("--evaluate-every and --early-stop count: give positive numbers.")
        if patience and strategies.is_shared(plan.game.distribute_strategy):
            raise SuiteError("Workers cannot stop early together: leave --early-stop out.")
        if (keep or patience) and (reason := obstacle(plan, features)):
            raise SuiteError(f"Nothing can be scored ({reason}): leave --keep-best and --early-stop out.")
        if (keep or patience) and not plan.protocol.ranks_by:
            raise SuiteError("The scores of this system rank no checkpoints: leave --keep-best and --early-stop out.")
        self.run, self.keep, self.patience, self.protocol = run, keep, patience, plan.protocol
        self.looks = run.looks()
        self.evaluate = Evaluate(lambda _: _scored(plan, features), every)
        self.saver = Checkpoints(run.best, keep=1)

    @property
    def callbacks(self) -> list[keras.callbacks.Callback]:
        """What `fit` needs, in order."""
        return [self.evaluate, self]

    @property
    def is_stalled(self) -> bool:
        """Whether the last `patience` evaluations brought nothing better."""
        return bool(self.patience and self.looks and (self._since_best() or 0) >= self.patience)

    def on_train_begin(self, logs: Logs = None) -> None:
        self.saver.set_model(self.model)
        step = int(self.model.steps.numpy())
        self.looks = [look for look in self.looks if look["step"] <= step]
        self.evaluate.result = self.looks[-1]["scores"] if self.looks else None

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        if not self.evaluate.fresh:
            return
        step, scores = int(self.model.steps.numpy()), numbers(self.evaluate.result)
        if not scores:
            return
        self.looks.append({"epoch": epoch + 1, "step": step, "scores": scores, **self._ranked_by(scores)})
        with atomic_write(self.run.evaluations) as draft:
            draft.write_text(json.dumps(self.looks, indent=2) + "\n", encoding="utf-8")
        if self.keep and self._since_best() == 0:
            self.saver.save()
        self.model.stop_training |= self.is_stalled

    def _ranked_by(self, scores):
        """What the evaluation notes of the score that ranks it, for whoever reads it without the protocol."""
        score = self.protocol.ranking(scores)
        return {"ranked_by": {"name": score.name, "lower_is_better": score.better == LOWER}} if score else {}

    def _since_best(self):
        """Evaluations since the best one; None where their scores rank no checkpoints."""
        ranked = [self.protocol.badness(look["scores"]) for look in self.looks if self.protocol.ranking(look["scores"])]
        if not ranked:
            return None
        return len(ranked) - 1 - ranked.index(min(ranked))


def _scored(plan, features):
    """The numbers of an evaluation; none, and a line, where it cannot be made, which ends no training."""
    try:
        return score(plan, N, features)
    except UNSCORABLE as reason:
        print(f"not evaluated: {told(reason)}")
        return {}
