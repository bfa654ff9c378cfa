"""Tests of ``kg.read``."""
