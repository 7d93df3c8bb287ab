"""Two sets of features in, a number out, its bias stated. Nothing here knows how samples were made."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "agreement": ["correlation"],
        "copies": ["distinct"],
        "coverage": ["Coverage", "precision_recall_density_coverage"],
        "discrepancy": ["biased_root_mmd", "mmd", "typical_distance"],
        "diversity": ["ms_ssim_diversity"],
        "extractor": ["Extracted", "FeatureExtractor", "Identity"],
        "fashion": ["FashionClassifier", "fashion_classifier"],
        "fidelity": ["psnr", "ssim"],
        "floor": ["real_floor"],
        "frechet": ["fid", "frechet_distance"],
        "inception": ["inception_score"],
        "keras_extractor": ["KerasExtractor"],
        "kernel_distance": ["KernelDistance", "kid"],
        "labels": ["classes_present", "label_accuracy"],
        "marginals": ["mode_score"],
        "matching": ["matched_accuracy"],
        "modes": ["entropy", "modes_reached", "nearest_modes"],
        "moments": ["Gaussian", "Moments"],
        "overlap": ["dice", "iou"],
        "parzen": ["ParzenLikelihood", "parzen_log_likelihood"],
        "perceptual_path": ["PathLength", "lerp", "perceptual_path_length", "slerp"],
        "protocol": ["evaluate_images"],
        "reconstruction": ["unexplained"],
        "restoration": ["l1_distance", "laplacian_energy"],
        "sequences": ["copied", "distinct_n", "oracle_nll"],
        "sliced_wasserstein": ["laplacian", "sliced_distances"],
        "stacked_fashion": ["StackedFashionClassifier"],
        "tracks": ["track_correlation"],
        "transport": ["sliced_wasserstein_distance", "wasserstein_distance"],
        "two_sample": ["NeighbourAccuracy", "nearest_neighbour_two_sample"],
    },
)
