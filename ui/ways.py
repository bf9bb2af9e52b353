"""The ways from page to page, for the keys of the shell and for pages that wish for another one."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from ui.contracts.page import ContractsPage
from ui.parts.page import KeyAction
from ui.reception.page import ReceptionPage
from ui.rooms.page import RoomsPage
from ui.shell.frame import Frame


class Ways(QObject):
    """The ways from page to page: who wishes for a room or a contract is brought there."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame

    def open_reception(self) -> None:
        """Show the reception with an empty search."""
        page = self._frame.open_page("reception")
        if isinstance(page, ReceptionPage):
            page.begin()

    def open_appointments(self) -> None:
        """Show the appointments."""
        self._frame.open_page("appointments")

    def open_window(self) -> None:
        """Show the window at work; calling is its own key."""
        self._frame.open_page("queueing")

    def open_rooms(self) -> None:
        """Show the rooms."""
        self._frame.open_page("rooms")

    def open_contracts(self) -> None:
        """Show the contracts."""
        self._frame.open_page("contracts")

    def open_registration(self) -> None:
        """Show the registrations."""
        self._frame.open_page("registration")

    def open_plan(self) -> None:
        """Show the floor plan."""
        self._frame.open_page("plan")

    def open_room(self, room_id: str) -> None:
        """Show today in a room."""
        page = self._frame.open_page("rooms")
        if isinstance(page, RoomsPage):
            page.show_room(room_id)

    def open_calendars(self) -> None:
        """Show the calendar files."""
        self._frame.open_page("calendars")

    def open_use(self) -> None:
        """Show how the rooms are used."""
        self._frame.open_page("use")

    def open_arranging(self) -> None:
        """Show the arranging of rooms."""
        self._frame.open_page("arranging")

    def open_seal(self) -> None:
        """Show the hall's seal."""
        self._frame.open_page("seal")

    def room_for_visit(self, visit_id: str) -> None:
        """Show the rooms, prepared for a visit."""
        self._frame.open_page("rooms", visit_id)

    def contract_for_visit(self, visit_id: str) -> None:
        """Show the contract of a visit, or begin one."""
        self.contract_for_booking(visit_id, "")

    def contract_for_booking(self, visit_id: str, booking_id: str) -> None:
        """Show the contract of a visit that met in a room, or begin one."""
        page = self._frame.open_page("contracts")
        if isinstance(page, ContractsPage):
            page.open_for_visit(visit_id, booking_id or None)


def add_keys(frame: Frame, ways: Ways) -> None:
    """Give the shell the keys of its pages, and its search box."""
    for page, key, text, slot, rank in (
        ("reception", "F1", QT_TRANSLATE_NOOP("Pages", "New visitor"), ways.open_reception, 1),
        ("queueing", "F2", QT_TRANSLATE_NOOP("Pages", "Window"), ways.open_window, 1),
        ("rooms", "F6", QT_TRANSLATE_NOOP("Pages", "Rooms"), ways.open_rooms, 1),
        ("contracts", "F8", QT_TRANSLATE_NOOP("Pages", "Contracts"), ways.open_contracts, 1),
        ("registration", "Ctrl+D", QT_TRANSLATE_NOOP("Pages", "Registration"), ways.open_registration, 2),
        ("appointments", "Ctrl+B", QT_TRANSLATE_NOOP("Pages", "Appointments"), ways.open_appointments, 1),
        ("plan", "Ctrl+L", QT_TRANSLATE_NOOP("Pages", "Floor plan"), ways.open_plan, 2),
        ("use", "Ctrl+U", QT_TRANSLATE_NOOP("Pages", "Use of rooms"), ways.open_use, 2),
        ("calendars", "Ctrl+I", QT_TRANSLATE_NOOP("Pages", "Calendar files"), ways.open_calendars, 2),
        ("arranging", "Ctrl+M", QT_TRANSLATE_NOOP("Pages", "Arranging rooms"), ways.open_arranging, 2),
        ("seal", "Ctrl+H", QT_TRANSLATE_NOOP("Pages", "Seal"), ways.open_seal, 2),
    ):
        if page in frame.names():
            frame.add_key(KeyAction(key, QCoreApplication.translate("Pages", str(text)), slot, rank))
    if "reception" in frame.names():
        hint = QT_TRANSLATE_NOOP("Pages", "Ctrl+K  Name, initials, phone, document, ticket, contract")
        frame.set_search_page("reception", QCoreApplication.translate("Pages", str(hint)))
