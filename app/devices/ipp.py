"""One question of the Internet Printing Protocol: how a job of the local CUPS stands (RFC 8011, 4.3.4).

The programs of CUPS do not tell a job that came out from one that was cancelled; the protocol does.
"""

from __future__ import annotations

import http.client
import os
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

SOCKETS = (Path("/run/cups/cups.sock"), Path("/var/run/cups/cups.sock"))
PORT = 631
TIMEOUT_S = 10
GET_JOB_ATTRIBUTES = 0x0009
OPERATION_GROUP, END, FIRST_VALUE_TAG = 0x01, 0x03, 0x10
KEYWORD, URI, CHARSET, LANGUAGE = 0x44, 0x45, 0x47, 0x48
WANTED = ("job-state", "job-state-reasons", "job-printer-state-message", "job-printer-state-reasons")


class JobState(IntEnum):
    """The states of a job, with the protocol's numbers."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True)
class JobStanding:
    """How a job stands, and what its device says."""

    state: JobState
    device_reasons: tuple[str, ...]
    device_message: str


def ask_job(number: int) -> JobStanding | None:
    """Ask CUPS for a job; None where it knows no such job. Raises OSError where it cannot be asked."""
    server = _connection()
    try:
        server.request("POST", "/jobs/", _question(number), {"Content-Type": "application/ipp"})
        answer = server.getresponse()
        body = answer.read()
    except http.client.HTTPException as error:
        raise ConnectionError("CUPS does not speak HTTP") from error
    finally:
        server.close()
    if answer.status != http.client.OK:
        raise ConnectionError(f"CUPS answered with HTTP {answer.status}")
    return read_answer(body)


def read_answer(body: bytes) -> JobStanding | None:
    """Read the answer to Get-Job-Attributes; raises OSError where it is none."""
    found: dict[str, list[bytes]] = {}
    try:
        for name, value in _attributes(body):
            found.setdefault(name, []).append(value)
        if "job-state" not in found:
            return None
        state = JobState(int.from_bytes(found["job-state"][0]))
    except (struct.error, ValueError) as error:
        raise ConnectionError("CUPS gave an answer that is no IPP") from error
    words = {
        name: tuple(value.decode(errors="replace") for value in values) for name, values in found.items()
    }
    message = " ".join(words.get("job-printer-state-message", ()))
    reasons = words.get("job-printer-state-reasons", ()) + words.get("job-state-reasons", ())
    return JobStanding(state, reasons, message)


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over the socket file of CUPS."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=TIMEOUT_S)
        self._path = path

    def connect(self) -> None:
        """Open the socket file instead of a port."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(TIMEOUT_S)
        self.sock.connect(self._path)


def _connection() -> http.client.HTTPConnection:
    """Go where the programs of CUPS go: CUPS_SERVER, else the socket file, else the port."""
    named = os.environ.get("CUPS_SERVER", "")
    if named.startswith("/"):
        return _SocketConnection(named)
    if named:
        host, _, port = named.partition("/")[0].partition(":")
        return http.client.HTTPConnection(host, int(port or PORT), timeout=TIMEOUT_S)
    for path in SOCKETS:
        if path.exists():
            return _SocketConnection(str(path))
    return http.client.HTTPConnection("localhost", PORT, timeout=TIMEOUT_S)


def _question(number: int) -> bytes:
    parts = [
        struct.pack(">BBHI", 1, 1, GET_JOB_ATTRIBUTES, 1),
        bytes([OPERATION_GROUP]),
        _attribute(CHARSET, "attributes-charset", "utf-8"),
        _attribute(LANGUAGE, "attributes-natural-language", "en"),
        _attribute(URI, "job-uri", f"ipp://localhost/jobs/{number}"),
        _attribute(KEYWORD, "requested-attributes", WANTED[0]),
        *(_attribute(KEYWORD, "", word) for word in WANTED[1:]),
        bytes([END]),
    ]
    return b"".join(parts)


def _attribute(tag: int, name: str, value: str) -> bytes:
    head = struct.pack(">BH", tag, len(name)) + name.encode()
    return head + struct.pack(">H", len(value)) + value.encode()


def _attributes(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Walk through the values of a message; a further value of a set has no name of its own."""
    at, name = 8, ""
    while at < len(body) and body[at] != END:
        tag = body[at]
        at += 1
        if tag < FIRST_VALUE_TAG:
            continue
        own, at = _sized(body, at)
        value, at = _sized(body, at)
        name = own.decode(errors="replace") or name
        yield name, value


def _sized(body: bytes, at: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from(">H", body, at)
    return body[at + 2 : at + 2 + size], at + 2 + size
