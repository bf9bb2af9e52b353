"""The house stands: floors, manners, words, sizes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.kernel.errors import Refusal
from app.schema import METADATA
from app.storage.base import Policy, Record
from tests.architecture.manners import breaches

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
LONGEST_FILE = 400
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def test_imports_go_downward_only() -> None:
    # In a process of its own: the linter takes the program's loggers out of service.
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    checked = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_has_manners(path: Path) -> None:
    assert list(breaches(path)) == []


def test_the_manners_checker_sees_a_breach(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("def f(b):\n    import os\n    b.clicked.connect(lambda: os)\n", encoding="utf-8")
    assert len(list(breaches(bad))) == 2


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_is_not_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_code_speaks_no_language_of_the_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    sayings = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and n.body
               and isinstance(n.body[0], ast.Expr)}  # fmt: skip
    sayings |= {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    spoken = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant)
        and isinstance(n.value, str)
        and id(n) not in sayings
        and HAN.search(n.value)
    ]
    assert spoken == []


def test_every_record_says_how_it_is_synchronised() -> None:
    undeclared = [
        mapper.local_table.name  # type: ignore[attr-defined]
        for mapper in Record.registry.mappers
        if issubclass(mapper.class_, Record) and not isinstance(mapper.local_table.info.get("sync"), Policy)
    ]
    assert undeclared == []


def test_groups_and_keys_of_a_policy_name_real_columns() -> None:
    for table in METADATA.tables.values():
        policy = table.info.get("sync")
        if policy is None:
            continue
        named = {c for columns in (*policy.groups, *policy.unique, policy.central) for c in columns}
        assert named <= set(table.columns.keys()), table.name


def test_refusals_carry_facts_and_no_sentence() -> None:
    for kind in _all_refusals(Refusal):
        assert "message" not in set(getattr(kind, "__dataclass_fields__", {})), kind


def _all_refusals(kind: type[Refusal]) -> list[type[Refusal]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _all_refusals(child))]
