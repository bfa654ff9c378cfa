"""Tests of ``kg.views``."""
