"""Tests of ``kg.importers``."""
