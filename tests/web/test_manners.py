"""How the page behaves: by keyboard, on a phone, towards the network, and where it cannot work."""

import json

import pytest
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.long


def test_by_keyboard(opened):
    page = opened("painter")
    page.driver.find_element("css selector", ".tile").send_keys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN)
    focused = page.driver.switch_to.active_element
    assert focused.get_attribute("aria-label") == "Sample 6, 5"
    focused.send_keys(Keys.ENTER)
    assert focused.get_attribute("aria-label") == "Sample 6, 5, chosen as A"
    assert focused.get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("name", ["painter", "translator"])
def test_every_control_has_a_name_and_fits_a_phone(opened, name):
    page = opened(name)
    page.driver.execute_cdp_cmd("Accessibility.enable", {})
    nodes = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    focusable = [
        node["name"]["value"]
        for node in nodes
        if any(p["name"] == "focusable" and p["value"]["value"] for p in node.get("properties", []))
        and node["role"]["value"] != "RootWebArea"
    ]
    assert len(focusable) > 5 and all(focusable), focusable
    screen = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    try:
        assert page.ask("return document.documentElement.scrollWidth") <= 390
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def asked(driver):
    """Addresses that the browser has asked for since the last time."""
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]


def outside(urls, address):
    return [url for url in urls if not url.startswith((address, "blob:", "data:"))]


def test_no_request_leaves_the_machine(opened, browser, address):
    asked(browser)
    page = opened("painter")
    page.set("Direction 1", 1)
    urls = asked(browser)
    assert any(url.endswith(".wasm") for url in urls) and outside(urls, address) == []
    call = "try { await fetch('http://example.com/') } catch { return true }"
    assert page.module(call) and outside(asked(browser), address) == [], "the page's own policy lets nothing out"
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    try:
        page = opened("painter")
        page.module(call)
        assert outside(asked(browser), address) == ["http://example.com/"], "the log would have told"
    finally:
        browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})


def test_the_console_holds_no_errors(opened, browser):
    browser.get_log("browser")
    page = opened("painter")
    page.set("Label", 2)
    errors = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert errors == []
    page.ask("console.error('for control')")
    assert ["for control" in e["message"] for e in browser.get_log("browser") if e["level"] == "SEVERE"] == [True]


def test_without_webassembly_the_page_says_so(browser, address):
    script = {"source": "delete globalThis.WebAssembly"}
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", script)
    try:
        browser.get(address)
        said = browser.find_element("css selector", "[role=alert]").text
        assert said == "This page cannot work here: this browser has no WebAssembly, or it is switched off."
        assert browser.find_elements("css selector", ".tile") == []
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
    browser.get(address)
    assert browser.find_elements("css selector", "[role=alert]") == []


def test_opened_as_a_file_the_page_says_what_to_do(browser, site):
    browser.get((site / "index.html").as_uri())
    assert "tfgan serve" in browser.find_element("css selector", "[role=alert]").text
