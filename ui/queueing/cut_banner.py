"""Says since when the terminal is cut off, and what can be done about the line meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.queueing.cut_off import Standing
from ui.parts.banner import Banner, Tint
from ui.parts.names import day_and_hour
from ui.queueing.deeds import KEYS, Deed


class CutBanner(Banner):
    """Stays for as long as it is true; closed by the clerk it comes again when something changes."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._shown: Standing | None = None

    def show_standing(self, standing: Standing) -> None:
        """Show how the terminal stands."""
        if standing == self._shown:
            return
        self._shown = standing
        if not standing.is_cut:
            self.hide()
            return
        contact = standing.last_contact
        since = day_and_hour(contact, self._zone) if contact is not None else self.tr("the start")
        if standing.is_shared:
            shared = self.tr("Cut off from the centre since {0}. The windows share the line.")
            self.say(shared.format(since), Tint.WAITING)
            return
        text = self.tr(
            "Cut off from the centre since {0}. New numbers of this terminal can be called; whom other "
            "windows know too can be called on purpose, or when the hall shares the line."
        )
        remedy = self.tr("Share the line") + f"   {KEYS[Deed.SHARE]}"
        self.say(text.format(since), Tint.WAITING, remedy)
