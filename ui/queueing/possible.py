"""Which deeds are possible as things stand, in the order of the key line."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.queueing.states import TicketState
from ui.queueing.deeds import Deed
from ui.queueing.window_scene import WindowScene

_WORDS: dict[Deed, object] = {
    Deed.NEXT: QT_TRANSLATE_NOOP("Deeds", "Next visitor"),
    Deed.SKIP: QT_TRANSLATE_NOOP("Deeds", "Another"),
    Deed.RECALL: QT_TRANSLATE_NOOP("Deeds", "Call again"),
    Deed.MISS: QT_TRANSLATE_NOOP("Deeds", "Absent"),
    Deed.PUT_BACK: QT_TRANSLATE_NOOP("Deeds", "Wrong call"),
    Deed.FINISH: QT_TRANSLATE_NOOP("Deeds", "Finish"),
    Deed.FOLLOW_UP: QT_TRANSLATE_NOOP("Deeds", "Other business"),
    Deed.SUSPEND: QT_TRANSLATE_NOOP("Deeds", "Let it rest"),
    Deed.TO_LINE: QT_TRANSLATE_NOOP("Deeds", "Into the line"),
    Deed.TRANSFER: QT_TRANSLATE_NOOP("Deeds", "Hand on"),
    Deed.VOID: QT_TRANSLATE_NOOP("Deeds", "Void"),
    Deed.ROOM: QT_TRANSLATE_NOOP("Deeds", "Room"),
    Deed.CONTRACT: QT_TRANSLATE_NOOP("Deeds", "Contract"),
    Deed.PAUSE: QT_TRANSLATE_NOOP("Deeds", "Pause"),
    Deed.LISTS: QT_TRANSLATE_NOOP("Deeds", "Lists"),
    Deed.SHARE: QT_TRANSLATE_NOOP("Deeds", "Share the line"),
    Deed.ON_PURPOSE: QT_TRANSLATE_NOOP("Deeds", "Call all the same"),
}
_GO_ON = QT_TRANSLATE_NOOP("Deeds", "Go on")
_OF_CALLED = (Deed.RECALL, Deed.MISS, Deed.PUT_BACK, Deed.ROOM, Deed.CONTRACT)
"""Room and contract are of the visitor from the call on: pressed right after Enter they mean them too."""
_OF_SERVED = (Deed.FINISH, Deed.SUSPEND, Deed.ROOM, Deed.TRANSFER, Deed.CONTRACT, Deed.FOLLOW_UP)

_BESIDE = frozenset({Deed.SKIP, Deed.FOLLOW_UP, Deed.TO_LINE})
"""Deeds whose button stands on the page with its key, and which are rarely wished for."""


def possible_deeds(scene: WindowScene | None, *, is_refused: bool) -> tuple[tuple[Deed, str], ...]:
    """List deeds with their words; ``is_refused``: a chosen visitor can be called all the same."""
    if scene is None or scene.window is None:
        return ((Deed.NEXT, words_of(Deed.NEXT)),)
    deeds = [Deed.NEXT, *_of_visitor(scene)]
    if is_refused:
        deeds.append(Deed.ON_PURPOSE)
    if scene.standing.is_cut and not scene.standing.is_shared:
        deeds.append(Deed.SHARE)
    deeds += _of_lists(scene)
    said = tuple((deed, words_of(deed)) for deed in deeds)
    pause = _said(_GO_ON) if scene.is_paused else words_of(Deed.PAUSE)
    return (*said, (Deed.PAUSE, pause))


def words_of(deed: Deed) -> str:
    """Name a deed on its key."""
    return _said(_WORDS[deed])


def rank(deed: Deed) -> int:
    """Tell how readily a deed's key is left out at the foot."""
    return 0 if deed is Deed.NEXT else 2 if deed in _BESIDE else 1


def _of_visitor(scene: WindowScene) -> tuple[Deed, ...]:
    if scene.here is None:
        return ()
    return _OF_CALLED if scene.here.ticket.state is TicketState.CALLED else _OF_SERVED


def _of_lists(scene: WindowScene) -> list[Deed]:
    deeds = [Deed.SKIP] if scene.has_another() else []
    if scene.waiting and Deed.TRANSFER not in _of_visitor(scene):
        deeds.append(Deed.TRANSFER)
    if any(row.state is TicketState.SUSPENDED for row in scene.aside):
        deeds.append(Deed.TO_LINE)
    if scene.waiting or scene.aside:
        deeds += [Deed.LISTS, Deed.VOID]
    elif scene.here is not None and scene.here.ticket.state is TicketState.CALLED:
        deeds.append(Deed.VOID)
    return deeds


def _said(text: object) -> str:
    return QCoreApplication.translate("Deeds", str(text))
