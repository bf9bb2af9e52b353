"""Hidden until somebody says why; told on paper; ended when old."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from app.counter import Counter
from app.kernel.changes import ChangeSet
from app.kernel.clock import DAY, SteppingClock
from app.kernel.errors import FieldRefused, Forbidden, Missing
from app.reception.documents import DocumentKind
from app.reception.retention import KEEP_PAPER_DAYS
from app.reception.service import PersonEntry, VisitEntry
from app.reception.states import PersonalField
from app.security.actors import Actor, Role
from app.storage.outbox import write_fact
from app.storage.spool import Paper, Printing, Sight
from app.sync.facts import CLOCK_SKEW, TERMINAL_NUMBER

DAY_S = 24 * 3600
NUMBER = "620102190001010010"
PHONE, DOCUMENT = PersonalField.PHONE, PersonalField.DOCUMENT_NUMBER


@pytest.fixture
def person(counter: Counter) -> str:
    return counter.people.find_people("李振声")[0].id


def test_a_hidden_value_is_shown_with_a_reason_and_noted(counter: Counter, clerk: Actor, person: str) -> None:
    assert counter.privacy.unmask(person, PHONE, " 电话通知 取件 ", actor=clerk).value == "13800138000"
    assert counter.privacy.unmask(person, DOCUMENT, "核对证件", actor=clerk).value == NUMBER
    looks = counter.privacy.looks_at(person)
    assert [(look.field, look.purpose, look.staff) for look in looks] == [
        (DOCUMENT, "核对证件", clerk.name),
        (PHONE, "电话通知 取件", clerk.name),
    ]


@pytest.mark.parametrize(("purpose", "problem"), [("", "empty"), (" x ", "empty"), ("x" * 5000, "too_long")])
def test_nothing_is_shown_without_a_reason(
    counter: Counter, clerk: Actor, person: str, purpose: str, problem: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        counter.privacy.unmask(person, PHONE, purpose, actor=clerk)
    assert (refused.value.problem, refused.value.value) == (problem, purpose)
    assert counter.privacy.looks_at(person) == ()


def test_who_may_not_look_sees_nothing(counter: Counter, person: str) -> None:
    auditor = Actor("s", "s", "s", Role.AUDITOR)
    with pytest.raises(Forbidden):
        counter.privacy.unmask(person, PHONE, "好奇", actor=auditor)
    with pytest.raises(Forbidden):
        counter.privacy.print_record(person, "好奇", actor=auditor)


def test_no_trace_of_the_value_is_in_the_trail_or_on_its_way_up(
    counter: Counter, clerk: Actor, person: str
) -> None:
    counter.privacy.unmask(person, PHONE, "电话通知", actor=clerk)
    ((changes,),) = counter.store.glance("SELECT changes FROM outbox ORDER BY seq DESC LIMIT 1")
    ((subjects,),) = counter.store.glance("SELECT subjects FROM audit_entry ORDER BY seq DESC LIMIT 1")
    assert "access_log" in changes and "13800138000" not in changes + subjects


def printed(counter: Counter, job: str) -> bytes:
    """Take the only page that waits, as the printer does; it stays in its hands."""
    taken = counter.spool.take(Paper.PAGE)
    assert taken is not None and taken.id == job
    return taken.content


def words_on(counter: Counter, job: str, folder: Path) -> tuple[int, str]:
    """Count the pages of a job that waits and read it as poppler does."""
    file = folder / "sheet.pdf"
    file.write_bytes(printed(counter, job))
    read = ["pdftotext", str(file), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    return text.count("\f"), "".join(text.split())


def test_the_notice_is_one_page_and_says_how_long(counter: Counter, clerk: Actor, tmp_path: Path) -> None:
    pages, text = words_on(counter, counter.privacy.print_notice(actor=clerk).value, tmp_path)
    assert pages == 1
    assert "1095天" in text and "个人信息保护法" in text and "{" not in text


def test_a_persons_own_record_has_data_visits_and_who_looked(
    counter: Counter, clerk: Actor, person: str, tmp_path: Path
) -> None:
    counter.privacy.unmask(person, PHONE, "电话通知", actor=clerk)
    job = counter.privacy.print_record(person, "本人申请查阅", actor=clerk).value
    _, text = words_on(counter, job, tmp_path)
    for part in (NUMBER, "13800138000", "李振声", "电话通知", "本人申请查阅", "共1次"):
        assert part in text
    assert counter.privacy.looks_at(person)[0].field is PersonalField.WHOLE_RECORD
    with pytest.raises(FieldRefused):
        counter.privacy.print_record(person, "", actor=clerk)


def kept(counter: Counter, job: str) -> bytes:
    """Read what the store keeps of a job's paper."""
    ((content, preview),) = counter.store.glance(f"SELECT content, preview FROM print_job WHERE id = '{job}'")
    return content + (preview or b"")


def state(counter: Counter, job: str) -> Printing:
    return next(row.state for row in counter.spool.jobs() if row.id == job)


def test_a_persons_record_in_the_spool_is_shown_to_nobody_and_gone_once_it_is_out(
    counter: Counter, clerk: Actor, person: str
) -> None:
    job = counter.privacy.print_record(person, "本人申请查阅", actor=clerk).value
    assert counter.spool.preview(job) == b""
    assert next(row for row in counter.spool.jobs() if row.id == job).sight is Sight.PERSONAL
    # Cut short by the end of the program, it is printed once more as it was.
    first = printed(counter, job)
    assert counter.spool.recover() == [job]
    counter.spool.decide(job, came_out=False)
    assert printed(counter, job) == first and first.startswith(b"%PDF")
    counter.spool.finish(job)
    assert kept(counter, job) == b"" == counter.spool.preview(job)
    assert state(counter, job) is Printing.PRINTED


@pytest.mark.parametrize("is_said", [True, False], ids=["said to be out", "taken off"])
def test_a_persons_record_is_gone_once_somebody_settles_it(
    counter: Counter, clerk: Actor, person: str, is_said: bool
) -> None:
    job = counter.privacy.print_record(person, "本人申请查阅", actor=clerk).value
    printed(counter, job)
    counter.spool.doubt(job, "off")
    assert kept(counter, job)
    if is_said:
        counter.spool.decide(job, came_out=True)
    else:
        counter.spool.cancel(job)
    assert kept(counter, job) == b""


def test_a_persons_record_that_never_came_out_does_not_outlast_the_rule(
    counter: Counter, clerk: Actor, person: str
) -> None:
    job = counter.privacy.print_record(person, "本人申请查阅", actor=clerk).value
    wait(counter, KEEP_PAPER_DAYS - 1)
    counter.retention.empty_old_paper()
    assert kept(counter, job) and state(counter, job) is Printing.WAITING
    wait(counter, 2)
    counter.retention.empty_old_paper()
    assert kept(counter, job) == b"" and state(counter, job) is Printing.CANCELLED


def test_old_paper_of_every_kind_is_wiped_and_what_waits_is_left(counter: Counter, clerk: Actor) -> None:
    out = counter.privacy.print_notice(actor=clerk).value
    printed(counter, out)
    counter.spool.finish(out)
    waiting = counter.privacy.print_notice(actor=clerk).value
    wait(counter, KEEP_PAPER_DAYS + 1)
    lately = counter.privacy.print_notice(actor=clerk).value
    counter.spool.cancel(lately)
    assert counter.retention.empty_old_paper() > 0
    assert counter.retention.empty_old_paper() == 0
    assert kept(counter, out) == b"" == counter.spool.preview(out)
    row = next(row for row in counter.spool.jobs() if row.id == out)
    assert (row.sight, row.state) == (Sight.GONE, Printing.PRINTED)
    assert counter.spool.preview(lately).startswith(b"%PDF")
    assert printed(counter, waiting).startswith(b"%PDF")


def test_by_a_clock_that_is_ahead_no_paper_is_old(counter: Counter, clerk: Actor) -> None:
    job = counter.privacy.print_notice(actor=clerk).value
    counter.spool.cancel(job)
    wait(counter, 400)
    with counter.store.keep() as session:
        write_fact(session, CLOCK_SKEW, -400 * DAY)
    counter.retention.empty_old_paper()
    assert kept(counter, job)


def test_every_terminal_wipes_its_own_paper(counter: Counter, clerk: Actor) -> None:
    job = counter.privacy.print_notice(actor=clerk).value
    counter.spool.cancel(job)
    wait(counter, KEEP_PAPER_DAYS + 1)
    told = threading.Event()

    def hear(changes: ChangeSet) -> None:
        if ("print_job", job) in changes.rows:
            told.set()

    with counter.store.keep() as session:
        write_fact(session, TERMINAL_NUMBER, 2)
    counter.store.listen(hear)
    counter.retention.start()
    assert told.wait(10)
    counter.retention.stop()
    assert kept(counter, job) == b""


def wait(counter: Counter, days: int) -> None:
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step(days * DAY_S)


def test_old_records_end_without_a_name_and_come_back_when_the_person_does(
    counter: Counter, clerk: Actor, person: str
) -> None:
    wait(counter, 1000)
    matter = counter.catalogue.matters()[0].id
    lately = counter.people.find_people("周明")
    seen = lately[0].id if lately else counter.people.find_people("王海")[0].id
    counter.queueing.take_number(VisitEntry(matter, seen), actor=clerk)
    visit = counter.queueing.take_number(VisitEntry(matter), actor=clerk).value.visit_id
    wait(counter, 100)
    ended = counter.retention.end_old_people().value
    assert ended > 0 and counter.retention.end_old_people().value == 0
    assert counter.people.find_people("李振声") == () == counter.people.find_people(NUMBER)
    assert counter.people.person(seen).name and counter.people.visit(visit)
    with pytest.raises(Missing):
        counter.privacy.unmask(person, PHONE, "核对", actor=clerk)
    ((left,),) = counter.store.glance(
        "SELECT count(*) FROM person WHERE end_reason = 'retention' AND name || phone <> ''"
    )
    assert left == 0
    entry = PersonEntry("李振声", DocumentKind.RESIDENT_ID, NUMBER)
    again = counter.reception.register_person(entry, actor=clerk).value
    assert (again.id, again.was_known) == (person, False)
    assert counter.people.find_people(NUMBER)[0].document == "620102********0010"


def test_a_clock_that_is_years_ahead_empties_nobody(counter: Counter, person: str) -> None:
    wait(counter, 1200)
    with counter.store.keep() as session:
        write_fact(session, CLOCK_SKEW, -1200 * DAY)
    assert counter.retention.end_old_people().value == 0
    assert counter.people.person(person).name == "李振声"
    with counter.store.keep() as session:
        write_fact(session, CLOCK_SKEW, 0)
    assert counter.retention.end_old_people().value > 0


def test_whose_case_is_open_is_kept(counter: Counter, clerk: Actor) -> None:
    ticket = counter.case_desk.call_next(actor=clerk).value
    counter.case_desk.serve(ticket.id, actor=clerk)
    wait(counter, 1200)
    while counter.retention.end_old_people().value:
        pass
    kept = counter.store.glance("SELECT name FROM person WHERE ended_at IS NULL")
    assert kept == [(ticket.person,)]
