"""Measure the SPARQL service beside others, on the same data, in one run."""
