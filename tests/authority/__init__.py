"""Tests of ``kg.authority``."""
