"""Plans: what a recipe builds, the data and the budget that it asks for, and the phases of a training."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "contents": [
            "BoxTask",
            "CaptionTask",
            "ClipTask",
            "FewLabelsTask",
            "KeypointTask",
            "LabelMapTask",
            "MaskTask",
            "SequenceTask",
            "ShiftTask",
        ],
        "outlook": ["checkpoint_size", "memory_needed", "outlook_of"],
        "pair_task": ["DomainTask", "PairTask", "TranslationTask"],
        "plan": ["Plan"],
        "schedule": ["Phase", "Schedule", "growing"],
        "task": ["DEEP_EPOCHS", "USUAL_EPOCHS", "ImageTask"],
    },
)
