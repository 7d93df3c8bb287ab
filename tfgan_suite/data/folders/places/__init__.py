"""Where things are in pictures: boxes and key points."""
