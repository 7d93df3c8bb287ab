"""Two sets of features in, a number out, its bias stated. Nothing here knows how samples were made."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "copies": ["distinct"],
        "extractor": ["Extracted", "FeatureExtractor", "Identity"],
        "fashion": ["FashionClassifier", "fashion_classifier"],
        "frechet": ["fid", "frechet_distance", "real_floor"],
        "inception": ["inception_score"],
        "keras_extractor": ["KerasExtractor"],
        "labels": ["classes_present", "label_accuracy"],
        "moments": ["Gaussian", "Moments"],
        "protocol": ["evaluate_images"],
    },
)
