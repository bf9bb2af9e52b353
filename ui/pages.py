"""The pages of the rail, in order, and what each is given. A new page is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.counter import Counter
from app.kernel.clock import Clock
from app.kernel.errors import FieldRefused
from app.security.actors import Actor, Permission
from app.settings import Settings
from ui.arranging.page import ArrangingPage
from ui.arranging.reading import ArrangingDoors
from ui.closing.page import ClosingPage
from ui.contracts.desk import ContractDesk
from ui.contracts.page import ContractsPage
from ui.contracts.sign_off import SignOff
from ui.contracts.texts import Texts
from ui.devices.page import DevicesDoors, DevicesPage
from ui.doors.plan_page import PlanDoors, PlanPage
from ui.doors.printing import RoomPrinter
from ui.hall_side import HallSide
from ui.inputs import Inputs
from ui.parts.background import Background
from ui.parts.page import KeyAction, Page
from ui.queueing.page import WindowPage
from ui.queueing.window_scene import WindowDoors
from ui.ratings.page import RatingsDoors, RatingsPage
from ui.reception.appointment_page import AppointmentPage
from ui.reception.jobs import ReceptionDoors
from ui.reception.page import ReceptionPage
from ui.registration.doors import RegistrationDoors
from ui.registration.page import RegistrationPage
from ui.rooms.calendar_page import CalendarDoors, CalendarPage
from ui.rooms.jobs import RoomsDoors
from ui.rooms.meeting_page import MeetingPage
from ui.rooms.meeting_reading import MeetingDoors
from ui.rooms.page import RoomsPage
from ui.rooms.use_page import UseDoors, UsePage
from ui.rules.page import RulesPage
from ui.seal.doors import SealDoors
from ui.seal.page import SealPage
from ui.seal_watch import SealWatch
from ui.shell.frame import Frame, PageSlot
from ui.shell.settings_page import SettingsPage, SettingValue
from ui.status_feed import StatusFeed
from ui.sync.page import SyncDoors, SyncPage
from ui.taking_back.way_back import WayBack
from ui.ways import Ways, add_keys


@dataclass(frozen=True)
class Rig:
    """What pages are made from; a page is handed the few services it needs, never the rig."""

    counter: Counter
    background: Background
    actor: Actor
    settings: SettingsKeeper
    on_look: Callable[[Settings], None]
    on_calls: Callable[[Settings], None]
    ways: Ways

    @property
    def zone(self) -> str:
        """The hall's time zone."""
        return self.counter.settings.zone

    @property
    def clock(self) -> Clock:
        """The hall's clock."""
        return self.counter.store.clock

    def keep_signing_screen(self, key: str) -> None:
        """Remember the screen contracts are signed on."""
        self.settings.save({"signing_screen": key})

    def page_names(self) -> frozenset[str]:
        """Name the pages the actor may use."""
        return frozenset(
            entry.name for entry in PAGES if entry.permission is None or self.actor.may(entry.permission)
        )


@dataclass(frozen=True)
class PageEntry:
    """A line of the table: name, words in the rail, icon, how it is made, whose it is (None: everybody's).

    beside: the page whose place in the rail it shares; the rail has keys for ten.
    """

    name: str
    title: object
    icon: str
    make: Callable[[Rig], Page]
    permission: Permission | None = None
    beside: str = ""


class SettingsKeeper:
    """The settings in force, and their saving."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._settings = counter.settings

    def values(self) -> Settings:
        """Give what is in force."""
        return self._settings

    def save(self, changes: Mapping[str, SettingValue]) -> Settings:
        """Write changes; refuses with FieldRefused when a value is not allowed."""
        wanted = replace(self._settings, **changes)  # type: ignore[arg-type]
        try:
            self._counter.save_settings(wanted)
        except ValueError as error:
            raise FieldRefused("settings", "wrong_form", str(error)) from error
        self._settings = wanted
        return wanted


def _reception_doors(c: Counter, clock: Clock) -> ReceptionDoors:
    return ReceptionDoors(
        c.reception,
        c.people,
        c.queueing,
        c.queue,
        c.catalogue,
        c.spool,
        clock,
        c.merging,
        c.privacy,
        c.appointments,
    )


def _reception(rig: Rig) -> Page:
    doors = _reception_doors(rig.counter, rig.clock)
    return ReceptionPage(doors, rig.background, rig.actor, rig.zone)


def _appointments(rig: Rig) -> Page:
    doors = _reception_doors(rig.counter, rig.clock)
    return AppointmentPage(doors, rig.background, rig.actor, rig.zone)


def _window(rig: Rig) -> Page:
    c = rig.counter
    known = c.hall_parts.known
    doors = WindowDoors(
        c.case_desk, c.duty, c.cases, c.queue, c.guests, c.contracts, known, c.accounts, rig.clock
    )
    page = WindowPage(doors, rig.background, rig.actor, rig.zone)
    page.room_requested.connect(rig.ways.room_for_visit)
    page.contract_requested.connect(rig.ways.contract_for_visit)
    return page


def _closing(rig: Rig) -> Page:
    return ClosingPage(rig.counter.closing, rig.background, rig.actor, rig.zone, rig.page_names())


def _rooms(rig: Rig) -> Page:
    c = rig.counter
    doors = RoomsDoors(
        c.rooms, c.rooms_view, c.room_series, c.room_approvals, c.waiting_list, c.call_list, c.conflict_desk,
        c.people, c.cases, c.contracts, c.catalogue, c.accounts, c.privacy, rig.zone,
    )  # fmt: skip
    page = RoomsPage(doors, rig.background, rig.actor)
    page.contract_requested.connect(rig.ways.contract_for_booking)
    printer = RoomPrinter(c.room_paper, rig.background, rig.actor, page)
    page.papers.attendance_requested.connect(printer.print_attendance)
    page.papers.day_requested.connect(printer.print_day)
    printer.said.connect(page.said)
    printer.refused.connect(page.show_trouble)
    return page


def _meeting(rig: Rig) -> Page:
    c = rig.counter
    doors = MeetingDoors(c.rooms_view, c.door_view, c.door, c.accounts, rig.zone)
    page = MeetingPage(doors, rig.background, rig.actor)
    page.contract_requested.connect(rig.ways.contract_for_booking)
    printer = RoomPrinter(c.room_paper, rig.background, rig.actor, page)
    page.attendance_requested.connect(printer.print_attendance)
    printer.said.connect(page.said)
    printer.refused.connect(page.show_trouble)
    return page


def _use(rig: Rig) -> Page:
    c = rig.counter
    return UsePage(UseDoors(c.room_use, c.rooms_view, c.room_paper), rig.background, rig.actor)


def _contracts(rig: Rig) -> Page:
    c = rig.counter
    screen = rig.settings.values().signing_screen
    sign_off = SignOff(
        c.wet_ink, c.witness, c.voiding, c.cards, c.accounts.staff, screen, rig.keep_signing_screen
    )
    desk = ContractDesk(
        c.drafting,
        c.review,
        c.signing,
        c.sealing,
        c.contracts,
        c.people,
        rig.clock,
        rig.zone,
        c.verifying,
        sign_off,
        Texts(c.clauses, c.shelf, c.versions, c.importing, c.attachments),
        c.copies,
        c.stamping,
    )
    return ContractsPage(desk, rig.background, rig.actor)


def _registration(rig: Rig) -> Page:
    desk = rig.counter.registering
    doors = RegistrationDoors(
        desk.intake, desk.deciding, desk.view, desk.papers,
        desk.exporting, desk.returns, desk.statistics, desk.fields, rig.clock, rig.zone,
    )  # fmt: skip
    return RegistrationPage(doors, rig.background, rig.actor)


def _ratings(rig: Rig) -> Page:
    c = rig.counter
    doors = RatingsDoors(c.ratings_view, c.ratings, c.ratings_paper, c.calendar, rig.clock)
    return RatingsPage(doors, rig.background, rig.actor, rig.zone)


def _devices(rig: Rig) -> Page:
    c = rig.counter
    doors = DevicesDoors(c.spool, c.lanes, c.cards, c.queueing, c.slips, c.settings, rig.clock)
    return DevicesPage(doors, rig.background, rig.actor)


def _sync(rig: Rig) -> Page:
    c = rig.counter
    exchange = c.link.exchange.run if c.link is not None else None
    doors = SyncDoors(c.sync, c.conflicts, c.conflict_desk, rig.clock, exchange, rig.page_names())
    return SyncPage(doors, rig.background, rig.actor, rig.zone)


def _rules(rig: Rig) -> Page:
    return RulesPage(rig.counter.arranging, rig.background, rig.actor)


def _calendars(rig: Rig) -> Page:
    c = rig.counter
    return CalendarPage(CalendarDoors(c.calendars, c.rooms_view, rig.zone), rig.background, rig.actor)


def _arranging(rig: Rig) -> Page:
    c = rig.counter
    return ArrangingPage(ArrangingDoors(c.rooms_view, c.room_arranging, rig.zone), rig.background, rig.actor)


def _seal(rig: Rig) -> Page:
    doors = SealDoors(rig.counter.seal_box, rig.settings, rig.zone)
    return SealPage(doors, rig.background, rig.actor)


def _plan(rig: Rig) -> Page:
    c = rig.counter
    doors = PlanDoors(c.door_view, c.rooms_view, c.room_paper, rig.clock)
    page = PlanPage(doors, rig.background, rig.actor, rig.zone)
    page.room_requested.connect(rig.ways.open_room)
    return page


def _settings(rig: Rig) -> Page:
    page = SettingsPage(rig.settings, rig.background)
    page.look_changed.connect(rig.on_look)
    page.calls_changed.connect(rig.on_calls)
    return page


# fmt: off
PAGES: tuple[PageEntry, ...] = (
    PageEntry("reception", QT_TRANSLATE_NOOP("Pages", "Reception"),
              "user-plus", _reception, Permission.RECEIVE),
    PageEntry("queueing", QT_TRANSLATE_NOOP("Pages", "Window"), "monitor", _window, Permission.CALL),
    PageEntry("rooms", QT_TRANSLATE_NOOP("Pages", "Rooms"), "door-open", _rooms, Permission.BOOK_ROOM),
    PageEntry("contracts", QT_TRANSLATE_NOOP("Pages", "Contracts"),
              "file-signature", _contracts, Permission.DRAFT_CONTRACT),
    PageEntry("ratings", QT_TRANSLATE_NOOP("Pages", "Ratings"), "smile", _ratings, Permission.RATE_HANDLE),
    PageEntry("closing", QT_TRANSLATE_NOOP("Pages", "Day end"), "clipboard-check", _closing, Permission.CALL),
    PageEntry("devices", QT_TRANSLATE_NOOP("Pages", "Printing"), "printer", _devices, Permission.PRINT),
    PageEntry("sync", QT_TRANSLATE_NOOP("Pages", "Centre"), "refresh-cw", _sync),
    PageEntry("rules", QT_TRANSLATE_NOOP("Pages", "Rules"),
              "sliders-horizontal", _rules, Permission.ARRANGE_HALL),
    PageEntry("settings", QT_TRANSLATE_NOOP("Pages", "Settings"), "settings", _settings),
    PageEntry("appointments", QT_TRANSLATE_NOOP("Pages", "Appointments"),
              "calendar-clock", _appointments, Permission.RECEIVE, beside="reception"),
    PageEntry("registration", QT_TRANSLATE_NOOP("Pages", "Registration"),
              "stamp", _registration, Permission.REGISTER_CONTRACT, beside="contracts"),
    PageEntry("plan", QT_TRANSLATE_NOOP("Pages", "Floor plan"),
              "door-open", _plan, Permission.BOOK_ROOM, beside="rooms"),
    PageEntry("meeting", QT_TRANSLATE_NOOP("Pages", "Meeting"),
              "users", _meeting, Permission.BOOK_ROOM, beside="rooms"),
    PageEntry("use", QT_TRANSLATE_NOOP("Pages", "Use of rooms"),
              "clipboard-check", _use, Permission.BOOK_ROOM, beside="rooms"),
    PageEntry("calendars", QT_TRANSLATE_NOOP("Pages", "Calendar files"),
              "calendar-plus", _calendars, Permission.BOOK_ROOM, beside="rooms"),
    PageEntry("arranging", QT_TRANSLATE_NOOP("Pages", "Arranging rooms"),
              "door-open", _arranging, Permission.ARRANGE_HALL, beside="rules"),
    PageEntry("seal", QT_TRANSLATE_NOOP("Pages", "Seal"),
              "lock", _seal, Permission.ARRANGE_HALL, beside="rules"),
)
# fmt: on


def fill(
    frame: Frame,
    counter: Counter,
    background: Background,
    actor: Actor,
    settings: SettingsKeeper,
    on_look: Callable[[Settings], None],
) -> None:
    """Put the pages an actor may use into a frame and show the first."""
    ways = Ways(frame)
    side = HallSide(counter, background, settings, actor.window_id, frame)
    rig = Rig(counter, background, actor, settings, on_look, side.follow, ways)
    names = rig.page_names()
    for entry in PAGES:
        if entry.name in names:
            title = QCoreApplication.translate("Pages", str(entry.title))
            slot = PageSlot(entry.name, title, entry.icon, _Maker(entry, rig))
            if entry.beside:
                frame.add_side_page(slot, entry.beside)
            else:
                frame.add_page(slot)
    add_keys(frame, ways)
    way_back = WayBack(counter.taking_back, background, actor, rig.zone, frame)
    way_back.said.connect(frame.say)
    for action in way_back.key_actions():
        frame.add_key(action)
    text = QCoreApplication.translate("Pages", str(QT_TRANSLATE_NOOP("Pages", "Call display")))
    frame.add_key(KeyAction("F11", text, side.open_display, 2))
    side.begin()
    feed = StatusFeed(frame, counter, background)
    if actor.may(Permission.SEAL_CONTRACT):
        watch = SealWatch(frame, counter.seal_box, background, counter.settings.zone)
        watch.noticed.connect(feed.keep)
    Inputs(frame, counter.cards, rig.clock, rig.zone)
    if frame.names():
        frame.open_page(frame.names()[0])


@dataclass(frozen=True)
class _Maker:
    """Makes a page when it is first opened."""

    entry: PageEntry
    rig: Rig

    def __call__(self) -> Page:
        return self.entry.make(self.rig)
