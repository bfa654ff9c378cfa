"""Tests of taking documents in: many, in any order, stopped at any point."""
