"""Paper is a job (decision 9): durable, has a state, is printed once, can be reprinted with a mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Integer,
    LargeBinary,
    Text,
    and_,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, Session, load_only, mapped_column

from app.kernel.changes import ChangeSet
from app.kernel.errors import Missing
from app.kernel.ids import new_key
from app.kernel.steps import StepTable
from app.storage.base import Base
from app.storage.columns import Count, Moment, StateOf, Words
from app.storage.store import Store


class Paper(StrEnum):
    """Which kind of printer a job is for."""

    SLIP = "slip"
    PAGE = "page"


class Printing(StrEnum):
    """How far a job has come.

    FAILED: the last try brought nothing out, ``trouble`` says why; it is tried again by itself. UNSURE: a
    part may have come out; only a person's word prints it again.
    """

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    UNSURE = "unsure"
    CANCELLED = "cancelled"


PRINTING_STEPS = StepTable(
    "print_job",
    {
        Printing.WAITING: frozenset({Printing.PRINTING, Printing.CANCELLED}),
        Printing.PRINTING: frozenset({Printing.PRINTED, Printing.FAILED, Printing.UNSURE}),
        Printing.FAILED: frozenset({Printing.PRINTING, Printing.CANCELLED}),
        Printing.UNSURE: frozenset({Printing.WAITING, Printing.PRINTED, Printing.CANCELLED}),
        Printing.PRINTED: frozenset(),
        Printing.CANCELLED: frozenset(),
    },
)


TO_PRINT = (Printing.WAITING, Printing.FAILED)
"""The states of jobs nothing of which is on paper."""
SETTLED = (Printing.PRINTED, Printing.CANCELLED)
"""The states of jobs that never go to a printer again."""

PERSONAL_OF = "person:"
"""Opens the subject of paper that holds hidden data of a person; the person's key follows."""
OLD_AT_ONCE, OLD_IN_A_TURN = 1000, 50
"""Old jobs emptied in one call and in one transaction: a clerk waits for one of these at most."""


class Sight(StrEnum):
    """Whether a job can be looked at.

    PERSONAL: it holds hidden data and is never shown, only printed. GONE: its content was emptied.
    """

    SHOWN = "shown"
    PERSONAL = "personal"
    GONE = "gone"


class PrintJob(Base):
    """A sheet waiting for a printer of this terminal (打印任务)."""

    __tablename__ = "print_job"

    id: Mapped[str] = mapped_column(Text, primary_key=True, default=new_key)
    paper: Mapped[Paper] = mapped_column(StateOf(Paper))
    title: Mapped[Words]
    subject: Mapped[Words] = mapped_column(index=True)
    """The record the paper is of, as ``table:key``; no personal data."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """A page as PDF. A slip as its words, set when it is printed or looked at: no clerk waits for that.

    Emptied once nobody needs it: see ``Spool.empty_old``.
    """
    preview: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Older programs set slips at once: then this is the PDF and the content the printer's bytes."""
    copies: Mapped[Count] = mapped_column(default=1)
    state: Mapped[Printing] = mapped_column(StateOf(Printing), index=True)
    trouble: Mapped[Words]
    """Why the last try failed, as a word of the device's list; empty when it did not."""
    attempts: Mapped[Count] = mapped_column(default=0)
    reprint_of: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[Moment]
    printed_at: Mapped[Moment | None]

    def step(self, after: Printing) -> None:
        """Take a step of the life cycle."""
        self.state = PRINTING_STEPS.check(self.state, after)
        if after in SETTLED and self.is_personal:
            self.empty()

    @property
    def is_personal(self) -> bool:
        """Whether the paper holds hidden data of a person."""
        return self.subject.startswith(PERSONAL_OF)

    def empty(self) -> None:
        """Wipe what stands on the paper (domain.md 9.4: printer spool); that it was printed stays known."""
        self.content, self.preview = b"", None


@dataclass(frozen=True)
class PrintOrder:
    """What a use case hands to the spool."""

    paper: Paper
    title: str
    subject: str
    content: bytes
    copies: int = 1
    reprint_of: str | None = None
    has_printer: bool = True
    """False: the terminal has no such printer; the sheet is kept for the screen and waits for nothing."""


@dataclass(frozen=True)
class PrintJobRow:
    """A job as screens show it."""

    id: str
    paper: Paper
    title: str
    subject: str
    copies: int
    state: Printing
    trouble: str
    attempts: int
    made_at: int
    printed_at: int | None
    is_reprint: bool
    sight: Sight


class SlipSetting(Protocol):
    """Sets a slip from the words the spool keeps."""

    def for_printer(self, words: bytes) -> bytes:
        """Set it in the printer's language."""
        ...

    def for_screen(self, words: bytes) -> bytes:
        """Set it as a PDF."""
        ...


@dataclass(frozen=True)
class TakenJob:
    """A job in the printer's hands; ``content`` is set when it is first asked for."""

    id: str
    paper: Paper
    title: str
    copies: int
    kept: bytes
    setting: Callable[[bytes], bytes]

    @cached_property
    def content(self) -> bytes:
        """What goes to the printer."""
        return self.setting(self.kept)


def queue_print(session: Session, order: PrintOrder, at: int) -> str:
    """Put a sheet into the spool, in the transaction of the use case that wants it; gives its key."""
    job = PrintJob(**_job(order, at))
    session.add(job)
    return job.id


def replace_paper(session: Session, order: PrintOrder, at: int, *, only_where_out: bool) -> frozenset[str]:
    """Take what has not come out of a record's paper off and put a sheet in its place, in one statement.

    only_where_out: put it only where some of that paper is out, or may be, so that the person who holds it
    must be told on paper. Gives the keys of the jobs that are others now.
    """
    table, is_of_record = Base.metadata.tables[PrintJob.__tablename__], PrintJob.subject == order.subject
    columns = list(table.columns)
    not_out = select(*columns).where(is_of_record, PrintJob.state.in_(TO_PRINT))
    out = exists().where(is_of_record, PrintJob.state.not_in((*TO_PRINT, Printing.CANCELLED)))
    job = _job(order, at)
    sheet = select(*(literal(job.get(column.name), column.type) for column in columns))
    put = insert(table).from_select(
        columns, union_all(not_out, sheet.where(out) if only_where_out else sheet)
    )
    replacing = put.on_conflict_do_update(index_elements=["id"], set_={"state": Printing.CANCELLED})
    return frozenset(session.execute(replacing.returning(PrintJob.id)).scalars())


def _job(order: PrintOrder, at: int) -> dict[str, Any]:
    return {
        "id": new_key(),
        "paper": order.paper,
        "title": order.title,
        "subject": order.subject,
        "content": order.content,
        "copies": order.copies,
        "state": Printing.WAITING if order.has_printer else Printing.CANCELLED,
        "trouble": "",
        "attempts": 0,
        "reprint_of": order.reprint_of,
        "made_at": at,
    }


class Spool:
    """The jobs of this terminal; used by the printers' lanes and the screens."""

    def __init__(self, store: Store, slips: SlipSetting) -> None:
        self._store = store
        self._slips = slips

    def take(self, paper: Paper) -> TakenJob | None:
        """Give the oldest job of a kind that is to be printed into the printer's hands, durably."""
        with self._store.keep() as session:
            job = session.execute(
                select(PrintJob)
                .where(PrintJob.paper == paper, PrintJob.state.in_(TO_PRINT))
                .order_by(_PLACE)
                .limit(1)
            ).scalar_one_or_none()
            if job is None:
                return None
            job.step(Printing.PRINTING)
            job.attempts += 1
            setting = self._slips.for_printer if _is_words(job) else bytes
            taken = TakenJob(job.id, job.paper, job.title, job.copies, job.content, setting)
        self._tell(taken.id)
        return taken

    def finish(self, job_id: str) -> None:
        """Note that the paper has come out."""
        self._step(job_id, Printing.PRINTED, "")

    def give_back(self, job_id: str, trouble: str) -> None:
        """Note that nothing came out and why; the job is tried again."""
        self._step(job_id, Printing.FAILED, trouble)

    def doubt(self, job_id: str, trouble: str) -> None:
        """Note that nobody can tell whether the paper came out; a person must say."""
        self._step(job_id, Printing.UNSURE, trouble)

    def recover(self) -> list[str]:
        """After a start: jobs that were in a printer's hands become unsure; gives their keys."""
        with self._store.keep() as session:
            jobs = (
                session.execute(select(PrintJob).where(PrintJob.state == Printing.PRINTING)).scalars().all()
            )
            for job in jobs:
                job.step(Printing.UNSURE)
            return [job.id for job in jobs]

    def decide(self, job_id: str, *, came_out: bool) -> None:
        """Settle an unsure job by a person's word: it came out, or it shall be printed."""
        self._step(job_id, Printing.PRINTED if came_out else Printing.WAITING, "")

    def cancel(self, job_id: str) -> None:
        """Take a job off that waits, failed or is unsure."""
        self._step(job_id, Printing.CANCELLED, "")

    def jobs(self, limit: int = 200) -> list[PrintJobRow]:
        """List the latest jobs, newest first."""
        query = select(PrintJob).order_by(_PLACE.desc()).limit(limit)
        with self._store.look() as session:
            return [_row(job) for job in session.execute(query).scalars()]

    def waiting_count(self) -> int:
        """Count what has not come out yet."""
        open_states = (*TO_PRINT, Printing.PRINTING, Printing.UNSURE)
        with self._store.look() as session:
            return session.execute(select(func.count()).where(PrintJob.state.in_(open_states))).scalar_one()

    def preview(self, job_id: str) -> bytes:
        """Give a job as a PDF for the screen; empty where its ``sight`` says that nothing is shown."""
        with self._store.look() as session:
            job = session.get(PrintJob, job_id)
            if job is None:
                raise Missing("print_job", job_id)
            if _sight(job) is not Sight.SHOWN:
                return b""
            kept, is_words = job.preview or job.content, _is_words(job)
        return self._slips.for_screen(kept) if is_words else kept

    def latest_of(self, subject: str) -> PrintJobRow | None:
        """Find the newest job of a record."""
        query = select(PrintJob).where(PrintJob.subject == subject).order_by(_PLACE.desc()).limit(1)
        with self._store.look() as session:
            job = session.execute(query).scalar_one_or_none()
            return _row(job) if job else None

    def empty_old(self, before: int) -> int:
        """Wipe the content of settled jobs made before a moment; gives how many, at most ``OLD_AT_ONCE``.

        Paper with hidden data of a person loses it at once where it is settled, and is taken off where it
        was not printed for so long.
        """
        with self._store.look() as session:
            keys = (
                session.execute(select(PrintJob.id).where(_is_old(before)).limit(OLD_AT_ONCE)).scalars().all()
            )
        for start in range(0, len(keys), OLD_IN_A_TURN):
            self._empty(keys[start : start + OLD_IN_A_TURN], before)
        return len(keys)

    def _empty(self, keys: Sequence[str], before: int) -> None:
        with self._store.keep() as session:
            # Asked again: a job may have gone to the printer meanwhile.
            query = select(PrintJob).where(PrintJob.id.in_(keys), _is_old(before))
            for job in session.execute(query.options(load_only(PrintJob.state, PrintJob.subject))).scalars():
                if job.state not in SETTLED:
                    job.step(Printing.CANCELLED)
                job.empty()
        self._store.announce(ChangeSet(frozenset(("print_job", key) for key in keys)))

    def _step(self, job_id: str, after: Printing, trouble: str) -> None:
        with self._store.keep() as session:
            job = session.get(PrintJob, job_id)
            if job is None:
                raise Missing("print_job", job_id)
            job.step(after)
            job.trouble = trouble
            if after is Printing.PRINTED:
                job.printed_at = self._store.clock.now()
        self._tell(job_id)

    def _tell(self, job_id: str) -> None:
        self._store.announce(ChangeSet(frozenset({("print_job", job_id)})))


# In which order jobs were made: a clock that was set back does not change it, and no job is ever deleted.
_PLACE: ColumnElement[int] = literal_column("print_job.rowid", Integer)


def _is_old(before: int) -> ColumnElement[bool]:
    is_personal = PrintJob.subject.startswith(PERSONAL_OF)
    is_settled, is_old = PrintJob.state.in_(SETTLED), PrintJob.made_at < before
    can_be_taken_off = PrintJob.state.in_((*TO_PRINT, Printing.UNSURE))
    is_due = or_(and_(is_settled, or_(is_old, is_personal)), and_(is_personal, is_old, can_be_taken_off))
    return and_(func.length(PrintJob.content) > 0, is_due)


def _sight(job: PrintJob) -> Sight:
    if job.is_personal:
        return Sight.PERSONAL
    return Sight.SHOWN if job.content else Sight.GONE


def _is_words(job: PrintJob) -> bool:
    return job.paper is Paper.SLIP and job.preview is None


def _row(job: PrintJob) -> PrintJobRow:
    return PrintJobRow(
        id=job.id,
        paper=job.paper,
        title=job.title,
        subject=job.subject,
        copies=job.copies,
        state=job.state,
        trouble=job.trouble,
        attempts=job.attempts,
        made_at=job.made_at,
        printed_at=job.printed_at,
        is_reprint=job.reprint_of is not None,
        sight=_sight(job),
    )
