"""The runtime runs no text, starts no programs, asks no network; its pages load nothing but ours."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.promises import count
from tests.security.apps import GROUPS, ROOT, group
from tests.security.markup import addresses
from tests.security.stage import staged

from appling.runtime.assets import DIST
from appling.runtime.routes import Kind, routes

HERE_ONLY = "Pages load nothing from elsewhere: every page of every app"
PACKAGE = ROOT / "src" / "appling"
SERVING = ("runtime", "store", "atoms", "blueprint", "diagnostics")
"""The packages whose code answers requests."""
OUTWARD = PACKAGE / "runtime" / "outward"
"""What carries out steps that mail, post and ask, once the request that asked for them is over."""
RUNS = frozenset({"eval", "exec", "compile", "__import__", "execfile", "breakpoint", "input"})
MODULES = frozenset(
    {
        *("subprocess", "pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml"),
        *("ctypes", "code", "codeop", "pty", "runpy", "imp", "xmlrpc"),
    }
)
NETWORK = frozenset(
    {
        *("socket", "ssl", "urllib.request", "http.client", "httpx"),
        *("requests", "ftplib", "smtplib", "telnetlib"),
    }
)
CALLS = frozenset({"os.system", "os.popen", "os.fork", "os.startfile", "tempfile.mktemp"})
TEXT = frozenset({"text", "literal_column", "exec_driver_sql", "executescript"})
LOADED = re.compile(r'<(?:script|link|img|source)\b[^>]*?(?:src|href)="([^"]*)"')
ASKS = re.compile(r"(fetch|import|importScripts|WebSocket|EventSource)\(\s*[\"'](https?:)?//")
BUILDERS = tuple(
    f"store/{each}" for each in ("history/", "migration/", "portable/", "sql/sqlite.py", "homes/copying.py")
)
"""Where statements about tables that no model describes are spelt, of constants and quoted names."""


def modules(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    for package in packages:
        for path in sorted((PACKAGE / package).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_runs_text_or_programs() -> None:
    for path, module in modules(*SERVING):
        assert not {name.partition(".")[0] for name in imported(module)} & MODULES, path
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                assert called(node) not in RUNS | CALLS, (path, node.lineno)
                assert not called(node).startswith(("os.exec", "os.spawn", "os.posix_spawn")), path


def test_nothing_asks_the_network() -> None:
    """Only what carries out steps that reach out does, and no page: what they may reach is tested there."""
    for path, module in modules(*SERVING):
        if OUTWARD in path.parents:
            continue
        assert not set(imported(module)) & NETWORK, path


def test_no_statement_is_put_together_from_text() -> None:
    """Statements are built by SQLAlchemy; where text is given to the database, all in it is ours."""
    for path, module in modules(*SERVING):
        place = path.relative_to(PACKAGE).as_posix()
        builds = place.startswith(BUILDERS)
        direct = TEXT & {
            each.rpartition(".")[2] for each in imported(module) if each.startswith("sqlalchemy")
        }
        for node in ast.walk(module):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = called(node).rpartition(".")[2]
            if name in direct or name in ("exec_driver_sql", "executescript"):
                assert is_ours(node.args[0], named=builds), (place, node.lineno)
            elif name in ("execute", "executemany") and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                assert builds, (place, node.lineno)
                assert is_ours(node.args[0], named=builds), (place, node.lineno)


def is_ours(node: ast.expr, *, named: bool) -> bool:
    """A constant, or one with quoted names in it; `named`: made a line before, where such are made."""
    match node:
        case ast.Constant():
            return True
        case ast.Name():
            return named
        case ast.IfExp(body=body, orelse=orelse):
            return is_ours(body, named=named) and is_ours(orelse, named=named)
        case ast.JoinedStr(values=values):
            return all(is_ours(each, named=named) for each in values)
        case ast.FormattedValue(value=value):
            text = ast.unparse(value)
            return named or text.startswith("quoted(") or text.rpartition(".")[2].isupper()
    return False


def test_a_quoted_name_stays_one_name() -> None:
    from appling.store.history.tables import quoted

    for name in ('a"; DROP TABLE b; --', '"', '""', "a'b", "x y"):
        made = quoted(name)
        assert made[0] == made[-1] == '"'
        assert made[1:-1].replace('""', "") == name.replace('"', "")


def test_templates_escape_everything() -> None:
    """Templates mark nothing as safe, and hold no script, handler or style of their own."""
    from appling.runtime.templating import environment

    assert environment().autoescape is True
    for path in PACKAGE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "autoescape false" not in text, path
        assert "|safe" not in text.replace(" ", ""), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
        assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), path
        assert not re.search(r"\sstyle\s*=\s*[\"']", text), path


@pytest.mark.parametrize("name", GROUPS)
def test_pages_load_only_what_is_ours(name: str) -> None:
    tried = 0
    for source in group(name, few=1, many=40):
        with staged(source, per_person=1) as stage:
            for actor in (stage.actors[0], stage.actors[-1]):
                for route in routes(stage.place.app):
                    if route.method != "GET" or route.kind is Kind.STATIC:
                        continue
                    answer = actor.browser.get(route.pattern.replace("{id}", "1").replace("{token}", "x"))
                    if answer.headers.get("content-type", "").startswith("text/html"):
                        loaded = re.findall(
                            r'<(?:script|link|img|source)\b[^>]*?(?:src|href)="([^"]*)"', answer.text
                        )
                        assert all(each.startswith("/") and not each.startswith("//") for each in loaded), (
                            route
                        )
                        assert addresses(answer.text)
                        tried += 1
    count(HERE_ONLY, tried)


def test_what_browsers_get_names_no_other_host() -> None:
    """The built styles and scripts load nothing by themselves."""
    for path in DIST.iterdir():
        if path.suffix == ".css":
            found = re.findall(r"url\(([^)]*)\)|@import\s+([^;]*)", path.read_text(encoding="utf-8"))
            targets = [(one or other).strip("\"' ") for one, other in found]
            assert not [each for each in targets if each.startswith(("http", "//"))], path
        if path.suffix == ".js":
            text = path.read_text(encoding="utf-8")
            assert not re.search(
                r"(fetch|import|importScripts|WebSocket|EventSource)\(\s*[\"'](https?:)?//", text
            ), path


def test_packages_are_bounded_and_those_of_pages_are_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert all(re.search(r">=.*,<", each) for each in project["dependencies"])
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name and not each.get("inBundle")}
    assert len(packages) > 50
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
