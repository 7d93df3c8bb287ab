import socket
import time

import pytest

from tests.data.archives import packed
from tfgan_suite.data import load
from tfgan_suite.data.sources import npm
from tfgan_suite.errors import SuiteError


@pytest.fixture
def fake_npm(monkeypatch, tmp_path):
    """npm answers `says`, a stderr; nothing said means that it did what it was asked."""
    asked = []

    def pretend(says=""):
        def npm_(arguments, room):
            asked.append(arguments[0])
            if arguments[0] == "pack" and not says:
                packed(room / "owner-box-1.2.3.tgz", {"a/one.txt": b"1", "b.txt": b"2"})
            return says

        monkeypatch.setattr(npm.shutil, "which", lambda _: "npm")
        monkeypatch.setattr(npm, "_npm", npm_)
        return asked

    return pretend


def test_a_package_is_fetched_once_and_leaves_nothing_else(fake_npm, tmp_path):
    asked = fake_npm()
    archives = [npm.package("@owner/box", "1.2.3", tmp_path) for _ in range(2)]
    assert asked == ["view", "pack"]
    assert archives[0] == archives[1]
    assert list((tmp_path / "npm").iterdir()) == [archives[0]]


def test_files_come_sorted_by_their_path_in_the_package(tmp_path):
    archive = packed(tmp_path / "box.tgz", {"b.json": b"2", "a/y.svg": b"y", "a/x.svg": b"x", "README": b""})
    assert npm.files(archive, "a/*.svg", "b.json") == {"a/x.svg": b"x", "a/y.svg": b"y", "b.json": b"2"}
    assert list(npm.files(archive, "*")) == ["README", "a/x.svg", "a/y.svg", "b.json"]


def test_a_damaged_archive_is_named(tmp_path):
    whole = packed(tmp_path / "box.tgz", {"a": bytes(range(256)) * 999}).read_bytes()
    (tmp_path / "box.tgz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SuiteError, match=r"box\.tgz is damaged .* remove it"):
        npm.files(tmp_path / "box.tgz", "*")


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ("code ENOTFOUND\nnetwork request to a registry failed", "npm has no network"),
        ("code ECONNREFUSED\nsyscall connect", "npm has no network"),
        ("code E404\n404 Not Found", r"\(code E404\)"),
    ],
)
def test_what_npm_says_becomes_one_line_and_no_file(fake_npm, tmp_path, says, message):
    asked = fake_npm(says)
    with pytest.raises(SuiteError, match=message) as refusal:
        npm.package("box", "1.0.0", tmp_path)
    assert "\n" not in str(refusal.value)
    assert asked == ["view"]
    assert not list((tmp_path / "npm").iterdir())


@pytest.fixture
def silent_registry(monkeypatch):
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        for variable in ("npm_config_registry", "npm_config_proxy", "npm_config_https_proxy"):
            monkeypatch.setenv(variable, url)
        yield


@pytest.mark.skipif(not npm.shutil.which("npm"), reason="there is no npm on this machine")
def test_without_network_it_says_at_once_what_to_do(silent_registry, tmp_path):
    start = time.perf_counter()
    npm.subprocess.run(["npm", "--version"], check=True, capture_output=True)
    start_up = time.perf_counter() - start
    with pytest.raises(SuiteError, match=r"npm has no network\); go online once"):
        load("openmoji", cache_dir=tmp_path)
    assert time.perf_counter() - start < 5 + 4 * start_up
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_without_npm_it_says_what_brings_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SuiteError, match=r"there is no npm\); install Node\.js"):
        npm.package("box", "1.0.0", tmp_path)


def test_an_unwritable_cache_is_one_line(fake_npm, tmp_path):
    fake_npm()
    (tmp_path / "file").touch()
    with pytest.raises(SuiteError, match="set TFGAN_SUITE_CACHE"):
        npm.package("box", "1.0.0", tmp_path / "file")
