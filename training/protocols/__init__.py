"""How products are scored: one way of scoring a file."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "captioned.captions": ["caption_protocol"],
        "classification": ["AccuracyProtocol", "accuracy_protocol", "adaptation_protocol"],
        "codes": ["code_protocol"],
        "coupling": ["coupling_protocol"],
        "enlarging": ["enlarging_protocol"],
        "ensembles": ["ensemble_protocol"],
        "filling": ["filling_protocol"],
        "image_report": ["evaluate_images"],
        "images": ["image_protocol"],
        "judging": ["verdict"],
        "captioned.placing": ["placing_protocol"],
        "captioned.pointing": ["pointing_protocol"],
        "protocol": ["Protocol"],
        "pyramid": ["pyramid_protocol"],
        "reconstruction": ["reconstruction_protocol"],
        "segmentation": ["segmentation_protocol"],
        "sequences": ["sequence_protocol"],
        "styles": ["style_protocol"],
        "translations.domains": ["one_way_protocol", "unpaired_protocol"],
        "translations.painting": ["painting_protocol"],
        "translations.pairs": ["paired_protocol"],
        "video": ["video_protocol"],
    },
)
