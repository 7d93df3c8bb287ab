"""Forms: in which ways users keep examples of each content; docs/data.md draws them."""

from dataclasses import replace

from tfgan_suite.data.folders.archives import is_archive, unpacked
from tfgan_suite.data.forms import audio, captions, clips, domains, images, masks, pairs, sequences, shifts
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

FORMS: dict[str, tuple[Form, ...]] = {
    "images": images.FORMS,
    "pairs": pairs.FORMS,
    "domains": domains.FORMS,
    "masks": masks.FORMS,
    "captions": captions.FORMS,
    "clips": clips.FORMS,
    "sequences": sequences.FORMS,
    "shifts": shifts.FORMS,
    "audio": audio.FORMS,
}


def read(request: DataRequest) -> Examples:
    """A user's own examples, in the first form of what is asked for that fits the path, or the folder in an archive.

    Raises:
        SuiteError: no such file or folder, or one in no form of this content.
    """
    path = request.path
    if not path.exists():
        raise SuiteError(f"{path} does not exist; check the path")
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
