"""Loss curves: what those of each objective mean, and what they do not."""

from collections.abc import Mapping

NEVER = "A falling loss is not a better picture: each player is measured against an opponent that learns too."
CROSS_ENTROPY = (
    "Cross-entropies. A discriminator that cannot tell real from fake has 1.386 (log 4), one that always can has "
    "0; the generator then has .693, or rises without end. A discriminator near 0 has won, and samples may still "
    "improve for a while. Neither curve ranks two runs."
)
OBJECTIVES = {
    "non_saturating": CROSS_ENTROPY,
    "minimax": (
        "Cross-entropies of a zero-sum game: the discriminator has 1.386 (log 4) when it cannot tell real from "
        "fake and 0 when it always can. The generator's loss is then -.693, and near 0 it has lost and learns "
        "nothing more: its gradient vanishes with it."
    ),
    "hinge": (
        "Margins. The discriminator has 2 when all scores are 0, and 0 when every score is beyond its margin: it "
        "has won and learns nothing more. The generator's loss is minus a mean score, which has no zero and no "
        "unit; its sign and its trend say nothing."
    ),
    "least_squares": (
        "Squared distances from targets. Undecided, the discriminator has .25 and the generator .125; 0 and .5 "
        "when the discriminator has won."
    ),
    "pearson_least_squares": (
        "Squared distances from targets. Undecided (all scores 0) the discriminator has 1 and the generator 0; 0 "
        "and .5 when the discriminator has won."
    ),
    "wasserstein": (
        "The critic's gap between real and fake scores (minus its loss, without penalties) estimates a distance "
        "between real data and samples, in a unit that depends on the critic. Within one run a gap that shrinks "
        "usually goes with better samples; between runs, critics or penalties it does not compare. The "
        "generator's loss is minus a mean score: it drifts, and means nothing by itself."
    ),
    "relativistic": (
        "Cross-entropies of score differences: both players have .693 when real and fake look alike, and 0 for "
        "the player who always wins the comparison."
    ),
    "relativistic_average": (
        "Cross-entropies of differences from the other kind's mean score: both players have .693 when real and "
        "fake look alike, and 0 for the player who always wins the comparison."
    ),
    "f_divergence": (
        "Minus the discriminator's loss is a lower bound of the divergence between real data and samples. A low "
        "bound may mean a good generator or a weak discriminator; bounds of different divergences do not compare."
    ),
}
PENALTIES = ("gradient_penalty", "r1", "r2", "dragan", "lecam", "consistency")
GAP = OBJECTIVES["wasserstein"]
ENERGY = (
    "Energies are errors of an autoencoder. The generator's loss is that of its fakes, which also falls when they"
    " become blurred and easy to rebuild."
)
PAIRED = (
    "The generator's loss is mostly its distance from the true translation, times its weight, which does fall "
    "with better translations; what remains is a cross-entropy against the discriminator, which need not fall. "
)
CODES = "Cross-entropies (1.386 for an undecided discriminator, .693 for its generator) "


def of_composition(arguments: Mapping) -> str:
    """What the curves of a composed game mean; its arguments choose the objective and the terms beside it."""
    if arguments.get("feature_matching"):
        return "The generator's loss is a distance between mean features, in the unit of features that change. " + NEVER
    added = [name.replace("_", " ") for name in PENALTIES if arguments.get(name)]
    text = OBJECTIVES[arguments.get("objective", "non_saturating")]
    return f"{text} The discriminator's also holds its penalties: {', '.join(added)}." if added else text


ENLARGING = (
    "The error of pixels should fall in the first phase; in the second it rises a little while content, the error of a "
    "classifier's maps, falls. The cross-entropies are against opponents that learn."
)
