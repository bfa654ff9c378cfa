"""Tests of ``kg.why``."""
