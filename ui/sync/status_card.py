"""How terminal and centre stand: one sentence, four figures, and what a person has to see to."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.kernel.clock import MINUTE, SECOND, local
from app.sync.status import Mode, SyncStatus
from ui.parts.banner import Glyph
from ui.parts.busy import Busy
from ui.parts.card import Card
from ui.parts.names import minutes_since
from ui.parts.words import set_tone, words
from ui.sync import phrases

_PICTURES = {
    Mode.IN_STEP: ("circle-check", "good"),
    Mode.BEHIND: ("cloud", "waiting"),
    Mode.FILLING: ("download", "waiting"),
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
        self.warning = words("", "waiting", self, wrap=True)
        self.filling = Busy(self)
        self._values: dict[str, QLabel] = {}
        whole = QHBoxLayout()
        whole.setSpacing(16)
        whole.addWidget(self._glyph)
        said = QVBoxLayout()
        said.setSpacing(2)
        for part in (self.sentence, self.advice, self.warning):
            said.addWidget(part)
        whole.addLayout(said, 1)
        for name, title in self._titles():
            whole.addLayout(self._figure(name, title))
        self.body.addLayout(whole)
        self.body.addWidget(self.filling)

    def show_status(self, status: SyncStatus, now: int) -> None:
        """Show the state."""
        self._glyph.show_icon(*_PICTURES[status.mode])
        self.sentence.setText(self._say(status))
        advice = self._advise(status)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self._warn(status)
        self._show_filling(status)
        self._values["waiting"].setText(str(status.waiting))
        set_tone(self._values["open"], "trouble" if status.open_conflicts else "strong")
        self._values["open"].setText(str(status.open_conflicts))
        self._values["oldest"].setText(self._age(status.oldest_unsent_at, now))
        last = status.last_success_at
        self._values["last"].setText(f"{local(last, self._zone):%m-%d %H:%M:%S}" if last else "\u2014")
        self._values["last"].setToolTip(self._lag(status))

    def value(self, name: str) -> str:
        """Tell a figure as shown."""
        return self._values[name].text()

    def _titles(self) -> tuple[tuple[str, str], ...]:
        return (
            ("waiting", self.tr("Waiting")),
            ("oldest", self.tr("Oldest")),
            ("open", self.tr("To decide")),
            ("last", self.tr("Last exchange")),
        )

    def _figure(self, name: str, title: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(0)
        column.addWidget(words(title, "label", self))
        self._values[name] = words("\u2014", "strong", self)
        column.addWidget(self._values[name])
        column.addStretch(1)
        return column

    def _age(self, since: int | None, now: int) -> str:
        return self.tr("{0} min").format(minutes_since(since, now)) if since else "\u2014"

    def _lag(self, status: SyncStatus) -> str:
        if status.last_lag is None:
            return ""
        return self.tr("The last change was at the centre after {0} s").format(
            f"{status.last_lag / SECOND:.1f}"
        )

    def _say(self, status: SyncStatus) -> str:
        if status.mode is Mode.OFFLINE:
            return self._say_cut_off(status)
        return {
            Mode.STANDALONE: self.tr("This terminal works alone: no centre is joined."),
            Mode.IN_STEP: self.tr("The centre has everything."),
            Mode.BEHIND: self.tr("Changes are on their way to the centre."),
            Mode.FILLING: self.tr("This terminal is being filled from the centre."),
            Mode.TROUBLE: self.tr("Something needs a decision. Please look at it below."),
        }[status.mode]

    def _say_cut_off(self, status: SyncStatus) -> str:
        if status.is_wrong_version:
            return self.tr("The centre does not work with this version. Work goes on here.")
        if not status.reason:
            return self.tr("There was no exchange with the centre yet.")
        return self.tr("The centre cannot be reached. Work goes on here.")

    def _advise(self, status: SyncStatus) -> str:
        if status.mode is Mode.STANDALONE:
            return self.tr(
                "Everything is saved here and goes up when a centre is joined: close the program, run "
                "guitai-admin join ADDRESS CODE with the administrator's one-time code, and start again."
            )
        if status.reason:
            why = phrases.why_cut_off(status.reason)
            return f"{self._say_cut_off(status)} {why}" if status.mode is Mode.TROUBLE else why
        if status.mode is Mode.FILLING:
            return self.tr(
                "It goes on where it stopped, also after a restart. New work can be done meanwhile."
            )
        if status.mode is Mode.TROUBLE:
            return self.tr("Nothing is lost and nothing disappears by itself. Choose a line and decide.")
        if status.parked:
            return self.tr(
                "The centre was restored and waits for other terminals before it decides {0} of them."
            ).format(status.parked)
        return self.tr("Changes go up by themselves.")

    def _warn(self, status: SyncStatus) -> None:
        minutes = abs(status.clock_skew) // MINUTE
        text = (
            self.tr(
                "This computer's clock is {0} min slow. Set it right: slips and contracts carry its time."
            )
            if status.clock_skew > 0
            else self.tr(
                "This computer's clock is {0} min fast. Set it right: slips and contracts carry its time."
            )
        )
        self.warning.setText("\u26a0 " + text.format(minutes))
        self.warning.setVisible(status.is_clock_wrong)

    def _show_filling(self, status: SyncStatus) -> None:
        if status.filling is None:
            self.filling.finish()
            return
        done, of = status.filling.done, status.filling.of
        self.filling.begin(self.tr("Rows fetched: {0} of {1}").format(f"{done:,}", f"{of:,}"))
        self.filling.advance(done, of)
