"""The page in a browser, held against Keras: what it draws, and what its controls do."""

import json

import numpy as np
import pytest
from PIL import Image
from selenium.webdriver.common.action_chains import ActionChains

from tests.web.compared import WITHIN, latents, numbers
from tfgan_suite.networks.text.embeddings import bag_of_words

pytestmark = pytest.mark.long

CAPTIONS = ["a red dress", "A small  Bag, blue", "Ärmellos naïve 7", "日本語 x_y", "bag-of-words " * 9, ""]

DROP = """
const blob = await new Promise((done) => document.querySelector("figure canvas:not(.pad)").toBlob(done));
const dataTransfer = new DataTransfer();
dataTransfer.items.add(new File([blob], "dropped.png", {type: "image/png"}));
document.querySelector(".pad").dispatchEvent(new DragEvent("drop", {dataTransfer, cancelable: true}));
"""

SLID = """
const label = [...document.querySelectorAll("label")].find((l) => l.textContent === "Before and after");
label.control.value = arguments[0];
label.control.dispatchEvent(new Event("input"));
"""

PAPER = """
const c = document.querySelector(".pad");
return Array.from(c.getContext("2d").getImageData(0, 0, 1, 1).data).slice(0, 3);
"""


def test_pixels_are_those_of_keras(opened, networks):
    page, z, label = opened("painter"), latents(0, 16, 16), np.arange(16, dtype="int32") % 10
    due = np.asarray(networks["painter"]([z, label]))
    np.testing.assert_allclose(numbers(page.answers("image"), due), due, atol=WITHIN)
    drawn = page.ask(
        "const c = document.querySelectorAll('.tile canvas')[5];"
        "return Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)"
    )
    levels = np.reshape(drawn, (28, 28, 4))
    assert np.abs(levels[..., :3] - np.rint((due[5] + 1) * 127.5)).max() <= 1 and (levels[..., 3] == 255).all()
    page.set("Seed", 1)
    others = numbers(page.answers("image"), due)
    np.testing.assert_allclose(others, networks["painter"]([latents(1, 16, 16), label]), atol=WITHIN)
    assert np.abs(others - due).max() > 10 * WITHIN


def test_four_channels_are_drawn_with_their_opacity(opened, networks):
    page = opened("glazier")
    page.wait(lambda: page.answers("image", "figure canvas:not(.pad)"))
    paper = np.ones((1, 8, 8, 4), "float32")
    paper[..., :3] = np.reshape(page.ask(PAPER), 3) / np.float32(127.5) - 1
    due = np.asarray(networks["glazier"](paper))
    found = numbers(page.answers("image", "figure canvas:not(.pad)"), due)
    np.testing.assert_allclose(found, due, atol=WITHIN)
    drawn = page.ask(
        "const c = document.querySelector('figure canvas:not(.pad)');"
        "return Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)"
    )
    opacity = np.reshape(drawn, (8, 8, 4))[..., 3]
    assert np.abs(opacity - np.rint((due[0, ..., 3] + 1) * 127.5)).max() <= 1 and (opacity < 255).any()


def test_sliders_and_labels_change_the_samples(opened, networks, site):
    page, z, label = opened("painter"), latents(0, 16, 16), np.arange(16, dtype="int32") % 10
    (painter,) = (
        model for model in json.loads((site / "models.json").read_text())["models"] if model["name"] == "painter"
    )
    direction = np.float32(painter["inputs"][0]["directions"][0])
    seen = [numbers(page.answers("image"), np.zeros((16, 28, 28, 1)))]
    for control, value, inputs in (
        ("Direction 1", 2.4, [z + np.float32(2.4) * direction, label]),
        ("Truncation", 0.45, [0.45 * z + np.float32(2.4) * direction, label]),
        ("Label", 3, [0.45 * z + np.float32(2.4) * direction, np.full(16, 3, "int32")]),
    ):
        page.set(control, value)
        seen.append(numbers(page.answers("image"), seen[0]))
        np.testing.assert_allclose(seen[-1], networks["painter"](inputs), atol=WITHIN)
        assert np.abs(seen[-1] - seen[-2]).max() > 10 * WITHIN
    page.driver.find_element("xpath", "//button[.='Reset']").click()
    page.wait(lambda: np.array_equal(numbers(page.answers("image"), seen[0]), seen[0]))


def test_before_and_after_are_parted_by_a_slider(opened):
    page, read = (
        opened("translator"),
        "return Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)",
    )
    page.wait(lambda: page.answers("image", "figure canvas:not(.pad)"))
    answer = page.ask(f"const c = document.querySelector('figure canvas:not(.pad):not(.compare)'); {read}")
    side = int((len(answer) / 4) ** 0.5)
    answer = np.reshape(answer, (side, side, 4))
    for place in (0, 0.5, 1):
        page.ask(SLID, place)
        both = np.reshape(page.ask(f"const c = document.querySelector('.compare'); {read}"), answer.shape)
        left = round(place * side)
        np.testing.assert_array_equal(both[:, left:], answer[:, left:])
        assert (both[:, :left] == [0, 0, 0, 255]).all()  # the paper is black


def test_attributes_are_set_by_their_names(opened, networks):
    page, z = opened("dresser"), latents(0, 16, 4)
    for beard in (-1, 2):
        page.set("Beard", beard)
        due = np.asarray(networks["dresser"]([z, np.float32([[-1, beard]] * 16)]))
        np.testing.assert_allclose(numbers(page.answers("image"), due), due, atol=WITHIN)


def test_between_two_chosen_samples(opened, networks):
    page, z = opened("painter"), latents(0, 16, 16)
    tiles = page.driver.find_elements("css selector", ".tile")
    assert not page.driver.find_element("css selector", ".way").is_displayed()
    for i in (2, 12):
        tiles[i].click()
    a, b = z[2], z[12]
    angle = np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
    half = (np.sin(angle / 2) * (a + b) / np.sin(angle))[None]
    due = np.asarray(networks["painter"]([half, np.int32([2])]))
    page.wait(lambda: page.ask("return Boolean(document.querySelectorAll('.steps canvas')[6].answer)"))
    np.testing.assert_allclose(numbers(page.answers("image", ".way > canvas"), due), due, atol=WITHIN)
    ends = np.float32(page.answers("image", ".steps canvas"))[[0, -1]]
    np.testing.assert_allclose(ends, np.float32(page.answers("image"))[[2, 12]], atol=WITHIN)


def test_a_label_map_is_painted_class_by_class(opened, networks):
    page, seen = opened("muralist"), "figure canvas:not(.pad)"
    page.wait(lambda: page.answers("image", seen))
    z, marked = latents(0, 1, 5), np.zeros((1, 16, 16, 3), "float32")
    marked[..., 0] = 1
    due = np.asarray(networks["muralist"]([marked, np.zeros((1, 16, 16, 1), "float32"), z]))
    blank = page.answers("image", seen)
    np.testing.assert_allclose(numbers(blank, due), due, atol=WITHIN)
    page.driver.find_element("xpath", "//button[.='Class 3']").click()
    pad = page.driver.find_element("css selector", ".brush")
    ActionChains(page.driver).move_to_element(pad).click_and_hold().move_by_offset(60, 40).release().perform()
    page.wait(lambda: page.answers("image", seen) != blank)
    page.driver.find_element("xpath", "//button[.='Another style']").click()
    painted = page.ask(
        "const {classes, things} = document.querySelector('.brush').painted; return [[...classes], [...things]]"
    )
    classes, things = (np.reshape(each, (1, 16, 16)) for each in painted)
    assert {*np.unique(classes)} == {0, 2} and (things == (classes == 2)).all()
    marked, z = np.eye(3, dtype="float32")[classes], latents(1, 1, 5)
    due = np.asarray(networks["muralist"]([marked, things[..., None].astype("float32"), z]))
    page.wait(lambda: np.allclose(numbers(page.answers("image", seen), due), due, atol=WITHIN))


def test_a_translator_takes_a_picture_and_a_drawing(opened, networks, tmp_path):
    page = opened("translator")
    pixels = np.random.default_rng(0).integers(0, 256, (1, 64, 64, 3), "uint8")
    Image.fromarray(pixels[0]).save(tmp_path / "picture.png")
    blank = page.answers("image", "figure canvas:not(.pad)")
    page.driver.find_element("css selector", "input[type=file]").send_keys(str(tmp_path / "picture.png"))
    page.wait(lambda: page.answers("image", "figure canvas:not(.pad)") != blank)
    due = np.asarray(networks["translator"](pixels / np.float32(127.5) - 1))
    found = page.answers("image", "figure canvas:not(.pad)")
    np.testing.assert_allclose(numbers(found, due), due, atol=WITHIN)
    pad = page.driver.find_element("css selector", ".pad")
    ActionChains(page.driver).move_to_element(pad).click_and_hold().move_by_offset(60, 40).release().perform()
    page.wait(lambda: page.answers("image", "figure canvas:not(.pad)") != found)
    drawn = page.answers("image", "figure canvas:not(.pad)")
    page.module(DROP)
    page.wait(lambda: page.answers("image", "figure canvas:not(.pad)") not in (found, drawn))


def test_what_is_read_in_a_picture_is_told(opened, networks):
    page = opened("reader")
    probabilities, energy, code = networks["reader"](-np.ones((1, 8, 8, 1), "float32"))
    rows = page.driver.find_element("css selector", ".bars").text.split()
    np.testing.assert_allclose(np.float32(rows[1::2]), probabilities[0], atol=0.0051)
    told = float(page.driver.find_element("css selector", ".number").text)
    assert told == pytest.approx(float(energy[0]), rel=1e-3)
    chart = page.driver.find_element("css selector", ".chart").get_attribute("aria-label")
    assert chart == f"5 numbers from {np.min(code):.2f} to {np.max(code):.2f}"


def test_a_plane_is_coloured_by_class(opened, networks):
    page = opened("sorter")
    pixels = page.ask(
        "const c = document.querySelector('.plot');"
        "return Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)"
    )
    hues = np.reshape(pixels, (64, 64, 4))[..., :3].argmax(-1)
    at = 2.5 * ((2 * np.arange(64) + 1) / 64 - 1)
    x, y = np.meshgrid(at, -at)
    classes = np.argmax(networks["sorter"](np.stack([x, y], -1).reshape(-1, 2)), -1).reshape(64, 64)
    assert 1 < len(np.unique(classes)) == len(np.unique(hues))
    for kind in np.unique(classes):
        assert len(np.unique(hues[classes == kind])) == 1


def test_pictures_are_saved_as_they_are_shown(opened, tmp_path):
    page = opened("painter")
    behaviour = {"behavior": "allow", "downloadPath": str(tmp_path)}
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    page.driver.find_element("xpath", "//button[.='Save all']").click()
    page.wait((tmp_path / "samples.png").exists)
    saved = np.asarray(Image.open(tmp_path / "samples.png").convert("L"))
    factor = len(saved) // 112
    assert factor > 1 and saved.shape == (112 * factor, 112 * factor)
    tiles = np.float32(page.answers("image")).reshape(4, 4, 28, 28).swapaxes(1, 2).reshape(112, 112)
    shown = np.rint((tiles + 1) * 127.5)
    assert np.abs(saved - shown.repeat(factor, 0).repeat(factor, 1)).max() <= 1


def test_captions_are_embedded_as_in_python(opened, networks):
    page = opened("illustrator")
    script = (
        "const m = await import('/app/captions.js'); return arguments[0].map(c => Array.from(m.bagOfWords(c, 128)))"
    )
    embedded = page.module(script.replace("arguments[0]", json.dumps(CAPTIONS)))
    np.testing.assert_allclose(embedded, bag_of_words(CAPTIONS, 128), atol=1e-6)
    page.set("Caption", CAPTIONS[0])
    due = np.asarray(networks["illustrator"]([latents(0, 16, 5), bag_of_words(CAPTIONS[:1] * 16, 4)]))
    np.testing.assert_allclose(numbers(page.answers("image"), due), due, atol=WITHIN)


def test_the_generator_is_numpys(opened):
    page, seeds = opened("ring"), [0, 7, 2**32, 2**127 + 5, 2**200 + 1]
    script = (
        "const {Generator} = await import('/app/random.js'); const seeded = (s) => new Generator(BigInt(s));"
        f"const drawn = {[str(seed) for seed in seeds]}.map(s => [seeded(s).normal(20000), seeded(s).uniform(50)]);"
        "return drawn.map((pair) => pair.map((values) => [...values]))"
    )
    for seed, (normal, uniform) in zip(seeds, page.module(script), strict=True):
        np.testing.assert_allclose(normal, latents(seed, 20000), rtol=1e-6)
        np.testing.assert_allclose(uniform, 2 * np.random.default_rng(seed).random(50, "float32") - 1, atol=1e-7)


def test_truncation_where_the_model_has_it(opened, networks):
    page = opened("stylist")
    page.set("Truncation", 0.6)
    due = np.asarray(networks["stylist"]([latents(0, 16, 5), np.full(16, 0.6, "float32")]))
    np.testing.assert_allclose(numbers(page.answers("image"), due), due, atol=WITHIN)
