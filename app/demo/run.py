"""Running the demo: centre, two terminals, the journey, the transcript."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.counter import Counter, open_counter
from app.demo.centre import centre_rows, running_centre
from app.demo.journal import JOURNAL, Done, Journal
from app.demo.journey import Journey
from app.devices.simulated import SimulatedTicketPrinter
from app.founding import AdminEntry
from app.joining import join_centre
from app.schema import METADATA
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from app.settings import load, save
from app.sync.enrolment import init_centre

STEPS = 18
"""Three steps of preparation and those of the journey; a journey signs twice in one step."""

ROWS_TOLD = (
    "person",
    "visit",
    "ticket",
    "call",
    "case",
    "booking",
    "booking_party",
    "contract",
    "contract_party",
    "instalment",
    "signature",
    "contract_copy",
)


def run_demo(out: Path, centre_url: str | None, on_step: Callable[[Done], None]) -> None:
    """Walk the whole journey and leave its papers in a folder; raises DemoFailed where a step fails.

    A folder that an earlier demo left is emptied of that demo's things first.
    """
    _clear(out)
    journal = Journal(out, on_step)
    password = secrets.token_urlsafe(9) + "-aA1"
    with running_centre(centre_url) as url, SimulatedTicketPrinter() as printer:
        init_centre(url, METADATA, None)
        journal.write("centre_ready", "A centre is ready.")
        homes = out / "terminals" / "reception", out / "terminals" / "window"
        administrator = _found(homes[0], printer.port, password)
        journal.write("found", "A sample hall was founded at the reception terminal.")
        for home in homes:
            join_centre(home, url, home.name, secrets=_secrets(home))
        journal.write("join", "Both terminals joined the centre.")
        with _opened(homes[0]) as desk, _opened(homes[1]) as window:
            journey = Journey(
                desk=desk,
                window=window,
                administrator=administrator,
                printer=printer,
                out=out,
                journal=journal,
                centre_rows=lambda: centre_rows(url, ROWS_TOLD),
                password=password,
            )
            for step in journey.steps():
                step()
    _write_transcript(out, journal.done, password)


def _found(home: Path, port: int, password: str) -> Actor:
    _secrets(home)
    settings, _ = load(home)
    save(home, replace(settings, ticket_printer=f"127.0.0.1:{port}"))
    counter = open_counter(home, secrets=_secrets(home))
    try:
        admin = AdminEntry("Administrator", "admin", password)
        return counter.founding.found_sample(admin, _unheard, with_guests=False).value
    finally:
        counter.close()


@contextmanager
def _opened(home: Path) -> Iterator[Counter]:
    counter = open_counter(home, secrets=_secrets(home))
    counter.start()
    try:
        yield counter
    finally:
        counter.close()


def _secrets(home: Path) -> FileSecrets:
    # The demo's terminals live and die with their folder; the person's keyring is none of its business.
    home.mkdir(parents=True, exist_ok=True)
    return FileSecrets(home)


def _clear(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    if not (out / JOURNAL).exists():
        return
    for folder in ("terminals", "slip", "draft"):
        shutil.rmtree(out / folder, ignore_errors=True)
    for name in (JOURNAL, "booking.json", "centre.json", "transcript.md"):
        (out / name).unlink(missing_ok=True)
    for file in out.glob("HT-*.pdf"):
        file.unlink()


def _write_transcript(out: Path, done: list[Done], password: str) -> None:
    lines = ["# One visitor, one contract", ""]
    lines += [f"{n}. {step.told}" for n, step in enumerate(done, start=1)]
    lines += [
        "",
        f"The terminals can be opened: `scripts/run --home {out}/terminals/reception`, sign in as",
        "",
    ]
    lines += [f"`admin` with the password of this run, `{password}`.", ""]
    (out / "transcript.md").write_text("\n".join(lines), encoding="utf-8")


def _unheard(_done: int, _steps: int) -> None:
    """Founding is one step of the demo; its own steps are not shown."""
