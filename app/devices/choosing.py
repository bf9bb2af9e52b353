"""From a word in the settings to a printer."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from app.devices.card_adapter import AdapterCardReader
from app.devices.page_printing import CupsPrinter, PdfFilePrinter
from app.devices.ports import CardReader, PagePrinter, TicketPrinter
from app.devices.simulated import FolderTicketPrinter
from app.devices.simulated_reader import FolderCardReader
from app.devices.ticket_printing import PORT, EscposNetworkPrinter

FOLDER = "folder"
NONE = "none"
SYSTEM = "system"
SIMULATED = "simulated"


def ticket_printer(choice: str, folder: Path) -> TicketPrinter | None:
    """Give the ticket printer of a setting: ``folder``, ``none``, or HOST[:PORT] (an IPv6 host in brackets).

    Raises ValueError where the port is no number.
    """
    if choice == NONE:
        return None
    if choice == FOLDER:
        return FolderTicketPrinter(folder)
    host, colon, port = choice.rpartition(":")
    if not colon or port.endswith("]"):
        host, port = choice, str(PORT)
    return EscposNetworkPrinter(host.strip("[]"), int(port))


def card_reader(choice: str, folder: Path) -> CardReader | None:
    """Give the card reader of a setting: ``none``, ``simulated``, or the command line of an adapter.

    The simulated one reads cards that are laid into ``folder`` as files. A command line that cannot be read
    is told by the reader as one that does not start.
    """
    if choice == NONE:
        return None
    if choice == SIMULATED:
        return FolderCardReader(folder)
    try:
        return AdapterCardReader(shlex.split(choice, posix=os.name == "posix"))
    except ValueError:
        return AdapterCardReader([choice])


def page_printer(choice: str, folder: Path) -> PagePrinter:
    """Give the page printer of a setting: ``folder``, ``system``, or ``system:QUEUE``."""
    kind, _, queue = choice.partition(":")
    if kind == FOLDER:
        return PdfFilePrinter(folder)
    if kind != SYSTEM:
        raise ValueError(f"unknown page printer {choice}")
    return CupsPrinter(queue)
