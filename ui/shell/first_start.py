"""The assistant of the first start: the sample hall or a real one, and its first administrator."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.errors import FieldRefused
from app.security.refusals import LoginTaken, WeakPassword
from ui import theme, wording
from ui.parts.banner import Banner, Tint
from ui.parts.busy import Busy
from ui.parts.button import Button
from ui.parts.forms import Form
from ui.parts.words import words
from ui.shell.artwork import Artwork
from ui.shell.language import NAMES, other
from ui.shell.sign_in import SecretField, centred

_CHOICE, _HALL, _ADMIN, _MAKING = range(4)


@dataclass(frozen=True)
class FoundingWish:
    """What somebody wants to begin with; windows and rooms are empty for the sample hall."""

    is_sample: bool
    hall_name: str
    windows: tuple[str, ...]
    rooms: tuple[str, ...]
    admin_name: str
    login: str
    password: str = field(repr=False)


class FirstStartPage(QWidget):
    """A few short steps; nothing is made before the last, and going back loses nothing.

    Signals:
        found_requested: Everything is filled in. Carries a FoundingWish.
        language_chosen: Carries the language's code.
    """

    found_requested = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._language = language
        self._art = Artwork(self)
        self._art.say(
            self.tr("Welcome"),
            self.tr("A few short steps, then the counter is open."),
            self.tr("Nothing is made before the last step. You can go back at any time."),
        )
        self._place = words("", "label", self)
        self._title = words("", "title", self, wrap=True)
        self._banner = Banner(self)
        self._steps = QStackedWidget(self)
        self._hall = Form(self)
        self._admin = Form(self, columns=2)
        self._busy = Busy(self)
        self._back = Button(self.tr("Back"), "plain", "chevron-left", parent=self)
        self._on = Button(self.tr("Continue"), "primary", parent=self)
        self._tongue = Button(NAMES[other(language)], "quiet", "languages", parent=self)
        self._build()
        self._connect()
        self._go_to(_CHOICE)

    def is_sample(self) -> bool:
        """Tell which hall is chosen."""
        return self._sample.isChecked()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the founding is."""
        self._busy.advance(done, total)

    def show_refusal(self, error: Exception) -> None:
        """Go back to the step that can mend what was refused; everything typed is still there."""
        self._busy.finish()
        if isinstance(error, FieldRefused) and error.field in self._hall.values():
            self._go_to(_HALL)
            self._hall.show_refusal(error)
            return
        self._go_to(_ADMIN)
        if isinstance(error, WeakPassword):
            self._admin.show_error("password", wording.sentence(error))
        elif isinstance(error, LoginTaken):
            self._admin.show_error("login", wording.sentence(error))
        elif not self._admin.show_refusal(error):
            self._banner.say(wording.sentence(error), Tint.TROUBLE)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the step begins."""
        super().showEvent(event)
        self._go_to(self._steps.currentIndex())

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._art, 4)
        side = QVBoxLayout()
        side.setContentsMargins(24, 16, 24, 24)
        line.addLayout(side, 7)
        side.addWidget(self._tongue, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout()
        column.setSpacing(12)
        for part in (self._place, self._title, self._banner):
            column.addWidget(part)
        for step in (self._build_choice(), self._build_hall(), self._build_admin(), self._build_making()):
            self._steps.addWidget(step)
        column.addWidget(self._steps, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._on)
        column.addLayout(foot)
        side.addStretch(1)
        side.addLayout(centred(column, theme.px(600), self), 8)
        side.addStretch(2)

    def _build_choice(self) -> QWidget:
        step = QWidget(self)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        self._sample = Button(self.tr("Try with the sample hall"), "large", "sparkles", parent=step)
        self._real = Button(self.tr("Set up a real hall"), "large", "building-2", parent=step)
        self._kinds = QButtonGroup(step)
        for button, text in (
            (
                self._sample,
                self.tr("Windows, rooms and visitors made up for trying."),
            ),
            (self._real, self.tr("Your hall, your windows, your rooms. Begins empty.")),
        ):
            button.setCheckable(True)
            self._kinds.addButton(button)
            column.addWidget(button)
            about = words(text, "muted", step, wrap=True)
            about.setContentsMargins(24, 0, 24, 8)
            column.addWidget(about)
        self._sample.setChecked(True)
        column.addStretch(1)
        # The arrows choose; Enter goes on with what is chosen.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            going_on = QShortcut(QKeySequence(key), step)
            going_on.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            going_on.activated.connect(self._on_continue)
        return step

    def _build_hall(self) -> QWidget:
        self._hall.add_line(
            "hall_name",
            self.tr("Name of the hall"),
            required=True,
            hint=self.tr("Stands on slips and contracts."),
        )
        self._hall.add_text(
            "windows",
            self.tr("Windows, one per line"),
            required=True,
            lines=4,
            hint=self.tr("They are numbered from 1 in this order."),
        )
        self._hall.add_text("rooms", self.tr("Negotiation rooms, one per line"), lines=4)
        return self._hall

    def _build_admin(self) -> QWidget:
        self._admin.add_line("name", self.tr("Name"), required=True)
        self._admin.add_line("login", self.tr("Login"), required=True)
        self._admin.add_field("password", self.tr("Password"), SecretField(self), required=True)
        self._admin.add_field("again", self.tr("The same again"), SecretField(self), required=True)
        rules = self.tr(
            "At least 8 characters of three kinds (letters, capitals, digits, signs), without the login. "
            "There is no default password and nobody else knows yours."
        )
        step = QWidget(self)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._admin)
        column.addWidget(words(rules, "muted", step, wrap=True))
        column.addStretch(1)
        return step

    def _build_making(self) -> QWidget:
        step = QWidget(self)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 16, 0, 0)
        column.addWidget(self._busy)
        column.addStretch(1)
        return step

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_continue)
        self._hall.submitted.connect(self._on_continue)
        self._admin.submitted.connect(self._on_continue)
        self._tongue.clicked.connect(self._on_language)
        self._kinds.buttonClicked.connect(self._show_place)

    def _on_back(self) -> None:
        at = self._steps.currentIndex()
        self._go_to(_CHOICE if at == _HALL or self.is_sample() else _HALL)

    def _on_continue(self) -> None:
        at = self._steps.currentIndex()
        if at == _CHOICE:
            self._go_to(_ADMIN if self.is_sample() else _HALL)
        elif at == _HALL and self._hall.is_complete():
            self._go_to(_ADMIN)
        elif at == _ADMIN and self._is_admin_complete():
            self._go_to(_MAKING)
            self._busy.begin(self.tr("Making the hall …"))
            self.found_requested.emit(self._wish())

    def _on_language(self) -> None:
        self.language_chosen.emit(other(self._language))

    def _is_admin_complete(self) -> bool:
        self._admin.clear_errors()
        if not self._admin.is_complete():
            return False
        if self._admin.text("password") != self._admin.text("again"):
            self._admin.show_error("again", wording.problem("not_equal"))
            return False
        return True

    def _wish(self) -> FoundingWish:
        hall, admin = self._hall.values(), self._admin.values()
        real = not self.is_sample()
        return FoundingWish(
            is_sample=not real,
            hall_name=hall["hall_name"] if real else "",
            windows=_lines(hall["windows"]) if real else (),
            rooms=_lines(hall["rooms"]) if real else (),
            admin_name=admin["name"],
            login=admin["login"],
            password=admin["password"],
        )

    def _go_to(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self._banner.hide()
        self._back.setVisible(step in (_HALL, _ADMIN))
        self._on.setVisible(step != _MAKING)
        self._on.setText(self.tr("Make the hall") if step == _ADMIN else self.tr("Continue"))
        self._title.setText(self._titles()[step])
        self.setWindowTitle(self._titles()[step])
        self._show_place()
        if step == _CHOICE:
            (self._sample if self.is_sample() else self._real).setFocus()
        elif step in (_HALL, _ADMIN):
            (self._hall if step == _HALL else self._admin).focus_first()

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("How do you want to begin?"),
            self.tr("Your hall"),
            self.tr("The first administrator"),
            self.tr("One moment"),
        )

    def _show_place(self) -> None:
        order = [_CHOICE, _ADMIN, _MAKING] if self.is_sample() else [_CHOICE, _HALL, _ADMIN, _MAKING]
        at = self._steps.currentIndex()
        self._place.setText(self.tr("Step {0} of {1}").format(order.index(at) + 1, len(order)))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
