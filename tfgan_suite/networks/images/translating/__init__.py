"""Networks from image to image, and what judges their answers."""
