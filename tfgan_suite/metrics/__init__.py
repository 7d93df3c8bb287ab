"""Metrics: two sets of features in, a number out, its bias stated. Nothing here knows how samples were made.

Reports are made of these numbers in `training.protocols`; two functions of that room go by a name of this one as well.
"""

import importlib
from typing import Any

import lazy_loader

_own, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "pairs.agreement": ["correlation"],
        "distributions.copies": ["distinct"],
        "distributions.coverage": ["Coverage", "precision_recall_density_coverage"],
        "distributions.discrepancy": ["biased_root_mmd", "mmd", "typical_distance"],
        "diversity": ["ms_ssim_diversity"],
        "features.efficientnet": ["EfficientNetLite0", "efficientnet_lite0", "fetch_efficientnet_lite0"],
        "features.clips": ["ClipFeatures"],
        "features.extractor": ["Extracted", "FeatureExtractor", "FunctionExtractor", "Identity", "NoFeatures"],
        "features.fashion": ["FashionClassifier", "fashion_classifier"],
        "pairs.fidelity": ["psnr", "ssim"],
        "distributions.floor": ["real_floor"],
        "distributions.frechet": ["fid", "frechet_distance"],
        "classes.inception": ["inception_score"],
        "features.keras_extractor": ["KerasExtractor", "as_extractor"],
        "distributions.kernel_distance": ["KernelDistance", "kid"],
        "features.keras_inception": ["InceptionV3", "fetch_inception_v3", "inception_v3"],
        "features.kept_features": ["real_features"],
        "classes.labels": ["classes_present", "label_accuracy"],
        "classes.marginals": ["mode_score"],
        "classes.matching": ["matched_accuracy"],
        "distributions.memory": ["Memory", "memorisation", "nearest"],
        "classes.modes": ["entropy", "modes_reached", "nearest_modes"],
        "distributions.moments": ["Gaussian", "Moments"],
        "pairs.overlap": ["dice", "iou"],
        "features.own": ["OwnFeatures", "own_features"],
        "distributions.parzen": ["ParzenLikelihood", "parzen_log_likelihood"],
        "perceptual_path": ["PathLength", "lerp", "perceptual_path_length", "slerp"],
        "pairs.reconstruction": ["unexplained"],
        "pairs.restoration": ["l1_distance", "laplacian_energy"],
        "sequences": ["copied", "distinct_n", "known_n", "oracle_nll", "run_divergence", "token_variety"],
        "distributions.sliced_wasserstein": ["laplacian", "sliced_distances"],
        "features.reading_back": ["label_map_reader"],
        "features.published_inception": ["FIDInception", "fid_inception"],
        "features.stacked_fashion": ["StackedFashionClassifier"],
        "pairs.structure": ["kept_structure"],
        "pairs.tracks": ["track_correlation"],
        "distributions.transport": ["sliced_wasserstein_distance", "wasserstein_distance"],
        "distributions.two_sample": ["NeighbourAccuracy", "nearest_neighbour_two_sample"],
    },
)
REPORTS = {"evaluate_images": "image_report", "verdict": "judging"}
__all__ += [*REPORTS]


def __getattr__(name: str) -> Any:
    if name in REPORTS:
        return getattr(importlib.import_module(f"tfgan_suite.training.protocols.{REPORTS[name]}"), name)
    return _own(name)
