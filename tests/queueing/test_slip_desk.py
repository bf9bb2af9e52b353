"""Slips in the hall's own layout, void slips, trial prints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.catalogue.queries import HallCard
from app.counter import Counter
from app.documents.sheets import SlipCode, SlipLine, SlipPart, read_slip
from app.documents.slip_template import LayoutProblem, LayoutRefused, shipped_layout
from app.kernel.errors import Forbidden
from app.queueing.entities import SlipLayout
from app.queueing.slip_desk import KnownLayout
from app.queueing.slips import SlipFacts, slip_order, void_slip_order
from app.reception.service import VisitEntry
from app.security.actors import Actor, Role
from app.storage.spool import Paper, Printing, PrintOrder, queue_print, replace_paper
from tests.builders import MORNING, ZONE
from tests.conftest import Opener
from tests.devices.escpos_reader import read

OWN = "[center bold x3] {number}\n欢迎光临 {hall}\n[code]"
FACTS = SlipFacts("t1", "v1", "A012", "技术合同认定登记", 3, MORNING)
HALL = HallCard("h", "兰州科技大市场", "", "", is_sample=False)


class Press:
    """A terminal with a ticket printer and a layout."""

    has_printer = True

    def __init__(self, layout: str = OWN) -> None:
        self._layout = layout

    def layout(self) -> str:
        return self._layout


def parts(order: PrintOrder) -> tuple[SlipPart, ...]:
    return read_slip(order.content).parts


def told(order: PrintOrder) -> list[str]:
    return [part.text for part in parts(order) if isinstance(part, SlipLine)]


def latest_slip(counter: Counter) -> list[str]:
    """Print everything; gives the lines of the last slip."""
    lines: list[str] = []
    while (job := counter.spool.take(Paper.SLIP)) is not None:
        lines = read(job.content).lines
        counter.spool.finish(job.id)
    return lines


def take_number(counter: Counter, clerk: Actor) -> None:
    counter.queueing.take_number(VisitEntry(counter.catalogue.matters()[0].id), actor=clerk)


def test_a_number_is_printed_in_the_halls_own_layout_until_it_goes_back(
    counter: Counter, clerk: Actor
) -> None:
    assert counter.slips.layout().is_usual
    counter.slips.save_layout("被取代\n{number}", actor=clerk)
    counter.slips.save_layout(OWN, actor=clerk)
    assert (counter.slips.layout().text, counter.slips.layout().is_usual) == (OWN, False)
    take_number(counter, clerk)
    assert [line for line in latest_slip(counter) if "欢迎光临" in line]
    counter.slips.reset_layout(actor=clerk)
    assert counter.slips.layout().is_usual
    take_number(counter, clerk)
    assert [line for line in latest_slip(counter) if "办理事项" in line]


def test_a_layout_goes_to_every_terminal(counter: Counter, clerk: Actor) -> None:
    outcome = counter.slips.save_layout(OWN, actor=clerk)
    assert outcome.txn is not None
    assert outcome.changes.touches("slip_layout")


def test_a_wrong_layout_is_refused_and_the_old_one_stays(counter: Counter, clerk: Actor) -> None:
    counter.slips.save_layout(OWN, actor=clerk)
    with pytest.raises(LayoutRefused) as refused:
        counter.slips.save_layout(OWN + "\n{who}", actor=clerk)
    assert (refused.value.line, refused.value.problem) == (4, LayoutProblem.UNKNOWN_FACT)
    with pytest.raises(LayoutRefused):
        counter.slips.preview("{who}", 80)
    assert counter.slips.layout().text == OWN


def test_a_clerk_may_not_change_the_layout(counter: Counter, clerk: Actor) -> None:
    with pytest.raises(Forbidden):
        counter.slips.save_layout(OWN, actor=replace(clerk, role=Role.CLERK))
    with pytest.raises(Forbidden):
        counter.slips.reset_layout(actor=replace(clerk, role=Role.CLERK))


def test_a_layout_of_a_newer_program_keeps_no_number_back(counter: Counter, clerk: Actor) -> None:
    with counter.store.change(clerk, "pulled") as work:
        work.add(SlipLayout(text="{number}\n[hologram] {future}"))
    assert KnownLayout(counter.store).text() == shipped_layout("slip.txt")
    take_number(counter, clerk)
    assert counter.slips.layout().text.endswith("{future}")


@pytest.mark.parametrize("width_mm", [80, 58])
def test_a_layout_is_previewed_before_it_is_saved(counter: Counter, width_mm: int) -> None:
    assert counter.slips.preview(OWN, width_mm).startswith(b"%PDF")
    assert counter.slips.layout().is_usual


def test_marks_stand_first_whatever_the_layout_says() -> None:
    order = slip_order(FACTS, replace(HALL, is_sample=True), ZONE, Press("{number}"), "补打", "t1")
    assert told(order) == ["【样例】", "补打", "A012"]
    assert order.reprint_of == "t1"


def test_a_void_slip_says_so_and_carries_no_code() -> None:
    order = void_slip_order(FACTS, HALL, ZONE, Press())
    assert told(order)[0] == "作废"
    assert "A012" in told(order)
    assert not [part for part in parts(order) if isinstance(part, SlipCode)]
    assert (order.subject, order.title) == ("ticket:t1", "A012 作废")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [((600, 1500), "约 10～25 分钟"), ((59, 61), "2 分钟以内"), ((120, 120), "约 2 分钟"), (None, None)],
)
def test_an_estimate_is_worded_in_minutes(seconds: tuple[int, int] | None, said: str | None) -> None:
    press = Press("{number}\n{estimate}")
    order = slip_order(replace(FACTS, estimate_s=seconds), HALL, ZONE, press)
    assert told(order) == ["A012"] + ([said] if said else [])


def test_the_rating_code_is_there_where_a_layout_and_a_visit_have_one() -> None:
    press = Press("{number}\n[rating]")
    without = slip_order(FACTS, HALL, ZONE, press)
    assert SlipCode("https://rate/1") not in parts(without)
    assert SlipCode("https://rate/1") in parts(
        slip_order(replace(FACTS, rating_code="https://rate/1"), HALL, ZONE, press)
    )


def test_a_slip_that_is_not_out_yet_is_taken_off_and_one_that_may_be_is_told(counter: Counter) -> None:
    """Another record's paper stays as it is."""
    while counter.spool.take(Paper.SLIP) is not None:
        pass  # What waits already goes to the printer first.
    others = {job.id: job.state for job in counter.spool.jobs()}

    def order(subject: str) -> str:
        with counter.store.keep() as session:
            return queue_print(session, slip_order(replace(FACTS, ticket_id=subject), HALL, ZONE, Press()), 0)

    def replaced(subject: str, *, only_where_out: bool = True) -> dict[str, Printing]:
        void = void_slip_order(replace(FACTS, ticket_id=subject), HALL, ZONE, Press())
        with counter.store.keep() as session:
            touched = replace_paper(session, void, 0, only_where_out=only_where_out)
        return {job.id: job.state for job in counter.spool.jobs() if job.id in touched}

    waiting = order("w")
    assert replaced("w") == {waiting: Printing.CANCELLED}
    order("p")
    taken = counter.spool.take(Paper.SLIP)
    assert taken is not None
    assert list(replaced("p").values()) == [Printing.WAITING]
    counter.spool.finish(taken.id)
    assert sorted(replaced("p").values()) == [Printing.CANCELLED, Printing.WAITING]
    assert list(replaced("w", only_where_out=False).values()) == [Printing.WAITING]
    assert {job.id: job.state for job in counter.spool.jobs() if job.id in others} == others


def test_both_printers_can_be_tried(counter: Counter, clerk: Actor) -> None:
    slip, page = (counter.slips.print_trial(paper, actor=clerk).value for paper in (Paper.SLIP, Paper.PAGE))
    rows = {row.id: row for row in counter.spool.jobs()}
    assert (rows[slip].paper, rows[page].paper) == (Paper.SLIP, Paper.PAGE)
    assert counter.spool.preview(page).startswith(b"%PDF")
    lines = latest_slip(counter)
    assert "常用字：技术合同认定登记" in lines
    assert not [line for line in lines if "䶮" in line]


def test_a_layout_outlives_a_restart(open_copy: Opener, clerk: Actor) -> None:
    first = open_copy("again")
    first.slips.save_layout(OWN, actor=clerk)
    first.store.close()
    assert open_copy("again").slips.layout().text == OWN


def test_a_draft_is_kept_at_the_terminal_and_is_nobodys_layout(counter: Counter, clerk: Actor) -> None:
    before = counter.slips.layout()
    sent = counter.sync.status().waiting
    counter.slips.keep_draft("{colour", actor=clerk)
    assert counter.slips.layout() == replace(before, draft="{colour")
    assert KnownLayout(counter.store).text() == before.text
    assert counter.sync.status().waiting == sent
    counter.slips.save_layout(OWN, actor=clerk)
    assert counter.slips.layout().draft == ""
    with pytest.raises(Forbidden):
        counter.slips.keep_draft("x", actor=replace(clerk, role=Role.CLERK))
