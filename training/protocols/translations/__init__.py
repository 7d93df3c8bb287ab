"""Protocols of translations from image to image."""
