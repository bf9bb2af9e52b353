"""The two lists of the page: which one has the focus, and who is selected there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.queueing.queries import TicketRow
from ui.parts.row_table import RowTable

Table = RowTable[TicketRow]


def selected_with_focus(focus: QWidget | None, *tables: Table) -> TicketRow | None:
    """Give who is selected in the list that has the focus."""
    return next((t.current() for t in tables if _has(t, focus)), None)


def go_to_next(focus: QWidget | None, *tables: Table) -> bool:
    """Put the focus into the next list with somebody in it; tells whether there is one."""
    stops = [table for table in tables if table.rows()]
    at = next((place for place, table in enumerate(stops) if _has(table, focus)), -1)
    if at + 1 >= len(stops):
        return False
    table = stops[at + 1]
    if table.current() is None:
        table.select_first()
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def _has(table: Table, focus: QWidget | None) -> bool:
    return focus is not None and table.isAncestorOf(focus)
