"""How it goes on from a refusal at the window, and for how long that is offered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.queueing.queries import TicketRow
from app.queueing.refusals import CutOff, KeptForAnother, OthersShare, WindowPaused
from ui.parts.keys import with_key
from ui.queueing.deeds import KEYS, Deed
from ui.queueing.possible import words_of
from ui.queueing.window_scene import WindowScene

_ALL_THE_SAME = QT_TRANSLATE_NOOP("Deeds", "Call {0} all the same")
_GO_ON = QT_TRANSLATE_NOOP("Deeds", "Go on")


@dataclass(frozen=True)
class WayOn:
    """A deed that leads on from a refusal; ``row``: the chosen visitor, as they stood, who may be called on
    purpose.
    """

    error: Exception
    deed: Deed
    words: str
    row: TicketRow | None = None

    def button(self) -> str:
        """Give its words with its key."""
        return with_key(self.words, KEYS[self.deed])

    def holds(self, scene: WindowScene) -> bool:
        """Tell whether things still stand as they stood when it was refused.

        Once the centre was heard again, or the visitor was called elsewhere, nothing is left to be done on
        purpose.
        """
        if isinstance(self.error, CutOff) and scene.standing.last_contact != self.error.since:
            return False
        if isinstance(self.error, WindowPaused) and not scene.is_paused:
            return False
        return self.row is None or scene.states.get(self.row.id) is self.row.state


def way_on(error: Exception, chosen: TicketRow | None) -> WayOn | None:
    """Give the deed that leads on from a refusal, None where the sentence must do."""
    if isinstance(error, CutOff | KeptForAnother) and chosen is not None:
        return WayOn(error, Deed.ON_PURPOSE, _said(_ALL_THE_SAME).format(chosen.number), chosen)
    if isinstance(error, CutOff) and not isinstance(error, OthersShare):
        return WayOn(error, Deed.SHARE, words_of(Deed.SHARE))
    if isinstance(error, WindowPaused):
        return WayOn(error, Deed.PAUSE, _said(_GO_ON))
    return None


def _said(text: object) -> str:
    return QCoreApplication.translate("Deeds", str(text))
