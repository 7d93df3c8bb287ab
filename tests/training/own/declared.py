"""Which system is tried on which form of a user's data: the declaration that tests run and docs/data.md shows."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.training.own import others, pictures
from tfgan_suite.training.systems.registry import SYSTEMS

ELSEWHERE = ("test_product", "test_table")


@dataclass(frozen=True)
class Form:
    """A form of a user's data.

    Args:
        content: what it holds, a key of `data.forms.FORMS`.
        name: as the table calls it.
        write: makes a small set below a path and gives what --data is told.
        options: of the command line, which it needs.
        labelled: whether its examples have labels.
    """

    content: str
    name: str
    write: Callable[[Path], Path | str]
    options: tuple = ()
    labelled: bool = True


FORMS = (
    Form("images", "folder", pictures.folder),
    Form("images", "table", pictures.flat),
    Form("images", "dataset.json", pictures.numbered),
    Form("images", "zip", pictures.packed),
    Form("images", "TFRecord", pictures.records),
    Form("images", "save_to_disk", pictures.saved),
    Form("images", "ImageSets", others.kit, labelled=False),
    Form("images", ".npz", pictures.levels),
    Form("pairs", "A/ and B/", others.sides),
    Form("pairs", "two folders", others.two_folders),
    Form("pairs", "side by side", others.halves),
    Form("pairs", ".npz", others.pairs_of_arrays),
    Form("domains", "A/ and B/", others.sides_apart),
    Form("domains", "a folder each", others.animals),
    Form("domains", ".npz", others.domains_of_arrays),
    Form("masks", "images/ and masks/", others.masks),
    Form("masks", "1_mask.png", others.masks_beside),
    Form("masks", "COCO", others.annotated),
    Form("masks", "ImageSets", others.kit),
    Form("masks", "with instances/", others.masks_of_things),
    Form("masks", ".npz", others.masks_of_arrays),
    Form("captions", "1.txt", others.captions_beside),
    Form("captions", "captions.csv", others.captions_in_a_table),
    Form("captions", ".npz", others.captions_of_arrays),
    Form("boxes", "captions.jsonl", others.boxes_in_a_table),
    Form("boxes", ".npz", others.boxes_of_arrays),
    Form("keypoints", "captions.jsonl", others.keypoints_in_a_table),
    Form("keypoints", ".npz", others.keypoints_of_arrays),
    Form("clips", ".gif", others.animated, ("--length", 4)),
    Form("clips", "folders of frames", others.frames, ("--length", 4)),
    Form("clips", ".npz", others.clips_of_arrays),
    Form("sequences", ".txt", others.text, ("--length", 8)),
    Form("sequences", ".jsonl", others.lines, ("--length", 8)),
    Form("sequences", ".mid", others.melodies, ("--length", 8)),
    Form("sequences", ".npz", others.tokens),
    Form("shifts", "source/ and target/", others.shift),
    Form("shifts", ".npz", others.shift_of_arrays),
)
OF_OTHERS = {
    "pix2pix": "pairs",
    "cyclegan": "domains",
    "cartoon_gan": "domains",
    "unit": "domains",
    "cut": "domains",
    "fastcut": "domains",
    "pan": "pairs",
    "nogan": "pairs",
    "cogan": "domains",
    "segan": "masks",
    "spade": "masks",
    "pix2pixhd": "masks",
    "text_to_image": "captions",
    "gawwn": "boxes",
    "gawwn_keypoints": "keypoints",
    "stackgan": "captions",
    "stackgan_pp": "captions",
    "mocogan": "clips",
    "seqgan": "sequences",
    "text_wgan_gp": "sequences",
    "dann": "shifts",
    "saae": "",
}
NEED_LABELS = ("cgan", "ssl_gan", "acgan", "sagan", "biggan", "ss_infogan", "s3gan")
SMALL = ("--width", 4)
GROWING = ("--latent-dim", 5, "--most", 4, "--fade-images", 4, "--stable-images", 4)
IMITATION = ("--imitation", 2, "--judgement", 0)
STACKED = ("--latent-dim", 5, "--text-length", 16, "--text-units", 4, "--law-units", 4, "--blocks", 1)
OPTIONS = {
    "gawwn": ("--latent-dim", 5, "--text-length", 16, "--text-units", 4),
    "gawwn_keypoints": ("--latent-dim", 5, "--text-length", 16, "--text-units", 4, "--units", 8),
    "stackgan": STACKED,
    "stackgan_pp": STACKED,
    "text_wgan_gp": ("--latent-dim", 5, "--blocks", 1, "--n-critic", 2),
    "s3gan": ("--latent-dim", 5),
    "pix2pix": ("--most", 8, "--depth", 1),
    "cyclegan": ("--blocks", 1, "--depth", 1, "--pool-size", 4),
    "cut": ("--blocks", 1, "--depth", 1, "--patches", 5, "--units", 4),
    "fastcut": ("--blocks", 1, "--depth", 1, "--patches", 5, "--units", 4),
    "pan": ("--most", 8, "--depth", 1),
    "nogan": ("--most", 8, "--depth", 1, "--rounds", 1),
    "srgan": ("--blocks", 1, "--judge-width", 4, "--halvings", 1, "--units", 4),
    "cartoon_gan": ("--blocks", 1, "--judge-width", 4, "--depth", 1),
    "unit": ("--blocks", 1, "--judge-width", 4, "--depth", 1),
    "esrgan": ("--blocks", 1, "--growth", 2, "--judge-width", 4, "--halvings", 1, "--units", 4),
    "real_esrgan": ("--blocks", 1, "--growth", 2, "--judge-width", 4, "--halvings", 1),
    "spade": ("--most", 8, "--hidden", 4, "--latent-dim", 4, "--judge-width", 4, "--judge-most", 8, "--depth", 1),
    "pix2pixhd": ("--halvings", 1, "--blocks", 1, "--judge-width", 4, "--judge-most", 8, "--depth", 1),
    "context_encoder": ("--most", 8, "--border", 1),
    "segan": ("--most", 8),
    "text_to_image": ("--latent-dim", 5, "--text-length", 16, "--text-units", 4),
    "mocogan": ("--generator-width", 4, "--content-dim", 5, "--motion-dim", 3, "--frames", 2),
    "seqgan": ("--d-steps", 2, "--rollouts", 1, "--embedding", 4, "--units", 4, "--filters", 2, *IMITATION),
    "dann": ("--units", 8, "--head", 8),
    "ssl_gan": ("--latent-dim", 5, "--units", 8),
    "ss_infogan": ("--latent-dim", 5),
    "gogan": ("--latent-dim", 5, "--n-critic", 2),
    "wgan": ("--latent-dim", 5, "--n-critic", 2),
    "capsgan": ("--latent-dim", 5, "--image-size", 28),
    "infogan": ("--latent-dim", 5, "--categories", 2),
    "mad_gan": ("--latent-dim", 5, "--generators", 2),
    "progan": GROWING,
    "stylegan": (*GROWING, "--style-dim", 4, "--mapping-depth", 2),
}
quick: dict[tuple[str, str, str], str] = {}


def of(content: str, **forms: str) -> Callable:
    """Declares that a test tries each system on the forms of this content that it names, separated by a bar."""

    def declare(test):
        for system, names in forms.items():
            for name in names.split("|"):
                assert (system, content, name) in product(), (system, content, name)
                quick[system, content, name] = test.__name__
        return test

    return declare


def content_of(system: str) -> str:
    """What a system learns from; "" where no data of a user are of its form."""
    return OF_OTHERS.get(system, "images")


def product() -> dict[tuple[str, str, str], Form]:
    """(system, content, form) -> the form, of all that fit one another."""
    return {
        (system.name, form.content, form.name): form
        for system in SYSTEMS
        for form in FORMS
        if form.content == content_of(system.name) and (form.labelled or system.name not in NEED_LABELS)
    }


def declared() -> dict[tuple[str, str, str], str]:
    """What tests of the quick suite try, with the name of the test, of all modules of this folder."""
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        if file.stem not in ELSEWHERE:
            importlib.import_module(f"{__package__}.{file.stem}")
    return quick


def options_of(system: str) -> tuple:
    """Tiny networks."""
    size = () if system == "seqgan" else SMALL
    return (*size, *OPTIONS.get(system, ("--latent-dim", 5)))
