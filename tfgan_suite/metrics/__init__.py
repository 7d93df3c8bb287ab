"""Two sets of features in, a number out, its bias stated. Nothing here knows how samples were made."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "agreement": ["correlation"],
        "copies": ["distinct"],
        "coverage": ["Coverage", "precision_recall_density_coverage"],
        "discrepancy": ["biased_root_mmd", "mmd", "typical_distance"],
        "extractor": ["Extracted", "FeatureExtractor", "Identity"],
        "fashion": ["FashionClassifier", "fashion_classifier"],
        "frechet": ["fid", "frechet_distance", "real_floor"],
        "inception": ["inception_score"],
        "kernel_distance": ["KernelDistance", "kid"],
        "keras_extractor": ["KerasExtractor"],
        "labels": ["classes_present", "label_accuracy"],
        "matching": ["matched_accuracy"],
        "modes": ["entropy", "modes_reached", "nearest_modes"],
        "moments": ["Gaussian", "Moments"],
        "overlap": ["dice", "iou"],
        "protocol": ["evaluate_images"],
        "sliced_wasserstein": ["laplacian", "sliced_distances"],
        "reconstruction": ["unexplained"],
        "restoration": ["l1_distance", "laplacian_energy"],
        "stacked_fashion": ["StackedFashionClassifier"],
        "sequences": ["copied", "distinct_n", "oracle_nll"],
        "two_sample": ["NeighbourAccuracy", "nearest_neighbour_two_sample"],
        "tracks": ["track_correlation"],
    },
)
