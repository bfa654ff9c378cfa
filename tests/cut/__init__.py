"""Tests of ``kg.cut``."""
