"""DANN: domain adaptation by gradient reversal. Ganin et al. 2016"""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.layers import GradientReversal
from tfgan_suite.losses import bce, cross_entropy
from tfgan_suite.optimizers import Annealed
from tfgan_suite.variants.bases.classifying import ClassifyingGAN


class DANN(ClassifyingGAN):
    """Ganin et al. 2016, Algorithm 1 and eq. 18, https://arxiv.org/abs/1505.07818

    One optimizer descends one loss; that it is a game comes from the gradient reversal between features and domain
    classifier, which only the training sees and no export holds. A batch is half source and half target, and target
    labels are never shown. λ follows section 5.2.2; `lam` scales it, and at 0 the training is a source-only one.

    Args:
        classifier: x -> features [B, d], logits [B, K], probabilities; see `networks.feature_classifier`.
        domain: features -> logit [B, 1] of "source".
        total_steps: length of the training, over which λ rises and the learning rate falls.
        lam: what λ rises to.
        seed, name: see `GAN`.
    """

    players = {"classifier": ("classifier", "domain")}
    monitors = ("domain_loss", "lam")
    batch_fields = ("source", "label", "target")

    def __init__(
        self, classifier: keras.Model, domain: keras.Model, *, total_steps: int, lam: float = 1.0, **kwargs: Any
    ) -> None:
        super().__init__(classifier, **kwargs)
        self.domain = domain
        self.total_steps = total_steps
        self.lam = lam
        self.reversal = GradientReversal()

    def train_step(self, data: Any) -> None:
        x_s, y, x_t = data
        C, Q = self.in_training("classifier", "domain")
        λ = self.lam * ramp(ops.cast(self.steps, "float32") / self.total_steps)
        with self.turn("classifier") as classifier:
            (f_s, l_s, _), (f_t, _, _) = C(x_s), C(x_t)
            q_s, q_t = (Q(self.reversal(f, lam=λ)) for f in (f_s, f_t))
            domain_loss = bce(1, q_s) + bce(0, q_t)
            classifier.loss = cross_entropy(y, l_s) + domain_loss
        self.track("domain_loss", domain_loss)
        self.track("lam", λ)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {"classifier": keras.optimizers.SGD(Annealed(0.01, self.total_steps), momentum=0.9)}


def ramp(p: Tensor) -> Tensor:
    """2 / (1 + exp(-10 p)) - 1, section 5.2.2: from 0 at the start of the training to nearly 1 at its end, p = 1."""
    return 2.0 / (1.0 + ops.exp(-10.0 * ops.minimum(p, 1.0))) - 1.0
