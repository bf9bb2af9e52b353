"""A printer that dies at any byte: each slip comes out once, or a person is asked; none twice, none lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.devices.simulated import PRINTING_MOODS, Mood, SimulatedTicketPrinter
from app.devices.ticket_printing import EscposNetworkPrinter
from app.storage.spool import Printing
from tests.devices.test_spooling import Office

QUESTIONS = 9  # three status requests before a slip
LAST_QUESTION = 3  # and one behind it
PAUSES_S = (0.01,)
SETTLED = (Printing.PRINTED, Printing.UNSURE)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.close()


def settled(office: Office, job_id: str, states: tuple[Printing, ...]) -> Printing:
    with office._moved:
        assert office._moved.wait_for(lambda: office.row(job_id).state in states, timeout=10)
    return office.row(job_id).state


@pytest.mark.parametrize("quietly", [False, True], ids=["reset", "power cut"])
@pytest.mark.parametrize("mood", PRINTING_MOODS)
def test_a_slip_comes_out_once_at_whatever_byte_the_printer_dies(
    office: Office, mood: Mood, quietly: bool
) -> None:
    slip_length = len(slip_number(0))
    with SimulatedTicketPrinter() as twin:
        twin.switch(mood)
        # Only what stays unanswered takes its time; what is answered may be slow on a busy computer.
        leaves_open = mood in (Mood.SILENT, Mood.LATE)
        answer_s = 0.04 if quietly or leaves_open else 1.0
        printer = EscposNetworkPrinter("127.0.0.1", twin.port, timeout_s=3 * answer_s, answer_s=answer_s)
        office.lanes(printer, PAUSES_S).start()
        for position in range(1, QUESTIONS + slip_length + LAST_QUESTION + 1):
            slip = slip_number(position)
            twin.die_after(position, quietly=quietly)
            job = office.order(slip)
            settled(office, job, (*SETTLED, Printing.FAILED))
            twin.switch(mood)
            if settled(office, job, SETTLED) is Printing.UNSURE:
                # A person looks at the printer and says what is there; nothing was repeated before that.
                assert whole(twin, slip) <= 1, position
                # While it was only asked how it is, nothing of the slip had gone: nobody need be asked.
                assert quietly or leaves_open or position >= QUESTIONS, position
                office.spool.decide(job, came_out=whole(twin, slip) == 1)
                settled(office, job, (Printing.PRINTED,))
            assert whole(twin, slip) == 1, f"dead after byte {position}"
    assert office.spool.waiting_count() == 0


def slip_number(position: int) -> bytes:
    return b"\x1b@\x1c&" + f"A{position:03d} ".encode() + "号".encode("gb18030") + b"\n\x1dV\x00"


def whole(twin: SimulatedTicketPrinter, slip: bytes) -> int:
    """Count how often a slip is on paper as a whole."""
    return sum(slip in out for out in [*twin.slips, *twin.scraps])
