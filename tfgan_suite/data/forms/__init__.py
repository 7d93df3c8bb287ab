"""Forms: in which ways users keep examples of each content; docs/data.md draws them."""

from collections.abc import Iterable
from dataclasses import replace

from tfgan_suite.data.folders.archives import is_archive, unpacked
from tfgan_suite.data.forms import audio, captions, clips, domains, images, masks, pairs, places, sequences, shifts
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.aspects import CROP
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

FORMS: dict[str, tuple[Form, ...]] = {
    "images": images.FORMS,
    "pairs": pairs.FORMS,
    "domains": domains.FORMS,
    "masks": masks.FORMS,
    "captions": captions.FORMS,
    "boxes": places.FORMS,
    "keypoints": places.FORMS_OF_KEYPOINTS,
    "clips": clips.FORMS,
    "sequences": sequences.FORMS,
    "shifts": shifts.FORMS,
    "audio": audio.FORMS,
}

OPTIONS: dict[str, tuple[str, ...]] = {
    "pairs": ("side_by_side",),
    "domains": ("domains",),
    "clips": ("length", "stride"),
    "sequences": ("level", "length"),
    "audio": ("length", "rate"),
}


def check(content: str, options: Iterable[str]) -> None:
    """Raises a SuiteError where there is no such content, or where it has none of these options of reading."""
    if content not in FORMS:
        raise SuiteError(f"there is no content {content!r}; use one of {', '.join(FORMS)}")
    known = OPTIONS.get(content, ())
    advice = f"use {' or '.join(known)}" if known else "leave it out"
    for option in options:
        if option not in known:
            raise SuiteError(f"{content} have no option {option}; {advice}")


def read(request: DataRequest) -> Examples:
    """A user's own examples, in the first form of what is asked for that fits the path, or the folder in an archive.

    Raises:
        SuiteError: no such file or folder, or one in no form of this content.
    """
    path = request.path
    if not path.exists():
        raise SuiteError(f"{path} does not exist; check the path")
    of_images = request.size or request.channels or request.value_range or request.resize != CROP
    if request.content in ("sequences", "audio") and of_images:
        raise SuiteError(f"{path} is read as {request.content}; leave out image size, channels, value range and resize")
    if is_archive(path):
        folder, notes = unpacked(path, request.cache)
        examples = read(replace(request, name=str(folder)))
        return replace(examples, name=path.name, notes=(*examples.notes, *notes))
    for form in FORMS[request.content]:
        if form.fits(path):
            return form.read(request)
    known = "; ".join(form.name for form in FORMS[request.content]) or "a named set"
    packed = ", a folder also as zip or tar" if FORMS[request.content] else ""
    raise SuiteError(f"{path} is in no form of {request.content} that is read; give {known}{packed} (see docs/data.md)")
