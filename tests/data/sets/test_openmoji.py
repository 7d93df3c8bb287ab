import json
import sys
import time

import numpy as np
import pytest

from tests.data.archives import packed
from tfgan_suite.data import load
from tfgan_suite.data.sets.openmoji import PACKAGE, VERSION
from tfgan_suite.errors import SuiteError

SVG = (
    '<svg viewBox="0 0 72 72" xmlns="http://www.w3.org/2000/svg"><rect x="18" y="18" width="36" height="36" {}/></svg>'
)


def drawings(code, colour):
    outline = SVG.format('fill="none" stroke="#000" stroke-width="8"')
    filled = SVG.format(f'fill="{colour}" stroke="#000" stroke-width="8"')
    return {f"black/svg/{code}.svg": outline.encode(), f"color/svg/{code}.svg": filled.encode()}


@pytest.fixture
def cache(tmp_path):
    """Twenty squares of different green; the second is a skin tone of the first, the last repeats the third."""
    held, emoji = {}, []
    for i in range(20):
        held |= drawings(f"E{i:02}", f"rgb(0,{12 * (2 if i == 19 else i)},0)")
        emoji.append({"hexcode": f"E{i:02}", "annotation": f"square {i}", "group": ("objects", "flags")[i % 2]})
        emoji[-1]["skintone_base_hexcode"] = "E00" if i == 1 else ""
    packed(tmp_path / "npm" / f"{PACKAGE}-{VERSION}.tgz", {"data/openmoji.json": json.dumps(emoji).encode(), **held})
    return tmp_path


def test_fields_of_each_pair(cache):
    pytest.importorskip("resvg_py")
    emoji = load("openmoji", "all", cache_dir=cache)
    assert emoji["source"].shape == emoji["target"].shape == (19, 64, 64, 3)
    for field, level in (("source", 255), ("target", [0, 60, 0])):
        assert (emoji[field][5, 32, 32] == level).all()
        assert (emoji[field][5, 16, 16] == 0).all()
        assert (emoji[field][5, 2, 2] == 255).all()
    assert emoji["caption"][:2].tolist() == ["square 0", "square 1"]
    assert emoji.classes == ("flags", "objects")
    assert emoji["label"][:3].tolist() == [1, 0, 1]
    assert emoji["base"][:3].tolist() == ["E00", "E00", "E02"]
    assert emoji.licence.startswith("CC-BY-SA-4.0")


@pytest.mark.parametrize(("size", "channels"), [(32, None), (128, None), ((48, 64), 1)])
def test_another_size_is_drawn_at_that_size(cache, size, channels):
    pytest.importorskip("resvg_py")
    emoji = load("openmoji", "all", image_size=size, channels=channels, cache_dir=cache)
    height, width = (size, size) if isinstance(size, int) else size
    assert emoji["source"].shape[1:] == emoji["target"].shape[1:] == (height, width, channels or 3)
    assert emoji["source"][0, height // 2, width // 4].max() < 40
    assert emoji["caption"].tolist() == load("openmoji", "all", cache_dir=cache)["caption"].tolist()


def test_skin_tones_of_an_emoji_are_on_one_side(cache):
    pytest.importorskip("resvg_py")
    train, test = (load("openmoji", split, cache_dir=cache) for split in ("train", "test"))
    assert len(train) + len(test) == 19
    assert not {*train["base"]} & {*test["base"]}


def test_without_the_renderer_it_says_what_to_install(cache, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(SuiteError, match=r"pip install 'tfgan_suite\[svg\]'"):
        load("openmoji", cache_dir=cache)


@pytest.mark.long
def test_the_real_pairs():
    try:
        train, test = load("openmoji"), load("openmoji", "test")
    except SuiteError as error:
        pytest.skip(str(error))
    start = time.process_time()
    load("openmoji")
    assert time.process_time() - start < 1
    assert len(train) + len(test) == 4270
    assert len(test) > 350
    assert len(train.classes) == 12
    seen, new = (
        {source.tobytes() + target.tobytes() for source, target in zip(part["source"], part["target"], strict=True)}
        for part in (train, test)
    )
    assert not seen & new
    source, coloured = (np.ptp(train[field].astype(np.int16), axis=-1) for field in ("source", "target"))
    assert source.max() == 0
    assert np.mean(coloured.max((1, 2)) > 30) > 0.8
    inked = train["source"].min(-1) < 64
    assert np.mean(train["target"].min(-1)[inked] < 128) > 0.8
