"""Tests of ``kg.trace``."""
