"""A terminal's folder is copied and both copies run: nothing is lost, nothing doubled, both go on (T10)."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.sync.status import Mode
from tests.sync.postgres.halls import RealHall
from tests.sync.small_market import SmallAccount, SmallPrint, Terminal, open_store, wired

pytestmark = [pytest.mark.centre, pytest.mark.slow]

EACH = 30


def _clone(hall: RealHall, name: str, folder: Path) -> Terminal:
    """Copy a terminal's folder while it is open, as an image of its disk does."""
    original = hall.terminals[name]
    folder.mkdir()
    for file in original.store.path.parent.glob(f"{original.store.path.name}*"):
        shutil.copy(file, folder / file.name)
    clone = wired(open_store(folder / original.store.path.name), original.url)
    hall.terminals[f"clone of {name}"] = clone
    return clone


def _work(terminal: Terminal, label: str, key: str) -> list[str]:
    """Work and exchange; gives the changesets made."""
    made = []
    for number in range(EACH):
        made.append(terminal.add(SmallPrint(title=f"{label} {number}"))[1])
        if number % 3 == 0:
            made.append(terminal.change(SmallAccount, key, **{label: number + 1}))
        if number % 5 == 0:
            terminal.exchange.run()
    return made


def test_both_copies_work_at_once_and_every_changeset_counts_once(hall: RealHall, tmp_path: Path) -> None:
    (original,) = hall.join("original")
    key, _ = original.add(SmallAccount(name="0", fen=0))
    hall.converge(2)
    before = [original.add(SmallPrint(title=f"not sent yet {n}"))[1] for n in range(7)]
    clone = _clone(hall, "original", tmp_path / "clone")

    with ThreadPoolExecutor(2) as pool:
        works = [pool.submit(_work, t, label, key) for t, label in ((original, "fen"), (clone, "name"))]
        made = [txn for work in works for txn in work.result()]
    hall.converge(3)

    assert hall.in_step()
    assert all(t.view.status().mode is Mode.IN_STEP for t in hall.terminals.values())
    applied = [row["txn"] for row in hall.centre.ask("SELECT txn FROM sync_applied")]
    assert len(applied) == len(set(applied)) and set(applied) >= {*before, *made}
    titles = [row["title"] for row in hall.centre.ask("SELECT title FROM test_print")]
    assert len(titles) == len(set(titles)) == 7 + 2 * EACH


def test_a_terminal_put_back_from_an_image_does_not_lose_what_it_does_next(
    hall: RealHall, tmp_path: Path
) -> None:
    original, other = hall.join("original", "other")
    hall.converge(1)
    clone = _clone(hall, "original", tmp_path / "image")
    for number in range(5):
        original.add(SmallPrint(title=f"after the image {number}"))
    hall.converge(1)
    hall.terminals.pop("original").close()

    # The image is a month old; its numbers were used for other work by what it once was.
    for number in range(5):
        clone.add(SmallPrint(title=f"from the image {number}"))
    clone.exchange.run()
    hall.converge(2)
    titles = {row.title for row in other.rows(SmallPrint)}
    assert titles == {f"{part} {n}" for part in ("after the image", "from the image") for n in range(5)}
    assert hall.in_step() and clone.view.status().mode is Mode.IN_STEP
