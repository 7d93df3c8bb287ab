"""Scoring: scores with their anchors, and the products that they are measured on."""
