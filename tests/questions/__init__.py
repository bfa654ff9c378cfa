"""Tests of ``kg.questions``."""
