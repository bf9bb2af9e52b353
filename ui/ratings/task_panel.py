"""One bad rating: what was said, what was tried, and the steps that are possible now."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.ratings.queries import TaskCard
from app.ratings.states import LEVELS, TaskState
from app.security.accounts import StaffRow
from ui import theme, wording
from ui.parts.button import Button, Kind
from ui.parts.card import Card, Facts
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.names import day_and_hour, local_name
from ui.parts.words import words
from ui.ratings.phrases import due_words, level_words


class Wish(Enum):
    """What can be done with a task."""

    ASSIGN = auto()
    REACHED = auto()
    NOT_REACHED = auto()
    ANSWER = auto()
    SETTLE = auto()
    MISTAKEN = auto()
    UNFOUNDED = auto()
    EXTEND = auto()
    FOLLOW_UP = auto()


_STEPS: dict[TaskState, tuple[Wish, ...]] = {
    TaskState.UNASSIGNED: (Wish.ASSIGN,),
    TaskState.TO_CONTACT: (
        Wish.REACHED, Wish.NOT_REACHED, Wish.ASSIGN, Wish.MISTAKEN, Wish.UNFOUNDED, Wish.EXTEND,
    ),
    TaskState.MENDING: (
        Wish.ANSWER, Wish.REACHED, Wish.NOT_REACHED, Wish.MISTAKEN, Wish.UNFOUNDED, Wish.EXTEND,
    ),
    TaskState.ANSWERED: (Wish.SETTLE, Wish.FOLLOW_UP),
    TaskState.SETTLED: (Wish.FOLLOW_UP,),
}  # fmt: skip
_WIDE = 1.2
"""From this text size on the buttons stand one below the other."""
_NOTED = frozenset({Wish.REACHED, Wish.NOT_REACHED, Wish.ANSWER, Wish.MISTAKEN, Wish.UNFOUNDED, Wish.EXTEND})


class TaskPanel(Card):
    """Shows a task and hears what shall be done; what is typed stays until the step was taken.

    Signals:
        wished: Carries a Wish.
    """

    wished = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._zone = zone
        self._key = ""
        self._empty = EmptyState("smile", self.tr("Choose a line"), self.tr("Its history stands here."), self)
        self._area = QScrollArea(self)
        self._inside = QWidget(self)
        self._facts, self._rest = (Facts(self._inside, beside=True) for _ in range(2))
        self._log = words("", "", self._inside, wrap=True)
        self.form = Form(self._inside)
        self._grid = QGridLayout()
        self._buttons = self._made_buttons()
        self._build()
        self.show_task(None)

    def show_task(self, card: TaskCard | None) -> None:
        """Show a task with its possible steps, or a hint."""
        self._area.setVisible(card is not None)
        self._empty.setVisible(card is None)
        key = card.row.id if card else ""
        if key != self._key:
            self._key = key
            self.form.set_text("note", "")
            self.form.clear_errors()
        if card is not None:
            self._fill(card)

    def show_staff(self, staff: Sequence[StaffRow]) -> None:
        """Offer whom a task can be given to."""
        self.form.set_options(
            "staff", [(s.id, wording.with_aside(s.name, wording.label(s.role))) for s in staff]
        )

    def forget_note(self) -> None:
        """Empty the note once it was kept."""
        self.form.set_text("note", "")

    def button(self, wish: Wish) -> Button:
        """Give the button of a step."""
        return self._buttons[wish]

    def _made_buttons(self) -> dict[Wish, Button]:
        named: tuple[tuple[Wish, str, Kind], ...] = (
            (Wish.ASSIGN, self.tr("Give out"), "primary"),
            (Wish.REACHED, self.tr("Visitor reached"), "primary"),
            (Wish.NOT_REACHED, self.tr("Not reached"), "plain"),
            (Wish.ANSWER, self.tr("Visitor informed"), "primary"),
            (Wish.SETTLE, self.tr("Settle"), "primary"),
            (Wish.FOLLOW_UP, self.tr("Keep follow-up rating"), "plain"),
            (Wish.EXTEND, self.tr("Put the deadline off"), "plain"),
            (Wish.MISTAKEN, self.tr("Rated by mistake"), "danger"),
            (Wish.UNFOUNDED, self.tr("Not so"), "danger"),
        )
        made = {wish: Button(text, kind, parent=self._inside) for wish, text, kind in named}
        for button in made.values():
            button.clicked.connect(self._on_button)
        return made

    def _build(self) -> None:
        for name, title in (
            ("level", self.tr("Rating")),
            ("options", self.tr("Ticked")),
            ("due", self.tr("Deadlines")),
        ):
            self._facts.add_fact(name, title)
        for name, title in (
            ("case", self.tr("Case")),
            ("served", self.tr("Served by")),
            ("given", self.tr("Given to")),
            ("answer", self.tr("Answer")),
        ):
            self._rest.add_fact(name, title)
        self.form.add_choice("staff", self.tr("Staff"), [])
        levels = [(str(value), level_words(value)) for value in LEVELS]
        self.form.add_choice("level", self.tr("Follow-up rating"), levels)
        self.form.add_text("note", self.tr("Note"), lines=2)
        self.form.add_number("days", self.tr("Working days more"), 1, 90)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self._facts)
        column.addWidget(self.form)
        column.addLayout(self._grid)
        column.addWidget(self._rest)
        column.addWidget(words(self.tr("Tries to reach the visitor"), "label", self._inside))
        column.addWidget(self._log)
        column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._area, 10)

    def _fill(self, card: TaskCard) -> None:
        row = card.row
        matter = local_name(row.matter, row.matter_en)
        said = f"{level_words(row.level)}   {day_and_hour(row.said_at, self._zone)}"
        self._facts.set_fact("level", f"{said}   {wording.label(row.said_by)}")
        self._facts.set_fact("options", "\n".join(row.options))
        self._rest.set_fact("case", f"{row.number}   {matter}")
        window = self.tr("window {0}").format(row.window_number)
        self._rest.set_fact("served", f"{row.served_by}, {window}")
        self._facts.set_fact("due", self._deadlines(card))
        self._rest.set_fact("given", row.given_to)
        self._rest.set_fact("answer", row.answer)
        self._log.setText(self._history(card))
        self._show_steps(row.state, is_extended=row.is_extended)

    def _deadlines(self, card: TaskCard) -> str:
        row = card.row
        text = self.tr("Contact by {0}, settle by {1}").format(row.contact_by.day, row.settle_by.day)
        reason = self.tr("Put off: {0}").format(row.extension_reason) if row.is_extended else ""
        return "\n".join(part for part in (due_words(row), text, reason) if part)

    def _history(self, card: TaskCard) -> str:
        reached, missed, rated = self.tr("reached"), self.tr("not reached"), self.tr("Follow-up rating")
        tries = [
            f"{day_and_hour(c.at, self._zone)}  {c.staff}  "
            + wording.named(reached if c.was_reached else missed, c.note)
            for c in card.contacts
        ]
        again = [
            f"{day_and_hour(at, self._zone)}  {wording.named(rated, level_words(level))}"
            for at, level in card.follow_ups
        ]
        return "\n".join([*tries, *again]) or self.tr("None yet")

    def _show_steps(self, state: TaskState, *, is_extended: bool) -> None:
        steps = [w for w in _STEPS.get(state, ()) if not (w is Wish.EXTEND and is_extended)]
        for wish, button in self._buttons.items():
            self._grid.removeWidget(button)
            button.setVisible(wish in steps)
        columns = 1 if theme.current().text_scale > _WIDE else 2
        for place, wish in enumerate(steps):
            self._grid.addWidget(self._buttons[wish], place // columns, place % columns)
        self.form.show_field("staff", is_shown=Wish.ASSIGN in steps)
        self.form.show_field("note", is_shown=bool(_NOTED & set(steps)))
        self.form.show_field("days", is_shown=Wish.EXTEND in steps)
        self.form.show_field("level", is_shown=Wish.FOLLOW_UP in steps)

    def _on_button(self) -> None:
        pressed = self.sender()
        for wish, button in self._buttons.items():
            if button is pressed:
                self.wished.emit(wish)
