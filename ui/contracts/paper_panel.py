"""The way by paper: print, sign by hand, scan back, look at what differs, keep."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.contracts.scans import Scan, ScanFinding, WetInk
from app.kernel.changes import Outcome
from app.security.actors import Actor
from ui import theme, wording
from ui.contracts.scan_pages import pictures_of, read_files
from ui.contracts.seen_places import place_lines
from ui.contracts.verdict import VerdictLine
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.busy import Busy
from ui.parts.button import Button
from ui.parts.forms import Form, buttons_row
from ui.parts.words import words

_WIDEST = 720


class PaperPanel(QWidget):
    """Takes a party's signature from paper. One scan may carry the signatures of several parties.

    Signals:
        signed: What came back is to be kept as the party's signature.
        left: Back to the screen.
    """

    signed = Signal()
    left = Signal()

    def __init__(
        self, wet_ink: WetInk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wet_ink, self._background, self._actor = wet_ink, background, actor
        self._contract_id = ""
        self._scan: Scan | None = None
        self._build()
        self.print.clicked.connect(self._on_print)
        self.choose.clicked.connect(self.choose_files)
        self.keep.clicked.connect(self._on_keep)
        self.back.clicked.connect(self.left)

    def begin(self, contract_id: str, party: str) -> None:
        """Ask for a party's signature; a scan of the same contract that is here already stays."""
        if contract_id != self._contract_id:
            self._contract_id, self._scan = contract_id, None
            self.verdict.hide()
        self._title.setText(self.tr("{0} signs on paper").format(party))
        for name in ("fingerprint", "company_seal"):
            self.form.set_text(name, "")
        self._settle()
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def scan(self) -> Scan | None:
        """Give what came back."""
        return self._scan

    def choose_files(self) -> None:
        """Ask for the scanned pages."""
        title = self.tr("The scanned pages, in their order")
        kinds = self.tr("Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)")
        paths, _ = QFileDialog.getOpenFileNames(self, title, QDir.homePath(), kinds)
        if paths:
            self.take_files(tuple(sorted(paths)))

    def take_files(self, paths: tuple[str, ...]) -> None:
        """Compare scanned files with the text, page by page."""
        self.busy.begin(self.tr("The pages are being compared \u2026"))
        job = partial(_compared, self._wet_ink, self._contract_id, paths)
        self._background.read(self, job, self._on_compared, self._on_trouble)

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be."""
        self.busy.finish()
        self.verdict.say(Tint.TROUBLE, wording.sentence(error), "")

    def _build(self) -> None:
        told = QWidget(self)
        told.setMaximumWidth(theme.px(_WIDEST))
        self._title = words("", "title", told, wrap=True)
        self.busy = Busy(told)
        self.print = Button(self.tr("Print the text"), "primary", "printer", parent=told)
        self.choose = Button(self.tr("Choose the scan"), icon="file-text", parent=told)
        self.verdict = VerdictLine(told)
        self.form = Form(told)
        self.form.add_tick("fingerprint", self.tr("A fingerprint stands beside the signature"))
        self.form.add_tick("company_seal", self.tr("The seal of the party stands on the paper"))
        self.form.add_line(
            "reason", self.tr("Why it is kept"), hint=self.tr("After looking at the pages named above.")
        )
        self.back = Button(self.tr("Back to the screen"), icon="chevron-left", parent=told)
        self.keep = Button(self.tr("Keep as signed"), "primary", "check", parent=told)
        first = self.tr("1  Print the text. It is signed, sealed and initialled by hand.")
        second = self.tr("2  Scan all pages in their order, at 200 dpi or more: one PDF, or pictures.")
        third = self.tr("3  Every page is compared with the approved text.")
        column = QVBoxLayout(told)
        column.setSpacing(theme.px(12))
        for part in (
            self._title,
            words(first, "", told, wrap=True),
            buttons_row(self.print, parent=told),
            words(second, "", told, wrap=True),
            buttons_row(self.choose, parent=told),
            words(third, "", told, wrap=True),
            self.busy,
            self.verdict,
            self.form,
            buttons_row(self.back, self.keep, parent=told),
        ):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(told)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._settle()

    def _settle(self) -> None:
        """Let only be kept what may be: nothing foreign, nothing missing, doubts with a reason."""
        scan = self._scan
        self.keep.setEnabled(scan is not None and not scan.refused())
        self.form.show_field("reason", is_shown=scan is not None and bool(scan.findings))

    def _on_print(self) -> None:
        job = partial(self._wet_ink.print_text, self._contract_id, 1, actor=self._actor)
        self._background.write(self, job, self._on_printed)

    def _on_printed(self, outcome: Outcome[str]) -> None:
        self.verdict.say(Tint.NOTE, self.tr("The text goes to the printer."), "")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_compared(self, scan: Scan) -> None:
        self.busy.finish()
        self._scan = scan
        self.verdict.say(*self._judged(scan))
        self._settle()

    def _judged(self, scan: Scan) -> tuple[Tint, str, str]:
        """Say what came back from paper; that no difference was seen is no proof."""
        covered = place_lines(scan.covered)
        if covered:
            covered.insert(0, self.tr("Ink lies over the text here, compare it by eye:"))
        if scan.findings:
            tint = Tint.TROUBLE if scan.refused() else Tint.WAITING
            told = [line for found in scan.findings for line in _lines(found)]
            return tint, self.tr("Not every page is the approved text."), "\n".join([*told, *covered])
        told_of = self.tr("Pages compared: {0}. A picture proves no text: read names and figures once more.")
        head = self.tr("No difference from the approved text was seen.")
        tint = Tint.WAITING if covered else Tint.GOOD
        return tint, head, "\n".join([told_of.format(scan.pages), *covered])

    def _on_trouble(self, error: Exception) -> None:
        self._scan = None
        self.show_trouble(error)
        self._settle()

    def _on_keep(self) -> None:
        if self._scan is not None and self._scan.findings and not self.form.text("reason"):
            self.form.show_error("reason", wording.problem("empty"))
            return
        self.signed.emit()


def _lines(found: ScanFinding) -> list[str]:
    return [wording.named(found.page, wording.label(found.kind)), *place_lines(found.places)]


def _compared(wet_ink: WetInk, contract_id: str, paths: tuple[str, ...]) -> Scan:
    return wet_ink.compare(contract_id, read_files(paths), pictures_of)
