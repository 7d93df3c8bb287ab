"""Cards: what the suite knows of a system and of its numbers before TensorFlow is imported."""
