"""The pages of a scanned file, checked one after the other; who leaves ends it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.contracts.verifying import Verifying
from app.documents.seal_report import CodeReport, ScanReport, SealVerdict
from ui.contracts.files import Checked
from ui.parts.background import Background


@dataclass(frozen=True)
class _Seen:
    """A page of a file that was begun, and what it is worth."""

    of: Checked
    report: CodeReport


class ScanCheck(QObject):
    """Takes a file without a seal and looks whether its pages are of a contract.

    Signals:
        page_begun: A page is being looked at. Carries its place, from 1, and how many there are.
        ended: Every page was looked at. Carries what was Checked, with its scan where a page had a code.
        failed: A page could not be looked at. Carries the error.
    """

    page_begun = Signal(int, int)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, verifying: Verifying, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verifying, self._background = verifying, background
        self._checked: Checked | None = None
        self._reports: list[CodeReport] = []

    def begin(self, checked: Checked) -> None:
        """Look at the pages of a file; what was begun before is let go."""
        self._checked, self._reports = checked, []
        self._ask()

    def stop(self) -> None:
        """Look at no further page."""
        self._checked = None

    def show_trouble(self, error: Exception) -> None:
        """End here, unless whoever asked is gone already."""
        if self._checked is not None:
            self._checked = None
            self.failed.emit(error)

    def _ask(self) -> None:
        checked = self._checked
        if checked is None:
            return
        place = len(self._reports)
        self.page_begun.emit(place + 1, len(checked.pages))
        job = partial(_look_at, self._verifying, checked, place)
        self._background.read(self, job, self._on_seen)

    def _on_seen(self, seen: _Seen) -> None:
        checked = self._checked
        if checked is None or seen.of is not checked:
            return
        self._reports.append(seen.report)
        if len(self._reports) < len(checked.pages):
            self._ask()
            return
        self._checked = None
        is_scan = any(report.verdict is not SealVerdict.UNREADABLE for report in self._reports)
        scan = ScanReport(tuple(self._reports)) if is_scan else None
        self.ended.emit(replace(checked, pages=(), scan=scan))


def _look_at(verifying: Verifying, checked: Checked, place: int) -> _Seen:
    return _Seen(checked, verifying.verify_picture(checked.pages[place]))
