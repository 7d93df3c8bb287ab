"""What the loss curves of each objective mean, and what they do not."""

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
SYSTEMS = {
    "wgan_gp": GAP,
    "progan": GAP + " Each new level starts it afresh.",
    "fisher_gan": (
        "The gap between real and fake scores in units of their standard deviation, as far as omega is 1: it "
        "shrinks with better samples. The critic's loss also holds the multiplier's term, and the generator's is "
        "a mean score without zero or unit."
    ),
    "unrolled": CROSS_ENTROPY + " The generator's is minus what the discriminator of some steps later would have.",
    "mad_gan": (
        "Cross-entropies over N generators and the data. The discriminator's falls when it tells generators "
        "apart, which is wanted, as well as when it recognises fakes, which is not."
    ),
    "cogan": "Sums over two domains: 2.77 for undecided discriminators, 1.386 for the generators. " + NEVER,
    "pix2pix": PAIRED + "l1 is the part to look at.",
    "cyclegan": (
        "cycle_l1 is a distance and should fall; it is 0 for translators that do nothing. The rest are squared "
        "distances from targets against opponents that learn."
    ),
    "stylegan": CROSS_ENTROPY + " The discriminator's also holds its penalty on slopes, r1.",
    "segan": (
        "The critic's loss is minus the distance that it finds between true and predicted masks; the segmenter's "
        "is that distance and 1 - Dice. dice_score is the part to look at."
    ),
    "ssl_gan": (
        "The discriminator's is the cross-entropy of the few labels and of real against fake; the generator's is "
        "a distance between mean features. Neither is the accuracy on held-out examples."
    ),
    "dann": (
        "The cross-entropy of the labels, and that of the domains (1.386 when they cannot be told apart), which "
        "the features want high. Neither is the accuracy in the other domain."
    ),
    "text_to_image": (
        CROSS_ENTROPY
        + " It counts pictures with the wrong caption as fakes too; the distance between score/matched and "
        "score/mismatched shows whether captions matter."
    ),
    "mocogan": (
        "Sums of cross-entropies of two discriminators and of the kinds of motion, and of what keeps weights small. "
        + NEVER
    ),
    "seqgan": (
        "In pretraining the generator's is the negative log-likelihood of real tokens and comparable; afterwards "
        "it is weighted by rewards and has no meaning by itself. A reward near .5 means an undecided "
        "discriminator."
    ),
    "began": (
        "convergence is the measure of this game: it falls as real images are rebuilt better and the balance is "
        "kept, and "
        "compares within one architecture. It does not hear lost variety. " + ENERGY
    ),
    "ebgan": ENERGY + " The discriminator's is the energy of real examples and what fakes lack to the margin.",
    "magan": ENERGY + " The margin follows the energy of real examples down.",
    "mrgan": CROSS_ENTROPY
    + " The generator's and the encoder's also hold the error of rebuilt examples, which should fall.",
    "mdgan": (
        "Two games at once: the manifold's cross-entropy is between real examples and rebuilt ones, the "
        "diffusion's between rebuilt ones and samples (1.386 each when undecided). The generator's is of the "
        "second, the encoder's holds the error of rebuilt examples."
    ),
    "saae": (
        "A distance between images and what is rebuilt of them, which should fall, and cross-entropies over the "
        "classes "
        "and one more for fakes. " + NEVER
    ),
    "vae_gan": (
        "prior is in nats and likelihood in the discriminator's own features, which change as it learns: the sum "
        "is no "
        "bound of any likelihood. " + NEVER
    ),
    "infogan": (
        CODES + "minus the information that the codes are read back with: category_information and "
        "continuous_information, in nats, are the parts to look at."
    ),
    "dcgan": CROSS_ENTROPY,
    "cgan": CROSS_ENTROPY,
}


def reading(system, arguments):
    """What to make of the loss curves of a run.

    Args:
        system: its `System`.
        arguments: the run's, which choose the objective of a composed system.
    """
    if system.of != "composed":
        return SYSTEMS[system.name]
    if arguments.get("feature_matching"):
        return "The generator's loss is a distance between mean features, in the unit of features that change. " + NEVER
    objective = arguments.get("objective", system.settings.get("objective", "non_saturating"))
    penalties = ("gradient_penalty", "r1", "r2", "dragan", "lecam", "consistency")
    added = [name.replace("_", " ") for name in penalties if arguments.get(name, system.settings.get(name))]
    text = OBJECTIVES[objective]
    return f"{text} The discriminator's also holds what it pays for: {', '.join(added)}." if added else text
