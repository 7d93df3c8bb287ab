"""A cache of one's own, and a folder."""

import pytest


@pytest.fixture
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path, cache):
    (tmp_path / "pictures").mkdir()
    return tmp_path / "pictures"
