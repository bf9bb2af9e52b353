"""Every reason and every state of the core has words."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from enum import StrEnum
from pathlib import Path

import app
from app.kernel.errors import FieldRefused, Refusal
from app.security.refusals import AccountLocked, WrongPassword
from ui import wording

NEVER_SHOWN = {
    "Mood", "Sides", "Face", "VariableKind", "Fault", "BatchAnswer", "CardKind", "Kind", "Family", "Turn",
    "Standing", "PatentKind", "SealVerdict", "Mark", "Ink", "DocxTrouble", "FileTrouble", "Look",
    "Beat", "Why", "Sight",
}  # fmt: skip
"""Words within and between programs (printers, CUPS, fonts, templates, the gate, card readers, the index,
calendar files).

Fault and Look are worded by ui/contracts, Beat and Why by ui/rooms, Sight by ui/devices.
"""


def load_everything() -> None:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def below(kind: type) -> set[type]:
    found = {sub for sub in kind.__subclasses__() if sub.__module__.startswith("app.")}
    return found | {deeper for sub in found for deeper in below(sub)}


def test_every_refusal_has_a_sentence() -> None:
    load_everything()
    assert not sorted(kind.__name__ for kind in below(Refusal) if not wording.has_sentence(kind.__name__))


def test_every_state_has_a_label() -> None:
    load_everything()
    silent = {
        f"{kind.__name__}.{state.value}"
        for kind in below(StrEnum)
        if kind.__name__ not in NEVER_SHOWN and not kind.__name__.startswith("_")
        for state in kind
        if not wording.has_label(state)
    }
    assert not sorted(silent)


def test_every_problem_of_a_field_has_words() -> None:
    said = set()
    for path in Path(app.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "FieldRefused" and len(node.args) > 1:
                word = node.args[1]
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    said.add(word.value)
    assert "empty" in said
    assert not sorted(word for word in said if not wording.has_problem(word))


def test_a_sentence_carries_its_facts() -> None:
    assert "3" in wording.sentence(WrongPassword(3))
    assert ":" in wording.sentence(AccountLocked(1_700_000_000_000_000))
    assert wording.sentence(FieldRefused("name", "empty")) == "Please fill this in."
    assert "AB12CD" in wording.sentence(wording.Fault("AB12CD"))
