"""Serves apps: their pages, their files and their HTTP API, under one set of rights."""

from appling.runtime.identity.passes import make_pass
from appling.runtime.site import Site
from appling.runtime.trial.checks import AppCheck, broken, checks_of, read_check
from appling.runtime.trial.walk import Step
from appling.runtime.try_app import TryReport, try_app, try_copy

__all__ = [
    "AppCheck",
    "Site",
    "Step",
    "TryReport",
    "broken",
    "checks_of",
    "make_pass",
    "read_check",
    "try_app",
    "try_copy",
]
