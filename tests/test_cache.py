from pathlib import Path

import platformdirs

from tfgan_suite.cache import cache_dir


def test_the_environment_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path))
    assert cache_dir() == tmp_path
    monkeypatch.setenv("TFGAN_SUITE_CACHE", "~/kept")
    assert cache_dir() == Path.home() / "kept"


def test_otherwise_the_platform_says(monkeypatch):
    for unset in (
        lambda: monkeypatch.delenv("TFGAN_SUITE_CACHE"),
        lambda: monkeypatch.setenv("TFGAN_SUITE_CACHE", ""),
    ):
        monkeypatch.setenv("TFGAN_SUITE_CACHE", "elsewhere")
        unset()
        assert cache_dir() == Path(platformdirs.user_cache_dir("tfgan_suite"))
