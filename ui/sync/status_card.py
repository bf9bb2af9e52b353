"""How terminal and centre stand, in one sentence and three figures."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.kernel.clock import local
from app.sync.status import Mode, SyncStatus
from ui.parts.banner import Glyph
from ui.parts.card import Card
from ui.parts.names import minutes_since
from ui.parts.words import set_tone, words

_PICTURES = {
    Mode.IN_STEP: ("circle-check", "good"),
    Mode.BEHIND: ("cloud", "waiting"),
    Mode.OFFLINE: ("cloud-off", "waiting"),
    Mode.TROUBLE: ("triangle-alert", "trouble"),
    Mode.STANDALONE: ("monitor", "accent"),
}


class StatusCard(Card):
    """The head of the sync page."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self._glyph = Glyph("circle-help", "muted", 36, self)
        self.sentence = words("", "heading", self, wrap=True)
        self.advice = words("", "muted", self, wrap=True)
        self._values: dict[str, QLabel] = {}
        whole = QHBoxLayout()
        whole.setSpacing(16)
        whole.addWidget(self._glyph)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.sentence)
        said.addWidget(self.advice)
        whole.addLayout(said, 1)
        for name, title in self._titles():
            whole.addLayout(self._figure(name, title))
        self.body.addLayout(whole)

    def show_status(self, status: SyncStatus, now: int) -> None:
        """Show the state."""
        self._glyph.show_icon(*_PICTURES[status.mode])
        self.sentence.setText(self._say(status.mode))
        self.advice.setText(self._advise(status))
        self._values["waiting"].setText(str(status.waiting))
        set_tone(self._values["refused"], "trouble" if status.refused else "strong")
        self._values["refused"].setText(str(status.refused))
        age = (
            self.tr("{0} min").format(minutes_since(status.oldest_unsent_at, now))
            if status.oldest_unsent_at
            else ""
        )
        self._values["oldest"].setText(age or "\u2014")
        last = status.last_success_at
        self._values["last"].setText(f"{local(last, self._zone):%m-%d %H:%M:%S}" if last else "\u2014")

    def value(self, name: str) -> str:
        """Tell a figure as shown."""
        return self._values[name].text()

    def _titles(self) -> tuple[tuple[str, str], ...]:
        return (
            ("waiting", self.tr("Waiting")),
            ("oldest", self.tr("Oldest")),
            ("refused", self.tr("Refused")),
            ("last", self.tr("Last exchange")),
        )

    def _figure(self, name: str, title: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(0)
        column.addWidget(words(title, "label", self))
        self._values[name] = words("\u2014", "strong", self)
        column.addWidget(self._values[name])
        return column

    def _say(self, mode: Mode) -> str:
        return {
            Mode.STANDALONE: self.tr("This terminal works alone: no centre is joined."),
            Mode.IN_STEP: self.tr("The centre has everything."),
            Mode.BEHIND: self.tr("Changes are on their way to the centre."),
            Mode.OFFLINE: self.tr("The centre cannot be reached. Work goes on here."),
            Mode.TROUBLE: self.tr("The centre refused something. Please look at it below."),
        }[mode]

    def _advise(self, status: SyncStatus) -> str:
        if status.mode is Mode.STANDALONE:
            return self.tr(
                "Everything is saved here and goes up when a centre is joined: close the program, run "
                "guitai-admin enrol ADDRESS NAME with the address of the centre, and start again."
            )
        if status.mode is Mode.OFFLINE:
            reason = status.reason or "\u2014"
            return self.tr("Nothing is lost; it is tried again by itself. Last answer: {0}").format(reason)
        if status.mode is Mode.TROUBLE:
            return self.tr("What was refused was taken back here. Choose a line to read why and what to do.")
        return self.tr("Changes go up by themselves.")
