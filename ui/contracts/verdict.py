"""What a check of a file found, said in a sentence with a mark."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.contracts.verifying import Verification
from app.documents.look_report import PageLook
from app.documents.seal_report import CodeReport, Finding, ScanReport, SealProblem, SealVerdict
from ui import theme, wording
from ui.contracts.files import Checked
from ui.contracts.seen_places import place_lines
from ui.parts.banner import Glyph, Tint
from ui.parts.words import words

MOST_FINDINGS = 6
_PICTURES = {
    Tint.GOOD: ("circle-check", "good"),
    Tint.WAITING: ("info", "waiting"),
    Tint.TROUBLE: ("triangle-alert", "trouble"),
    Tint.NOTE: ("info", "accent"),
}


class VerdictLine(QFrame):
    """Hidden until a file was checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "banner")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(12)
        self._glyph = Glyph("info", "accent", 28, self)
        self._head = words("", "heading", self, wrap=True)
        self._rest = words("", "", self, wrap=True)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._head)
        told.addWidget(self._rest)
        line.addWidget(self._glyph)
        line.addLayout(told, 1)
        self.hide()

    def show_checked(self, checked: Checked) -> None:
        """Say what is known of a file."""
        found = checked.found
        if checked.codes is not None:
            tint, head, rest = self._of_codes(checked.codes)
            if checked.scan is not None and tint is Tint.GOOD and not checked.scan.is_whole:
                tint = Tint.WAITING
            self.say(tint, head, "\n".join([rest, *self._of_scan(checked.scan)]))
        elif found is None:
            self.say(
                Tint.TROUBLE,
                self.tr("This file could not be read."),
                self.tr("Nothing was checked. Look whether it is still there and is a PDF file."),
            )
        else:
            self.say(*self._judged(found))

    def say(self, tint: Tint, head: str, rest: str) -> None:
        """Show a sentence and what it means."""
        theme.mark(self, "mood", tint.value)
        self._glyph.show_icon(*_PICTURES[tint])
        self._head.setText(head)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.show()

    def text(self) -> str:
        """Tell what is said."""
        return f"{self._head.text()} {self._rest.text()}".strip()

    def _judged(self, found: Verification) -> tuple[Tint, str, str]:
        if found.is_record:
            return self._of_record(found)
        is_unsigned = SealProblem.UNSIGNED in found.problems
        told = {
            SealVerdict.CONSISTENT: (
                Tint.GOOD,
                self.tr("Unchanged"),
                self.tr("This is byte for byte the file that was sealed here."),
            ),
            SealVerdict.UNKNOWN_HERE: (
                Tint.WAITING,
                self.tr("Unchanged, not known here"),
                self.tr("It carries this hall's seal, but is not in this terminal's register."),
            ),
            SealVerdict.VOID: (
                Tint.TROUBLE,
                self.tr("Void"),
                self.tr("The contract was declared void. Do not accept this file."),
            ),
            SealVerdict.REVOKED: (
                Tint.TROUBLE,
                self.tr("Seal revoked"),
                self.tr("The key of this seal was revoked. Do not accept this file."),
            ),
            SealVerdict.UNREADABLE: (
                Tint.TROUBLE,
                self.tr("Not readable"),
                self.tr("This is no PDF file, or it is damaged. Do not accept it as a sealed contract."),
            ),
            SealVerdict.NOT_OURS: (
                Tint.TROUBLE if is_unsigned else Tint.WAITING,
                self.tr("Not ours"),
                self.tr("This file carries no seal. It was not made here, or it was printed and scanned.")
                if is_unsigned
                else self.tr("It was sealed by a seal this hall does not know."),
            ),
            SealVerdict.ALTERED: (
                Tint.TROUBLE,
                self.tr("Changed"),
                self.tr("Something in this file was changed after it was sealed. Do not accept it."),
            ),
        }
        tint, head, rest = told[found.verdict]
        # What can be seen on a page says most; that a signature no longer fits follows from it.
        first = sorted(found.findings, key=lambda finding: finding.page is None and not finding.detail)
        lines = [self._worded(finding) for finding in first[:MOST_FINDINGS]]
        return tint, head, "\n".join([rest, *(lines if found.verdict is SealVerdict.ALTERED else [])])

    def _of_record(self, found: Verification) -> tuple[Tint, str, str]:
        if found.verdict is SealVerdict.CONSISTENT:
            told_of = self.tr("This is byte for byte the sealed record of the signing of {0}.")
            return Tint.GOOD, self.tr("Unchanged"), told_of.format(found.number)
        told = self.tr("This is the record of the signing of {0}, and it was changed. Do not accept it.")
        lines = [self._worded(finding) for finding in found.findings[:MOST_FINDINGS]]
        return Tint.TROUBLE, self.tr("Changed"), "\n".join([told.format(found.number), *lines])

    def _of_codes(self, found: CodeReport) -> tuple[Tint, str, str]:
        """Say what a page on paper is worth: its codes, and how its text looks."""
        if found.look is not None and found.look.changed:
            told_of = self.tr(
                "Look at these places on the paper; what should stand there is in brackets. Do not accept "
                "the page unless it reads so."
            )
            lines = place_lines(found.look.changed)
            return (
                Tint.TROUBLE,
                self.tr("The text differs from the sealed page"),
                "\n".join([told_of, *lines]),
            )
        tint, head, rest = self._of_code_verdict(found.verdict)
        if tint is Tint.GOOD and found.look is not None and not found.look.is_clear:
            tint = Tint.WAITING
        return tint, head, "\n".join([rest, *self._of_look(found.look)])

    def _of_scan(self, scan: ScanReport | None) -> list[str]:
        """Say which page of a scan that was told of, and what does not fit together."""
        if scan is None:
            return []
        told = self.tr("The file has no seal: {0} pages were checked like paper, this is told of page {1}.")
        lines = [told.format(len(scan.pages), scan.worst)]
        comma = self.tr(", ")
        if scan.missing:
            missing = comma.join(map(str, scan.missing))
            lines.append(self.tr("Pages of the contract that are not in it: {0}.").format(missing))
        if len(scan.numbers) > 1:
            told = self.tr("Its pages are of several contracts: {0}.")
            lines.append(told.format(comma.join(scan.numbers)))
        return lines

    def _of_look(self, look: PageLook | None) -> list[str]:
        """Say how the text of a page looks; a picture never proves it."""
        if look is None:
            return []
        if not look.is_compared:
            return [self.tr("The text could not be compared with the sealed page. Compare it by eye.")]
        told = self.tr("{0} characters compared with the sealed page: no difference seen. That is no proof.")
        lines = [told.format(look.characters)]
        if look.covered:
            lines += [self.tr("Ink lies over the text here, compare it by eye:"), *place_lines(look.covered)]
        return lines

    def _of_code_verdict(self, verdict: SealVerdict) -> tuple[Tint, str, str]:
        told = {
            SealVerdict.CONSISTENT: (
                Tint.GOOD,
                self.tr("The codes are true"),
                self.tr("Compare number, amount and digest with what is printed on the page."),
            ),
            SealVerdict.UNKNOWN_HERE: (
                Tint.WAITING,
                self.tr("Not known here"),
                self.tr("No contract of this terminal's register has this number."),
            ),
            SealVerdict.VOID: (
                Tint.TROUBLE,
                self.tr("Void"),
                self.tr("The contract was declared void. Do not accept this page."),
            ),
            SealVerdict.REVOKED: (
                Tint.TROUBLE,
                self.tr("Seal revoked"),
                self.tr("The key of this code was revoked. Do not accept this page."),
            ),
            SealVerdict.UNREADABLE: (
                Tint.WAITING,
                self.tr("No code could be read"),
                self.tr("Scan the page again, straight and at 200 dpi or more."),
            ),
            SealVerdict.NOT_OURS: (
                Tint.TROUBLE,
                self.tr("Not ours"),
                self.tr("The code was not signed by this hall."),
            ),
            SealVerdict.ALTERED: (
                Tint.TROUBLE,
                self.tr("The codes contradict each other or the register"),
                self.tr("This page is not of the contract it names. Do not accept it."),
            ),
        }
        return told[verdict]

    def _worded(self, finding: Finding) -> str:
        """Say what differs and where."""
        places = []
        if finding.page is not None:
            places.append(self.tr("page {0}").format(finding.page))
        if finding.field:
            places.append(self.tr("field {0}").format(finding.field))
        if finding.revision is not None:
            places.append(self.tr("revision {0}").format(finding.revision))
        told = wording.label(finding.problem)
        return self.tr("{0} ({1})").format(told, self.tr(", ").join(places)) if places else told
