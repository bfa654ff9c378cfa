"""Tests of ``kg.recognise``."""
