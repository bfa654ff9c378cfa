"""Tests of ``kg.lift``."""
