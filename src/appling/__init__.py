"""Appling grows a small, real web app from one sentence."""

__version__ = "0.1.0"
