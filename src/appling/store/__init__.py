"""Where apps live: their tables, rows, people and files, and the home that holds them all."""

from appling.store.app_store import AppStore
from appling.store.errors import (
    BrokenApp,
    Conflict,
    Denied,
    InUse,
    Invalid,
    NoRoom,
    NotNow,
    NotThere,
    StoreError,
    Taken,
    TooCostly,
)
from appling.store.history import Difference, Kept, NoSuchStep, NothingToUndo, RowChange, Step
from appling.store.homes.builds import Build
from appling.store.homes.held import Held
from appling.store.homes.home import AppRecord, Home, NoSuchApp
from appling.store.homes.home_database import BrokenHome
from appling.store.homes.journal import Journal
from appling.store.migration import CannotMakeUnique, Change, Report
from appling.store.persons.people import Person, Session
from appling.store.queries import Choice, Group, Grouping, Match, Page, Query, Range, Reference, Row
from appling.store.reader import Reader
from appling.store.scope import ADDED_BY, Scope, Sight, Viewer, see_all
from appling.store.writing.writer import Writer

__all__ = [
    "ADDED_BY",
    "AppRecord",
    "AppStore",
    "BrokenApp",
    "BrokenHome",
    "Build",
    "CannotMakeUnique",
    "Change",
    "Choice",
    "Conflict",
    "Denied",
    "Difference",
    "Group",
    "Grouping",
    "Held",
    "Home",
    "InUse",
    "Invalid",
    "Journal",
    "Kept",
    "Match",
    "NoRoom",
    "NoSuchApp",
    "NoSuchStep",
    "NotNow",
    "NotThere",
    "NothingToUndo",
    "Page",
    "Person",
    "Query",
    "Range",
    "Reader",
    "Reference",
    "Report",
    "Row",
    "RowChange",
    "Scope",
    "Session",
    "Sight",
    "Step",
    "StoreError",
    "Taken",
    "TooCostly",
    "Viewer",
    "Writer",
    "see_all",
]
