"""Running: one training in its directory, from the first step to the export."""
