"""Diversity losses: penalties of codes or samples that are alike."""

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32
from tfgan_suite.core.replicas import all_gather, rows_of


@computed_in_float32
def similarity_hinge(fakes: Tensor, scores: Tensor) -> Tensor:
    """How far a generator's fakes fall short of being more real than the others' by as much as they are alike.

    Ghosh et al. 2017, MAD-GAN-Sim, https://arxiv.org/abs/1704.02906: with one z for all generators,
    [mean_j p_real(G_j z) + mean_j cos(G_i z, G_j z) - p_real(G_i z)]₊ over j ≠ i, the mean over i and z. Each hinge is
    generator i's alone: the others count as constants in its gradient. Else what one gains by being real would be
    taken back by the hinges of the others, and each cosine would be descended from both of its ends.

    Args:
        fakes: examples [B, N, ...], N ≥ 2, row by row of the same z.
        scores: their logits [B N, N + 1] in the same order; the last is that of real examples.
    """
    count = fakes.shape[1]
    flat = ops.normalize(ops.reshape(fakes, (-1, count, _size(fakes))), axis=-1)
    cosines = ops.matmul(flat, ops.stop_gradient(ops.transpose(flat, (0, 2, 1))))
    alike = (ops.sum(cosines, axis=-1) - 1) / (count - 1)
    real = ops.reshape(ops.softmax(scores)[:, -1], (-1, count))
    others = ops.stop_gradient(ops.sum(real, axis=1, keepdims=True) - real) / (count - 1)
    return ops.mean(ops.relu(others + alike - real))


def _size(fakes):
    return ops.prod(fakes.shape[2:])


@computed_in_float32
def pulling_away(codes: Tensor) -> Tensor:
    """The mean squared cosine between codes of different examples. Zhao et al. 2016, eq. 4,
    https://arxiv.org/abs/1609.03126

    Args:
        codes: [B, d]; they are compared with those of the global batch.

    Returns:
        A scalar in [0, 1]: 0 where all are orthogonal and where there is one, 1 where all are parallel.
    """
    mine = ops.normalize(codes, axis=-1)
    theirs = all_gather(mine)
    squares = ops.sum((mine @ ops.transpose(theirs)) ** 2) - ops.sum(ops.sum(mine**2, axis=-1) ** 2)
    pairs = ops.cast(rows_of(mine) * (rows_of(theirs) - 1), squares.dtype)
    return squares / ops.maximum(pairs, 1)
