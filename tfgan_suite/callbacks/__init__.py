"""Callbacks: what happens between steps. A callback says when; what lasts is the game's."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "checkpoints": ["Checkpoints", "latest_checkpoint"],
        "collapse_watch": ["CollapseWarning", "CollapseWatch"],
        "end_of_epoch": ["EndOfEpoch"],
        "epoch_board": ["EpochBoard"],
        "evaluation": ["Evaluate"],
        "head_start": ["HeadStart"],
        "halve_on_stall": ["HalveOnStall"],
        "moving_average": ["MovingAverage"],
        "penalty_schedule": ["PenaltySchedule"],
        "sample_grid": ["SampleGrid"],
        "singular_values": ["SingularValues"],
        "spectral_norms": ["SpectralNorms"],
        "stages": ["Stages"],
        "standing_statistics": ["StandingStatistics"],
        "stop_on_nan": ["Diverged", "StopOnNaN"],
        "stop_on_signal": ["StopOnSignal"],
        "stopwatch": ["Stopwatch"],
    },
)
