"""Manners of a Qt program, read off the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST_SLOT = 15
MOST_SIGNALS = 8
WAITING_CALLS = {"processEvents", "sleep", "waitForFinished", "waitForReadyRead", "waitForDone", "urlopen"}
WORDS_OF_STATE = {"state", "status", "kind", "type", "mode", "step"}
NAMES_OF_QT = {
    "actions", "children", "close", "cursor", "data", "event", "font", "height", "hide", "layout", "locale",
    "move", "parent", "pos", "rect", "resize", "screen", "show", "size", "style", "update", "width", "window",
    "x", "y",
}  # fmt: skip


def breaches(path: Path) -> Iterator[str]:
    """Tell every breach of a module as ``file:line: rule``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for line, rule in _of_node(node, path):
            yield f"{path}:{line}: {rule}"


def _of_node(node: ast.AST, path: Path) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call):
        yield from _of_call(node, path)
    elif isinstance(node, ast.ClassDef):
        yield from _of_class(node)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Import | ast.ImportFrom):
                yield inner.lineno, "import inside a function"
    elif isinstance(node, ast.ExceptHandler):
        if _is_broad(node) and not _speaks(node):
            yield node.lineno, "broad except that neither raises nor logs"
    elif isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        stateful = any(_last(side).rsplit("_", 1)[-1].lower() in WORDS_OF_STATE for side in sides)
        if stateful and any(
            isinstance(s, ast.Constant) and isinstance(s.value, str) and s.value for s in sides
        ):
            yield node.lineno, "a state compared with a text"


def _of_call(call: ast.Call, path: Path) -> Iterator[tuple[int, str]]:
    word = _last(call.func)
    if word == "connect":
        for given in call.args:
            if isinstance(given, ast.Lambda) or (
                isinstance(given, ast.Call) and _last(given.func) == "partial"
            ):
                yield call.lineno, "lambda or partial given to connect keeps the page alive for ever"
    elif word in WAITING_CALLS:
        yield call.lineno, f"{word} makes the window deaf"
    elif word == "setStyleSheet" and path.name != "theme.py":
        yield call.lineno, "style sheet outside the theme"


def _of_class(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    signals = [
        n for n in node.body
        if isinstance(n, ast.Assign) and isinstance(n.value, ast.Call) and _last(n.value.func) == "Signal"
    ]  # fmt: skip
    if len(signals) > MOST_SIGNALS:
        yield node.lineno, f"{node.name} declares {len(signals)} signals"
    wired = _own_slots(node)
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and method.name in wired:
            length = (method.end_lineno or method.lineno) - method.lineno + 1
            if length > LONGEST_SLOT:
                yield method.lineno, f"slot {node.name}.{method.name} has {length} lines"
    if any(_last(base).startswith("Q") for base in node.bases):
        yield from _hidden_names(node)


def _hidden_names(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign):
            for target in inner.targets:
                if (
                    isinstance(target, ast.Attribute)
                    and _last(target.value) == "self"
                    and target.attr in NAMES_OF_QT
                ):
                    yield inner.lineno, f"self.{target.attr} hides a method of Qt"


def _own_slots(node: ast.ClassDef) -> set[str]:
    return {
        given.attr
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and _last(call.func) == "connect"
        for given in call.args
        if isinstance(given, ast.Attribute) and _last(given.value) == "self"
    }


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or _last(handler.type) in {"Exception", "BaseException"}


def _speaks(handler: ast.ExceptHandler) -> bool:
    return any(
        isinstance(n, ast.Raise)
        or (isinstance(n, ast.Call) and _last(n.func) in {"exception", "error", "critical"})
        for n in ast.walk(handler)
    )


def _last(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
