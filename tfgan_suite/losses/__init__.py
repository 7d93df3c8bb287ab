"""Losses: pure functions of scores, images or features to one scalar that a player descends."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "adversarial": [
            "Hinge",
            "LeastSquares",
            "Minimax",
            "NonSaturating",
            "Objective",
            "RandomlySmoothed",
            "Wasserstein",
            "bce",
        ],
        "alike": ["pulling_away", "similarity_hinge"],
        "divergence": ["Divergence"],
        "divergences": [
            "KL",
            "Alpha",
            "Jeffrey",
            "JensenShannon",
            "Neyman",
            "OriginalGAN",
            "Pearson",
            "ReverseKL",
            "SquaredHellinger",
            "TotalVariation",
            "WeightedJensenShannon",
        ],
        "f_gan": ["FGAN"],
        "matching": ["feature_matching"],
        "relativistic": ["Relativistic", "RelativisticAverage"],
        "classification": ["cross_entropy", "real_logit"],
        "gradient": ["gradient_norm", "gradient_penalty", "r1"],
        "segmentation": ["feature_l1", "soft_dice", "soft_dice_of_classes"],
        "information": ["category_information", "uniform_information"],
        "variational": ["normal_kl", "unit_normal_cost"],
        "weights": ["half_squares"],
    },
)
