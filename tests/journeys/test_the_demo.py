"""The whole journey, and the same cut short at any moment."""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.contracts.entities import Signature
from app.counter import Counter, open_counter
from app.demo.journal import read_journal
from app.demo.run import STEPS, run_demo
from app.security.secrets import FileSecrets
from app.storage.outbox import OutboxEntry
from app.storage.trail import first_broken_link
from app.sync.status import Mode

pytestmark = pytest.mark.centre
ROOT = Path(__file__).resolve().parents[2]


def test_the_whole_journey_leaves_papers_that_others_can_check(tmp_path: Path, centre_url: str) -> None:
    out = tmp_path / "out"
    told: list[str] = []
    run_demo(out, centre_url, lambda done: told.append(done.step))
    assert len(told) == STEPS
    [sealed] = out.glob("*.pdf")
    found = subprocess.run(["pdfsig", sealed], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in found
    assert "Total document signed" in found
    subprocess.run(["qpdf", "--check", sealed], capture_output=True, check=True)
    words = subprocess.run(["pdftotext", sealed, "-"], capture_output=True, text=True, check=True).stdout
    for phrase in ("甘肃尚德机电有限公司", "新加坡南洋理工大学", "人民币壹佰叁拾万元整", "刘㛃𠮷"):
        assert phrase in words
    subprocess.run(
        ["pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-png", sealed, tmp_path / "page"], check=True
    )
    [page] = tmp_path.glob("page*.png")
    code = subprocess.run(["zbarimg", "-q", page], capture_output=True, text=True, check=False).stdout
    assert f"QR-Code:GT1:C:{sealed.stem}:1/" in code
    assert "QR-Code:GT1:S:" in code
    rows = json.loads((out / "centre.json").read_text(encoding="utf-8"))
    assert {name: len(rows[name]) for name in ("person", "ticket", "booking", "contract")} == {
        "person": 1,
        "ticket": 1,
        "booking": 1,
        "contract": 1,
    }


@pytest.mark.parametrize(
    ("after", "grace_s"), [(5, 0.0), (6, 0.01), (9, 0.02), (11, 0.05), (13, 0.0), (14, 0.04)]
)
def test_a_demo_killed_at_any_moment_has_lost_nothing_and_doubled_nothing(
    tmp_path: Path, centre_url: str, after: int, grace_s: float
) -> None:
    out = tmp_path / "out"
    _run_and_kill(out, centre_url, after, grace_s)
    done = read_journal(out)
    assert len(done) >= after
    counters = [_reopened(out / "terminals" / name) for name in ("reception", "window")]
    try:
        for counter in (*counters, *counters):
            assert counter.link is not None
            counter.link.exchange.run()
        for counter in counters:
            _is_whole(counter, done)
        _has_all(counters[1], done)
    finally:
        for counter in counters:
            counter.close()


def _run_and_kill(out: Path, url: str, after: int, grace_s: float) -> None:
    command = [sys.executable, "-m", "app", "demo", "--out", str(out), "--centre", url]
    # The steps are read off the journal's own lines as the demo tells them.
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=environment, text=True) as demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            if len(read_journal(out)) >= after:
                break
            assert "Failed" not in line
        with selectors.DefaultSelector() as waiting:
            waiting.register(demo.stdout, selectors.EVENT_READ)
            waiting.select(timeout=grace_s)
        demo.send_signal(signal.SIGKILL)


def _reopened(home: Path) -> Counter:
    # A copy, as if the disk had been carried to another machine: what is there must be enough.
    copy = home.with_name(home.name + "-again")
    shutil.copytree(home, copy)
    counter = open_counter(copy, secrets=FileSecrets(copy))
    # Other tests of this process declare tables of their own; the demo has run in a process without them.
    counter.store.create_tables()
    return counter


def _is_whole(counter: Counter, done: list[dict[str, str]]) -> None:
    with counter.store.look() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert first_broken_link(session) is None
        seqs = list(session.execute(select(OutboxEntry.seq).order_by(OutboxEntry.seq)).scalars())
    assert seqs == list(range(1, len(seqs) + 1))
    status = counter.sync.status()
    assert (status.waiting, status.reason) == (0, "")
    # The refused second booking waits for a decision until the demo has made it.
    decided = any(step["step"] == "refuse_booking" for step in done)
    assert status.open_conflicts <= (0 if decided else 1)
    assert status.mode is (Mode.TROUBLE if status.open_conflicts else Mode.IN_STEP)


def _has_all(counter: Counter, done: list[dict[str, str]]) -> None:
    facts = {name: value for step in done for name, value in step.items()}
    tickets = counter.queue.today()
    assert len(tickets) <= 1
    if "ticket_id" in facts:
        assert [row.id for row in tickets] == [facts["ticket_id"]]
    if "case_id" in facts:
        case = counter.cases.of_ticket(facts["ticket_id"])
        assert case is not None
        assert case.id == facts["case_id"]
    if "booking_id" in facts:
        assert counter.rooms_view.booking(facts["booking_id"]).id == facts["booking_id"]
    contracts = counter.contracts.contracts()
    assert len(contracts) <= 1
    if "contract_id" in facts:
        assert [row.id for row in contracts] == [facts["contract_id"]]
    signed = sum(step["step"] == "sign" for step in done)
    with counter.store.look() as session:
        signatures = session.execute(select(func.count()).select_from(Signature)).scalar_one()
    assert signed <= signatures <= 2
    if "sealed_digest" in facts:
        assert counter.contracts.contract(facts["contract_id"]).sealed_digest == facts["sealed_digest"]
