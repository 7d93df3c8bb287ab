"""Applying: what a trained game makes of a user's own pictures, and samples in any number."""
