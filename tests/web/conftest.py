"""A headless Chromium that can reach nothing but this machine, and a page of several networks."""

import os
import shutil
import threading

import keras
import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.export.conftest import embedded_labels, trained, translator
from tests.variants.cases import CASES, build
from tfgan_suite.export import export_network
from tfgan_suite.export.meanings import Meaning
from tfgan_suite.training.commands.serve import server_of

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)
SECONDS = 60


def points():
    z = keras.Input((2,), name="z")
    return trained(z, keras.layers.Dense(2, name="point")(keras.layers.Dense(8, activation="tanh")(z)))


def dresser():
    z, attributes = keras.Input((4,), name="z"), keras.Input((2,), name="attributes")
    h = keras.layers.Dense(64, activation="tanh")(keras.layers.Concatenate()([z, attributes]))
    return trained([z, attributes], keras.layers.Reshape((8, 8, 1), name="image")(h))


def sculptor():
    z = keras.Input((3,), name="z")
    return trained(z, keras.layers.Reshape((4, 8, 6, 1))(keras.layers.Dense(192, activation="tanh")(z)))


def singer():
    z = keras.Input((3,), name="z")
    return trained(z, keras.layers.Reshape((400, 2))(2 * keras.layers.Dense(800, activation="tanh")(z)))


def reader():
    image = keras.Input((8, 8, 1), name="image")
    h = keras.layers.Dense(6)(keras.layers.Flatten()(image))
    shares = keras.layers.Dense(3, activation="softmax")(h)
    return trained(image, [shares, keras.ops.mean(h**2, axis=-1), keras.layers.Dense(5)(h)])


def sorter():
    point = keras.Input((2,), name="point")
    return trained(point, keras.layers.Dense(3, activation="softmax")(keras.layers.Dense(8, activation="tanh")(point)))


def glazier():
    image = keras.Input((8, 8, 4), name="image")
    return trained(image, keras.layers.Conv2D(4, 3, padding="same", activation="tanh")(image))


def product(name):
    return build(CASES[name]).products()["generator"]


NETWORKS = {
    "painter": (lambda: trained(*embedded_labels()), ("image",)),
    "translator": (lambda: trained(*translator()), ("image",)),
    "illustrator": (lambda: product("text_to_image"), ("image",)),
    "director": (lambda: product("mocogan"), ("video",)),
    "writer": (lambda: product("seqgan"), ("tokens",)),
    "stylist": (lambda: product("stylegan"), ("image",)),
    "muralist": (lambda: product("spade"), ("image",)),
    "glazier": (glazier, ("image",)),
    "dresser": (dresser, ("image",)),
    "sculptor": (sculptor, ("volume",)),
    "singer": (singer, ("audio",)),
    "ring": (points, ("point",)),
    "reader": (reader, ("probabilities", "energy", "code")),
    "sorter": (sorter, ("probabilities",)),
}
MEANINGS = {
    "tokens": Meaning("positions in the vocabulary", role="tokens", names=tuple("abcdef")),
    "attributes": Meaning("attributes", role="attributes", range=(-1, 2), names=("hat", "beard")),
}


@pytest.fixture(scope="session")
def networks():
    return {name: make() for name, (make, _) in NETWORKS.items()}


@pytest.fixture(scope="session")
def site(networks, tmp_path_factory):
    """The folder of one page with all networks."""
    place = tmp_path_factory.mktemp("site")
    for name, network in networks.items():
        export_network(network, place, ["web"], name, output_names=NETWORKS[name][1], meanings=MEANINGS)
    return place / "web"


@pytest.fixture(scope="session")
def address(site):
    with server_of(site, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    programs = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if not all(programs):
        missing = "chromium and chromedriver are not installed: apt-get install chromium chromium-driver"
        assert os.environ.get("CI") != "true", missing
        pytest.skip(missing)
    options = webdriver.ChromeOptions()
    options.binary_location = programs[0]
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(programs[1]))
    driver.set_script_timeout(SECONDS)
    try:
        yield driver
    finally:
        driver.quit()


class Page:
    """One network of the page, opened."""

    def __init__(self, driver, address, name):
        self.driver = driver
        driver.get(address)
        self.wait(lambda: self.ask("return document.documentElement.dataset.ready"))
        networks = driver.find_elements("css selector", "nav button")
        next(button for button in networks if button.text == name.title()).click()
        self.wait(lambda: self.ask("return document.documentElement.dataset.ready") == name)

    def ask(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, condition):
        return WebDriverWait(self.driver, SECONDS, 0.05).until(lambda _: condition())

    def answers(self, output, canvases=".tile canvas"):
        """The floats behind each picture."""
        script = (
            "return [...document.querySelectorAll(arguments[0])].filter(c => c.answer)"
            ".map(c => Array.from(c.answer[arguments[1]].values))"
        )
        return self.ask(script, canvases, output)

    def set(self, label, value):
        """Moves the control of that label, as a hand would, and waits until all samples are drawn."""
        self.ask(
            """
            const label = [...document.querySelectorAll("label")].find((l) => l.textContent === arguments[0]);
            label.control.value = arguments[1];
            document.getElementById("status").textContent = "";
            for (const kind of ["input", "change"]) label.control.dispatchEvent(new Event(kind));
            """,
            label,
            value,
        )
        self.assign_state()

    def assign_state(self):
        self.wait(lambda: self.ask("return document.getElementById('status').textContent").endswith("browser"))

    def module(self, script, *arguments):
        """What an async function body returns, with the page's modules to import."""
        wrapped = f"const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then(done)"
        return self.driver.execute_async_script(wrapped, *arguments)


@pytest.fixture
def opened(browser, address):
    """Opens a network of the page by name."""
    return lambda name: Page(browser, address, name)
