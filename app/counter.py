"""Puts the counter together: the only place that knows every part."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cases.closing import ClosingDesk
from app.cases.needed import visits_of_open_cases
from app.cases.queries import CaseView
from app.cases.service import CaseDesk
from app.catalogue.arranging import Arranging
from app.catalogue.calendar import HallCalendar
from app.catalogue.known import KnownHall
from app.catalogue.queries import CatalogueView
from app.contracts.archive import Archive
from app.contracts.attachments import Attachments
from app.contracts.clauses import ClauseLibrary
from app.contracts.copies import Copies
from app.contracts.drafting import Drafting
from app.contracts.editions import TemplateShelf
from app.contracts.expiring import Expiring
from app.contracts.finding import find_contracts, visits_of_open_contracts
from app.contracts.importing import Importing
from app.contracts.prepared import Preparing
from app.contracts.queries import ContractsView
from app.contracts.review import Review
from app.contracts.scans import WetInk
from app.contracts.sealing import Sealing
from app.contracts.signing import Signing
from app.contracts.stamping import Stamping
from app.contracts.verifying import Verifying
from app.contracts.versions import Versions
from app.contracts.voiding import Voiding
from app.contracts.witness import Witness
from app.devices.card_lane import CardLane
from app.devices.choosing import NONE, card_reader, page_printer, ticket_printer
from app.devices.spooling import PrintLanes
from app.documents.wordings import WORDING_KEYS, Wordings, wordings_with
from app.founding import Desks, Founding
from app.hall_seal import HallSeal
from app.kernel.clock import Clock, SystemClock
from app.kernel.confirm import Confirm, Standalone
from app.migrations.opening import bring_up_to_date
from app.presses import (
    CalendarMaker,
    ComparisonMaker,
    ContractMaker,
    CopyMaker,
    FileLook,
    ReportMaker,
    ScanReader,
    SlipMaker,
)
from app.queueing.duty import WindowDuty
from app.queueing.finding import find_tickets
from app.queueing.pace import HallParts, Pace
from app.queueing.queries import QueueView
from app.queueing.service import Queueing
from app.queueing.slip_desk import KnownLayout, SlipDesk
from app.ratings.paper import RatingsPaper
from app.ratings.queries import RatingsView
from app.ratings.service import Ratings
from app.reception.appointments import Appointments
from app.reception.finding import Finder
from app.reception.guests import GuestView
from app.reception.merging import Merging
from app.reception.privacy import Privacy
from app.reception.queries import ReceptionView
from app.reception.retention import Retention
from app.reception.search_index import SearchIndex
from app.reception.service import Reception
from app.registration.desk import RegistrarDesk, registrar_desk
from app.registration.finding import find_registrations
from app.rooms.approving import Approvals
from app.rooms.arranging import RoomArranging
from app.rooms.arriving import Door
from app.rooms.calendar_folder import CalendarFolder
from app.rooms.calendars import RoomCalendars
from app.rooms.call_list import TOLD_AT_ONCE, CallList
from app.rooms.door import DoorView
from app.rooms.paper import RoomPaper
from app.rooms.queries import RoomsView
from app.rooms.room_clock import RoomClock
from app.rooms.room_use import UseView
from app.rooms.series import SeriesDesk
from app.rooms.service import Rooms
from app.rooms.waiting_list import WaitingList
from app.schema import METADATA
from app.seal_box import SealBox, seal_ways
from app.security.accounts import Accounts
from app.security.secrets import CENTRE_URL, MARKET_SECRET, STORE_KEY, Secrets, kept_or_made, open_secrets
from app.settings import Settings, SettingsTrouble, load, save
from app.storage.spool import Paper, Spool
from app.storage.store import Store
from app.sync.conflicts import ConflictsView
from app.sync.deciding import ConflictDesk
from app.sync.status import SyncView
from app.taking_back.appointments import AppointmentEffect
from app.taking_back.registrations import RegistrationEffect
from app.taking_back.rooms import BookingEffect
from app.taking_back.service import Effect, TakingBack
from app.taking_back.tickets import TicketEffect

STORE_FILE = "counter.db"


@dataclass(frozen=True)
class Link:
    """The wire to the centre, where a centre is joined."""

    confirm: Any
    exchange: Any
    rhythm: Any

    def close(self) -> None:
        """Stop what runs in the background; the connection is let go of."""
        self.rhythm.stop()
        self.confirm.close()


@dataclass(frozen=True)
class Counter:
    """The whole counter of one terminal: every desk, every view, the lanes behind them."""

    home: Path
    settings: Settings
    settings_trouble: SettingsTrouble | None
    secrets: Secrets
    store: Store
    accounts: Accounts
    founding: Founding
    catalogue: CatalogueView
    arranging: Arranging
    calendar: HallCalendar
    reception: Reception
    people: ReceptionView
    guests: GuestView
    merging: Merging
    privacy: Privacy
    retention: Retention
    search_index: SearchIndex
    appointments: Appointments
    queueing: Queueing
    queue: QueueView
    duty: WindowDuty
    hall_parts: HallParts
    case_desk: CaseDesk
    closing: ClosingDesk
    cases: CaseView
    rooms: Rooms
    rooms_view: RoomsView
    room_series: SeriesDesk
    room_approvals: Approvals
    room_arranging: RoomArranging
    room_use: UseView
    door: Door
    door_view: DoorView
    room_paper: RoomPaper
    waiting_list: WaitingList
    call_list: CallList
    room_clock: RoomClock
    calendars: RoomCalendars
    calendar_folder: CalendarFolder | None
    drafting: Drafting
    clauses: ClauseLibrary
    shelf: TemplateShelf
    review: Review
    signing: Signing
    wet_ink: WetInk
    witness: Witness
    voiding: Voiding
    expiring: Expiring
    sealing: Sealing
    stamping: Stamping
    verifying: Verifying
    versions: Versions
    attachments: Attachments
    importing: Importing
    copies: Copies
    archive: Archive
    contracts: ContractsView
    registering: RegistrarDesk
    ratings: Ratings
    ratings_view: RatingsView
    ratings_paper: RatingsPaper
    seal: HallSeal
    seal_box: SealBox
    spool: Spool
    slips: SlipDesk
    taking_back: TakingBack
    lanes: PrintLanes
    cards: CardLane
    sync: SyncView
    conflicts: ConflictsView
    conflict_desk: ConflictDesk
    link: Link | None

    def start(self) -> None:
        """Set the lanes to work: printers, and the centre where one is joined."""
        self.lanes.start()
        self.cards.start()
        self.store.listen(self.lanes.hear)
        self.search_index.start()
        self.retention.start()
        self.room_clock.start()
        self.expiring.start()
        self.stamping.start()
        if self.calendar_folder is not None:
            self.store.listen(self.calendar_folder.hear)
            self.calendar_folder.start()
        if self.link is not None:
            self.link.rhythm.start()

    def save_settings(self, settings: Settings) -> None:
        """Keep changed settings; devices take them at the next start."""
        save(self.home, settings)

    def close(self) -> None:
        """Stop the lanes and close the store; what is not done stays queued."""
        if self.link is not None:
            self.link.close()
        self.lanes.stop()
        self.cards.stop()
        self.retention.stop()
        self.room_clock.stop()
        self.expiring.stop()
        self.stamping.stop()
        if self.calendar_folder is not None:
            self.calendar_folder.stop()
        self.search_index.stop()
        self.store.close()


def open_counter(home: Path, clock: Clock | None = None, secrets: Secrets | None = None) -> Counter:
    """Open the counter of a data folder: an empty store is made, an older one is brought up to date.

    Refuses with StoreFromNewerVersion, StoreNotReadable, StoreUnsafe, SecretsUnreachable.
    """
    home.mkdir(parents=True, exist_ok=True)
    settings, trouble = load(home)
    box = secrets or open_secrets(home)
    store = Store(home / STORE_FILE, kept_or_made(box, STORE_KEY), clock or SystemClock())
    try:
        bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    link = _link(store, box.read(CENTRE_URL))
    return _assembled(home, settings, trouble, box, store, link)


def _assembled(
    home: Path,
    settings: Settings,
    trouble: SettingsTrouble | None,
    box: Secrets,
    store: Store,
    link: Link | None,
) -> Counter:
    zone = settings.zone
    confirm: Confirm = link.confirm if link else Standalone()
    press = ContractMaker(settings.body_font)
    seal_box, accounts = SealBox(store, box, seal_ways(settings)), Accounts(store)
    seal = HallSeal(seal_box, store.clock)
    preparing = Preparing(store, press, seal, zone)
    secret = kept_or_made(box, MARKET_SECRET)
    reception = Reception(store, secret, zone)
    search_index = SearchIndex(store)
    search_index.prepare()
    store.listen(search_index.hear)
    finder = Finder(store, secret, zone, (find_tickets, find_contracts, find_registrations))
    slips = SlipMaker(
        settings.slip_width_mm, KnownLayout(store).text, has_printer=settings.ticket_printer != NONE
    )
    spool = Spool(store, slips)
    printers = {Paper.SLIP: settings.ticket_printer, Paper.PAGE: settings.page_printer}
    known = KnownHall(store)
    hall, ratings_view = HallParts(known, Pace(store, known, zone), zone), RatingsView(store, zone)
    queueing, queue = Queueing(store, confirm, slips, hall), QueueView(store, hall)
    rooms, rooms_view, doors = Rooms(store, confirm, zone), RoomsView(store, zone), DoorView(store, zone)
    door, waiting_list = Door(store, confirm, zone), WaitingList(store, confirm, zone)
    calendars = RoomCalendars(store, rooms, CalendarMaker(), zone)
    folder = Path(settings.calendar_folder) if settings.calendar_folder else None
    return Counter(
        home=home,
        settings=settings,
        settings_trouble=trouble,
        secrets=box,
        store=store,
        accounts=accounts,
        founding=Founding(store, accounts, seal_box, Desks(reception, queueing, rooms, zone)),
        catalogue=CatalogueView(store),
        arranging=Arranging(store, known),
        calendar=HallCalendar(store),
        reception=reception,
        people=ReceptionView(store, finder),
        guests=GuestView(store),
        merging=Merging(store, secret, zone),
        privacy=Privacy(store, ReportMaker(), zone),
        retention=Retention(store, spool, (visits_of_open_cases, visits_of_open_contracts)),
        search_index=search_index,
        appointments=Appointments(store, known, zone),
        queueing=queueing,
        queue=queue,
        duty=WindowDuty(store),
        hall_parts=hall,
        case_desk=CaseDesk(store, confirm, hall),
        closing=ClosingDesk(store, queue, ReportMaker(), hall),
        cases=CaseView(store),
        rooms=rooms,
        rooms_view=rooms_view,
        room_series=SeriesDesk(store, confirm, zone),
        room_approvals=Approvals(store, confirm, zone),
        room_arranging=RoomArranging(store, zone),
        room_use=UseView(store, zone),
        door=door,
        door_view=doors,
        room_paper=RoomPaper(store, rooms_view, doors, known, ReportMaker(), zone),
        waiting_list=waiting_list,
        call_list=CallList(store, zone),
        room_clock=RoomClock(store, door, waiting_list),
        calendars=calendars,
        calendar_folder=CalendarFolder(calendars, folder) if folder is not None else None,
        drafting=Drafting(store, confirm, press, zone, _wordings(settings)),
        clauses=ClauseLibrary(store),
        shelf=TemplateShelf(store),
        review=Review(store, confirm, preparing, zone, settings.signing_days),
        signing=Signing(store, confirm, zone),
        wet_ink=WetInk(store, preparing, ScanReader()),
        witness=Witness(store, confirm, ReportMaker(), seal, zone),
        voiding=Voiding(store, confirm),
        expiring=Expiring(store),
        sealing=Sealing(store, confirm, preparing, seal, zone),
        stamping=Stamping(store, seal),
        verifying=Verifying(store, seal),
        versions=Versions(store, ComparisonMaker(), zone),
        attachments=Attachments(store, FileLook()),
        importing=Importing(store, confirm, zone, _wordings(settings)),
        copies=Copies(store, CopyMaker(), zone),
        archive=Archive(store, zone),
        contracts=ContractsView(store),
        registering=registrar_desk(store, confirm, ReportMaker(), zone),
        ratings=Ratings(store, zone),
        ratings_view=ratings_view,
        ratings_paper=RatingsPaper(store, ratings_view, known, ReportMaker(), zone),
        seal=seal,
        seal_box=seal_box,
        spool=spool,
        slips=SlipDesk(store, slips, printers, zone),
        taking_back=TakingBack(store, confirm, zone, _effects(slips, hall)),
        lanes=PrintLanes(
            spool,
            ticket_printer(settings.ticket_printer, home / "printed"),
            page_printer(settings.page_printer, home / "printed"),
        ),
        cards=CardLane(card_reader(settings.card_reader, home / "cards")),
        sync=SyncView(store),
        conflicts=ConflictsView(store),
        conflict_desk=ConflictDesk(store, confirm),
        link=link,
    )


def _wordings(settings: Settings) -> Wordings:
    """Give the words of new contracts: those of the settings, the usual ones where they are silent."""
    return wordings_with({key: str(getattr(settings, key)) for key in WORDING_KEYS})


def _effects(slips: SlipMaker, hall: HallParts) -> dict[str, Effect]:
    kept_once = AppointmentEffect()
    has_room = BookingEffect(hall.zone)
    return {
        "ticket": TicketEffect(slips, hall),
        "booking": has_room,
        "booking_equipment": has_room,
        "registration": RegistrationEffect(),
        "visit": kept_once,
        "appointment": kept_once,
    }


def _link(store: Store, url: str | None) -> Link | None:
    if url is None:
        return None
    # psycopg costs 170 ms to import; a terminal without a centre never needs it.
    connect = importlib.import_module("app.sync.wire").centre_wire(url)
    exchange = importlib.import_module("app.sync.exchange").Exchange(store, connect, METADATA)
    confirm = importlib.import_module("app.sync.confirm").CentreConfirm(exchange, told_at_once=TOLD_AT_ONCE)
    rhythm = importlib.import_module("app.sync.rhythm").Rhythm(exchange)
    return Link(confirm, exchange, rhythm)
