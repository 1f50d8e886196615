"""Ratios against a named alternative, measured in the same run: ``python -m benchmarks``."""
