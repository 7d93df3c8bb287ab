"""Exclusions: options of a composed game that undo one another, or would be left out in silence."""

from collections.abc import Mapping
from typing import Any

from tfgan_suite.errors import SuiteError

OF_CONDITIONS = ("hierarchical", "bottleneck")  # networks whose blocks are normalized by what is told
DEEP = ("residual", *OF_CONDITIONS)  # networks of residual blocks


def refuse(reasons: Mapping[str, Any]) -> None:
    """Raises a SuiteError of the first line that applies, of {line: whether it does}."""
    for line, applies in reasons.items():
        if applies:
            raise SuiteError(line)


def refuse_opposites(
    objective: str, divergence: str | None, clip: float, critic_norm: str | None, feature_matching: Any, top_k: Any
) -> None:
    """Options that leave nothing of one another, whatever the data; as in `composed`."""
    refuse(
        {
            "--feature-matching and --top-k are two aims for one generator: give one of them.": (
                feature_matching and top_k < 1
            ),
            f"--divergence is of --objective f_divergence; the objective here is {objective}.": (
                divergence is not None and objective != "f_divergence"
            ),
            "--clip bounds sizes that --critic-norm spectral divides out: give one of them.": (
                clip > 0 and critic_norm == "spectral"
            ),
        }
    )


def refuse_paces_of_nothing(
    augmentation: str, ada_images: int | None, top_k: float, top_k_interval: int | None
) -> None:
    """Speeds of techniques that are not asked for; as in `composed`."""
    refuse(
        {
            f"--ada-images is of --augmentation ada; the augmentation here is {augmentation}.": (
                ada_images is not None and augmentation != "ada"
            ),
            "--top-k-interval is of --top-k: give a share below 1.": top_k_interval is not None and top_k == 1,
        }
    )


def refuse_what_is_of_images(field: str, networks: str, augmentation: str, consistency: float) -> None:
    """Options that data of points have no use for; as in `composed`."""
    asked = {
        f"--networks {networks}": networks != "convolutional",
        f"--augmentation {augmentation}": augmentation != "none",
        f"--consistency {consistency:g}": consistency > 0,
    }
    refuse({f"{option} is for images; these data are points.": field == "point" and x for option, x in asked.items()})


def refuse_what_networks_lack(
    field: str,
    networks: str,
    generator_norm: str | None,
    critic_norm: str | None,
    kernels: int,
    attention: int | None,
) -> None:
    """Options that the chosen networks do not have; as in `pairs.Choice`."""
    residual = field == "image" and networks in DEEP
    refuse(
        {
            f"--attention {attention} needs --networks residual.": attention is not None and not residual,
            f"--networks {networks} has no virtual normalization: give --generator-norm batch.": (
                residual and generator_norm == "virtual"
            ),
            f"--networks {networks} is normalized by z: leave --generator-norm style out.": (
                networks in OF_CONDITIONS and generator_norm == "style"
            ),
        }
    )
    if field == "image" and networks in ("convolutional", *DEEP):
        return
    dense = field == "point" or networks == "maxout"
    asked = {
        f"--generator-norm {generator_norm}": dense and generator_norm in ("batch", "virtual", "spectral", "style"),
        f"--critic-norm {critic_norm}": critic_norm in ("batch", "layer", *(["spectral"] if field == "image" else [])),
        f"--minibatch-kernels {kernels}": kernels > 0,
    }
    these = "networks for points are dense" if field == "point" else f"--networks is {networks}"
    refuse({f"{option} needs the convolutional networks of images; {these}.": given for option, given in asked.items()})
