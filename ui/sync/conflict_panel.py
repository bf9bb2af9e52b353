"""One conflict: what was done, why the centre did not take it, both sides, the decisions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.sync.conflicts import ConflictCard, ConflictRow
from app.sync.states import ConflictKind, Decision
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.names import day_and_hour
from ui.parts.words import set_tone, words
from ui.sync import columns, phrases
from ui.sync.comparison import Comparison
from ui.sync.decision_bar import DecisionBar

_KINDS = {ConflictKind.REFUSED: "tag-trouble", ConflictKind.OVERWRITTEN: "tag-waiting"}
_MOST_LINKS = 5


class ConflictPanel(Card):
    """The right of the two lists of conflicts.

    Signals:
        other_wanted: Another conflict shall be shown. Carries its key.
    """

    other_wanted = Signal(str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self._card: ConflictCard | None = None
        self.name = Elided("", "heading", self)
        self.mark = words("", "tag-trouble", self)
        self.origin = words("", "small", self, wrap=True)
        self.reason = words("", "", self, wrap=True)
        self.first = words("", "waiting", self, wrap=True)
        self.hints = words("", "muted", self, wrap=True)
        self.rule = words("", "small", self, wrap=True)
        self.comparison = Comparison(zone, self)
        self.bar = DecisionBar(self)
        self._links: list[Button] = []
        self._stack = QStackedWidget(self)
        self._build()

    def card(self) -> ConflictCard | None:
        """Give what is shown."""
        return self._card

    def show_nothing(self) -> None:
        """Show the hint where no conflict is chosen."""
        self._card = None
        self._stack.setCurrentIndex(0)
        self.bar.go_back()

    def show_card(self, card: ConflictCard, off: dict[Decision, str]) -> None:
        """Show a conflict; decisions that are off come with their reason."""
        if self._card is None or self._card.row.key != card.row.key:
            self._area.verticalScrollBar().setValue(0)
            self.bar.go_back()
        self._stack.setCurrentIndex(1)
        if card != self._card:
            self._card = card
            self._show_words(card)
            self._show_links(card)
            self.comparison.show_parts(card.parts)
        if card.row.is_open:
            self.bar.show_choices(off)
        else:
            self.bar.show_sentence(self._decided(card.row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the words as wide as the place for them."""
        if event.type() == QEvent.Type.Resize and watched is self._area.viewport():
            self._inner.setFixedWidth(self._area.viewport().width())
        return super().eventFilter(watched, event)

    def _show_words(self, card: ConflictCard) -> None:
        row = card.row
        self.name.set_words(heading(row))
        self.mark.setText(wording.label(row.kind if row.is_open else row.decision))
        set_tone(self.mark, _KINDS[row.kind] if row.is_open else "tag-good")
        self.origin.setText(self._origin(row))
        self.reason.setText(self._reason(card))
        for label, sentences in ((self.first, self._first(card)), (self.hints, self._hints(card))):
            label.setText("\n".join(sentences))
            label.setVisible(bool(sentences))
        rule = " ".join(word for word in (row.code, row.reason) if word)
        self.rule.setText(self.tr("For the administrator: {0}").format(rule))
        self.rule.setVisible(bool(rule))

    def _origin(self, row: ConflictRow) -> str:
        terminal = self.tr("terminal {0}").format(row.terminal) if row.terminal else self.tr("this terminal")
        return "  ·  ".join(
            part for part in (day_and_hour(row.acted_at, self._zone), terminal, row.actor) if part
        )

    def _reason(self, card: ConflictCard) -> str:
        row = card.row
        if card.rival_decision is not None:
            other = card.rival_decision
            return self.tr("A colleague decided otherwise first ({0}: {1}); this one came second.").format(
                other.decided_by or "\u2014", wording.label(other.decision)
            )
        if row.kind is ConflictKind.OVERWRITTEN:
            return self.tr("Somebody else had changed the same value; the centre kept theirs.")
        return phrases.why_refused(row.reason, row.code)

    def _first(self, card: ConflictCard) -> list[str]:
        """Say what must be known before deciding."""
        said = []
        if not card.row.is_heard:
            said.append(
                self.tr("The centre's record of it comes with the next exchange; then it can be decided.")
            )
        if card.goes_with is not None:
            said.append(self.tr("It was built on something refused before. Decide that first."))
        return said

    def _hints(self, card: ConflictCard) -> list[str]:
        hints = []
        if card.took_along:
            hints.append(
                self.tr("Refused along with it, because built on it: {0}").format(len(card.took_along))
            )
        for failed in card.tries:
            when = day_and_hour(failed.acted_at, self._zone)
            hints.append(
                self.tr("{0}  {1}: {2}, but the centre did not take that.").format(
                    when, failed.actor or "\u2014", wording.label(failed.decision)
                )
            )
        return hints

    def _show_links(self, card: ConflictCard) -> None:
        for old in self._links:
            self._inner_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        roots = [row for row in (card.goes_with, card.rival_decision) if row is not None]
        self._links = self._put_links(roots, self.first)
        self._links += self._put_links(card.took_along[:_MOST_LINKS], self.hints)

    def _put_links(self, rows: Sequence[ConflictRow], below: QWidget) -> list[Button]:
        links = [self._link(row) for row in rows]
        place = self._inner_column.indexOf(below) + 1
        for link in reversed(links):
            self._inner_column.insertWidget(place, link, 0, Qt.AlignmentFlag.AlignLeft)
        return links

    def _link(self, row: ConflictRow) -> Button:
        link = Button(heading(row), "quiet", "chevron-right", parent=self)
        link.setObjectName(row.key)
        link.clicked.connect(self._on_link)
        return link

    def _on_link(self) -> None:
        self.other_wanted.emit(self.sender().objectName())

    def _decided(self, row: ConflictRow) -> str:
        when = day_and_hour(row.decided_at, self._zone) if row.decided_at else ""
        said = self.tr("{0} by {1}: {2}").format(
            when, row.decided_by or "\u2014", wording.label(row.decision)
        )
        if row.note:
            said += "\n" + self.tr("Note: {0}").format(row.note)
        if row.is_on_way:
            said += "\n" + self.tr("The decision goes to the centre with the next exchange.")
        return said

    def _build(self) -> None:
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.head.insertWidget(0, self.name, 20)
        self.head.addWidget(self.mark)
        self._inner = QWidget(self)
        self._inner_column = QVBoxLayout(self._inner)
        self._inner_column.setContentsMargins(0, 0, 8, 0)
        self._inner_column.setSpacing(8)
        for part in (self.origin, self.reason, self.first, self.comparison, self.hints, self.rule):
            self._inner_column.addWidget(part)
        self._inner_column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setWidget(self._inner)
        self._area.setMinimumHeight(theme.px(200))
        self._area.viewport().installEventFilter(self)
        column.addWidget(self._area, 1)
        column.addWidget(self.bar)
        self._stack.addWidget(
            EmptyState(
                "list", self.tr("Choose a line"), self.tr("Both sides and the choices appear here."), self
            )
        )
        self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)


def heading(row: ConflictRow) -> str:
    """Word a conflict in one line: what was done, on which record."""
    name = columns.named(row.name)
    done = wording.deed(row.use_case)
    if row.kind is ConflictKind.OVERWRITTEN:
        done = columns.column_of(phrases.record(row.table), row.column)
    return f"{done}  {name}" if name else done
