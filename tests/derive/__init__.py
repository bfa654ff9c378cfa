"""Tests of ``kg.derive``."""
