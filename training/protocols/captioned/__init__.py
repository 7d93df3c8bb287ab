"""Protocols of images that were made of captions."""
