"""Measure how well the paragraph that a citation means is found."""
