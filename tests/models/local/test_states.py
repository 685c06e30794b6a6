"""Saved states belong to one model, one prefix, one engine; old ones go."""

import os
from pathlib import Path

from appling.models.local.states import States


def test_another_model_prefix_or_context_is_another_state(tmp_path: Path) -> None:
    states = States(tmp_path, "model")
    keys = {
        states.key("head", 4096),
        states.key("other head", 4096),
        states.key("head", 8192),
        States(tmp_path, "other model").key("head", 4096),
    }
    assert len(keys) == 4
    assert states.key("head", 4096) in keys


def test_a_state_is_there_only_once_it_is_whole(tmp_path: Path) -> None:
    states = States(tmp_path, "model")
    name = states.name_for_writing("k")
    (tmp_path / name).write_bytes(b"half")
    assert not states.has("k")
    states.keep(name, "k")
    assert states.has("k")
    assert [entry.name for entry in tmp_path.iterdir()] == ["k"]


def test_the_states_not_used_for_longest_are_dropped(tmp_path: Path) -> None:
    states = States(tmp_path, "model")
    for number in range(20):
        (tmp_path / f"k{number}").touch()
        os.utime(tmp_path / f"k{number}", (number, number))
    states.used("k0")
    name = states.name_for_writing("new")
    (tmp_path / name).touch()
    states.keep(name, "new")
    left = {entry.name for entry in tmp_path.iterdir()}
    assert len(left) == 16
    assert {"new", "k0", "k19"} <= left
    assert "k1" not in left
