"""Facts about the data of a run: noted when it begins, compared when it goes on."""

import json
from typing import TYPE_CHECKING

from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan
    from tfgan_suite.training.running.run import Run


COUNTS = ("train", "test")
LISTED = 5


def note_data(plan: "Plan", run: "Run") -> None:
    """Writes into the run what its data are, so that whoever exports it later need not have them."""
    with atomic_write(run.data) as draft:
        draft.write_text(json.dumps(facts_of(plan), indent=2) + "\n", encoding="utf-8")


def facts_of(plan: "Plan") -> dict:
    """Name, licence, sizes, fields, classes and notes of a plan's data, as JSON has them, and the phase reached."""
    train = plan.train
    return {
        "name": train.name,
        "licence": train.licence,
        "train": len(train),
        "test": len(plan.test),
        "fields": {name: [_dtype(values), list(values.shape[1:])] for name, values in train.fields.items()},
        "classes": list(train.classes),
        "attribute_names": list(train.attribute_names),
        "mask_classes": list(train.mask_classes),
        "mask_values": list(train.mask_values),
        "keypoint_names": list(train.keypoint_names),
        "notes": list(train.notes),
        "phase": plan.schedule.reached(int(plan.game.steps.numpy())),
    }


def check_data(plan: "Plan", run: "Run") -> str:
    """The data are still those that the run was trained on, as far as its networks depend on them.

    Returns:
        What differs and does no harm, in a line; nothing where nothing does.

    Raises:
        SuiteError: fields, shapes or classes differ; says which.
    """
    before, now = run.data_facts(), facts_of(plan)
    changes = [*_fields(before.get("fields"), now["fields"]), *_classes(before.get("classes"), now["classes"])]
    for names in ("mask_classes", "keypoint_names"):
        changes += _classes(before.get(names), now[names])
    if changes:
        raise SuiteError(
            f"{now['name']} is no longer what {run.path} was trained on: {'; '.join(changes)}. "
            "Give it the former data to go on, or train anew in another --run-dir; its checkpoints are whole."
        )
    counts = [f"{before[key]:,} {key} examples are now {now[key]:,}" for key in COUNTS if _differs(before, now, key)]
    return f"{now['name']} has changed since {run.path} began: {'; '.join(counts)}." if counts else ""


def _dtype(values):
    """Its name; texts are one, however long the longest is."""
    return "text" if values.dtype.kind in "US" else str(values.dtype)


def _with_text(field):
    """A field as it is noted today; runs have noted the width of texts."""
    return ["text", field[1]] if str(field[0]).startswith(("<U", "|S")) else field


def _differs(before, now, key):
    return isinstance(before.get(key), int) and before[key] != now[key]


def _fields(before, now):
    if not isinstance(before, dict):
        return
    before = {name: _with_text(field) for name, field in before.items()}
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            yield f"{name} was {_form(before.get(name))} and is {_form(now.get(name))}"


def _form(field):
    if not field:
        return "not there"
    dtype, shape = field
    return f"{dtype} {'x'.join(map(str, shape))}".strip()


def _classes(before, now):
    if not isinstance(before, list) or before == now:
        return
    gone, new = [c for c in before if c not in now], [c for c in now if c not in before]
    yield f"classes were {len(before)} and are {len(now)}" if len(before) != len(now) else "its classes differ"
    for word, names in (("new", new), ("gone", gone)):
        if names:
            yield f"{word}: {', '.join(names[:LISTED])}{', ...' * (len(names) > LISTED)}"
