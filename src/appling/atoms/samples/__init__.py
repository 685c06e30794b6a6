"""Believable made-up rows, so that a new app can be seen at work."""

from appling.atoms.samples.rows import SampleFile, sample_rows

__all__ = ["SampleFile", "sample_rows"]
