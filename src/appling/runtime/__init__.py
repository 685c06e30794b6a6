"""Serves apps: their pages, their files and their HTTP API, under one set of rights."""

from appling.runtime.passes import make_pass
from appling.runtime.site import Site
from appling.runtime.trial.walk import Step
from appling.runtime.try_app import TryReport, try_app

__all__ = ["Site", "Step", "TryReport", "make_pass", "try_app"]
