"""The ticket slip: what stands on it, and who presses it into bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from app.catalogue.queries import HallCard
from app.documents.sheets import SlipLine, SlipSheet
from app.documents.slip_template import VOID, compose, shipped_layout
from app.documents.words import word
from app.kernel.clock import local
from app.storage.spool import Paper, PrintOrder

CODE_PREFIX = "GT1:V:"
"""Opens the code of a slip; a visit's key follows and nothing about the person."""
RATING_PREFIX = "GT1:R:"
"""Opens the code that lets a slip's bearer rate the visit at a self-service screen; its key follows."""


class SlipPress(Protocol):
    """What is known where slips are printed."""

    @property
    def has_printer(self) -> bool:
        """Whether slips come out anywhere."""
        ...

    def layout(self) -> str:
        """Give the hall's own layout of slips, or the usual one."""
        ...


@dataclass(frozen=True)
class SlipFacts:
    """What a slip tells. ``ahead`` is None where it is no longer of use, as on a reprint.

    ``estimate_s`` are the least and the most seconds of waiting, None where unknown. ``rating_code`` is what
    the rating code holds; where it is empty, the slip carries none.
    """

    ticket_id: str
    visit_id: str
    number: str
    matter: str
    ahead: int | None
    taken_at: int
    window: str = ""
    estimate_s: tuple[int, int] | None = None
    notice: str = ""
    rating_code: str = ""


def slip_order(
    facts: SlipFacts,
    hall: HallCard,
    zone: str,
    press: SlipPress,
    mark: str = "",
    reprint_of: str | None = None,
) -> PrintOrder:
    """Word a slip in the hall's layout and make the order for the spool."""
    sheet = ticket_sheet(facts, hall, zone, press.layout(), mark)
    return _order(sheet, facts, press, reprint_of)


def void_slip_order(facts: SlipFacts, hall: HallCard, zone: str, press: SlipPress) -> PrintOrder:
    """Word a slip that says its number is void (作废), for a visitor who holds the paper already.

    It carries no code. Where no slip has come out, ``replace_paper`` takes that one off and puts none.
    """
    mark = word("slip", "void")
    sheet = ticket_sheet(facts, hall, zone, shipped_layout(VOID), mark)
    return replace(_order(sheet, facts, press, None), title=f"{facts.number} {mark}")


def ticket_sheet(facts: SlipFacts, hall: HallCard, zone: str, layout: str, mark: str = "") -> SlipSheet:
    """Fill a layout; what marks the slip as a sample or a reprint stands first, whatever the layout says.

    Refuses with LayoutRefused.
    """
    codes = {"code": CODE_PREFIX + facts.visit_id, "rating": facts.rating_code}
    marks = []
    if hall.is_sample:
        marks.append(SlipLine(word("slip", "sample"), bold=True, align="center"))
    if mark:
        marks.append(SlipLine(mark, scale=2, bold=True, align="center", boxed=True))
    return SlipSheet(facts.number, hall.name, (*marks, *compose(layout, _told(facts, hall, zone), codes)))


def _order(sheet: SlipSheet, facts: SlipFacts, press: SlipPress, reprint_of: str | None) -> PrintOrder:
    return PrintOrder(
        paper=Paper.SLIP,
        title=facts.number,
        subject=f"ticket:{facts.ticket_id}",
        content=sheet.words(),
        reprint_of=reprint_of,
        has_printer=press.has_printer,
    )


def _told(facts: SlipFacts, hall: HallCard, zone: str) -> dict[str, str]:
    return {
        "hall": hall.name,
        "number": facts.number,
        "matter": facts.matter,
        "window": facts.window,
        "ahead": _ahead(facts.ahead),
        "estimate": _estimate(facts.estimate_s),
        "taken_at": f"{local(facts.taken_at, zone):%Y-%m-%d %H:%M}",
        "notice": facts.notice,
    }


def _ahead(count: int | None) -> str:
    if count is None:
        return ""
    return word("slip", "people", count=count) if count else word("slip", "nobody")


def _estimate(seconds: tuple[int, int] | None) -> str:
    """Word a range of waiting in whole minutes, the least rounded down and the most up."""
    if seconds is None:
        return ""
    low, high = seconds[0] // 60, max(-(-seconds[1] // 60), 1)
    if low == 0:
        return word("slip", "within", high=high)
    if low >= high:
        return word("slip", "about", high=high)
    return word("slip", "minutes", low=low, high=high)
