"""Contrastive readings: the discriminator embeds an example, and its class is told from what lies near."""

import dataclasses
from typing import Any

import tensorflow as tf
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.conditions.auxiliary import AuxiliaryClassifier
from tfgan_suite.conditions.condition import serializable
from tfgan_suite.core.replicas import all_gather, rows_of
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses.contrastive import conditional_contrast, data_to_data_cross_entropy


@dataclasses.dataclass(frozen=True)
class Contrastive(AuxiliaryClassifier):
    """An auxiliary reading of labels whose network gives (score [B, 1], cosines [B, K], embedding [B, d]).

    Cosines are those of the embedding, a unit vector, with a proxy of each class. The discriminator learns from reals
    alone, the generator from its fakes.

    Raises:
        SuiteError: what is told is no label.
    """

    fakes: bool = False

    def __post_init__(self) -> None:
        if self.base.num_classes is None:
            raise SuiteError("Contrast is between classes: it needs labels, and attributes are told here.")

    def compared(self, told: Tensor, reading: Any) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(cosine with the own proxy [B], cosines with the global batch [B, N], which of those are of another class,
        which is the example itself)."""
        cosines, embedding = reading
        to_proxy = ops.sum(cosines * ops.one_hot(told, cosines.shape[-1]), axis=-1)
        labels, embeddings = all_gather(told), all_gather(embedding)
        rows = rows_of(embedding)
        first = tf.distribute.get_replica_context().replica_id_in_sync_group * rows
        place = ops.arange(rows_of(embeddings))[None] == (first + ops.arange(rows))[:, None]
        return to_proxy, ops.matmul(embedding, ops.transpose(embeddings)), told[:, None] != labels[None], place


@serializable
@dataclasses.dataclass(frozen=True)
class DataToData(Contrastive):
    """ReACGAN, Kang et al. 2021, https://arxiv.org/abs/2111.01118: an auxiliary classifier whose gradient has bounds.

    Args:
        base: the label.
        weight: λ, beside the objective; .5 in the authors' program.
        fakes: whether the discriminator learns from fakes too; in the paper it does not.
        margin: m_p of cosines with the own proxy; 1 - m_p is that of cosines with other classes.
        temperature: τ.
    """

    weight: float = 0.5
    margin: float = 0.98
    temperature: float = 0.5

    def reading_loss(self, told: Tensor, reading: Any) -> Tensor:
        margins = {"positive": self.margin, "negative": 1 - self.margin}
        to_proxy, to_others, differs, _ = self.compared(told, reading)
        return data_to_data_cross_entropy(to_proxy, to_others, differs, **margins, temperature=self.temperature)


@serializable
@dataclasses.dataclass(frozen=True)
class ClassContrast(Contrastive):
    """ContraGAN, Kang and Park 2020, https://arxiv.org/abs/2006.12681: examples of a class attract one another.

    Args:
        base: the label.
        weight: λ, beside the objective.
        fakes: whether the discriminator learns from fakes too; in the paper it does not.
        temperature: t.
    """

    temperature: float = 1.0

    def reading_loss(self, told: Tensor, reading: Any) -> Tensor:
        return conditional_contrast(*self.compared(told, reading), temperature=self.temperature)
