"""Addresses of the centre: nothing leaves this computer unless the other side has proved who it is."""

from __future__ import annotations

import ipaddress
import os
from typing import Any

from psycopg import Error, ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.sync.refusals import AddressMalformed, CentreNotVerified

OWN_KEYS = frozenset({"user", "password", "passfile", "options", "application_name"})
"""What belongs to the one who connects, not to the way there."""


def checked_address(url: str) -> str:
    """Give an address that may be used: on this computer, or with the server's certificate checked.

    Refuses with CentreNotVerified where data would travel to a server nobody has verified, and with
    AddressMalformed.
    """
    parts = address_parts(url)
    if stays_here(parts):
        return url
    if parts.get("sslmode") != "verify-full" or not parts.get("sslrootcert"):
        raise CentreNotVerified(str(parts.get("host") or parts.get("hostaddr") or parts.get("service")))
    # A Kerberos ticket would open an encrypted way on which no certificate is asked for.
    return make_conninfo(url, gssencmode="disable")


def address_parts(url: str) -> dict[str, Any]:
    """Take an address apart; refuses with AddressMalformed."""
    try:
        return {name: value for name, value in conninfo_to_dict(url).items() if value not in (None, "")}
    except ProgrammingError as error:
        raise AddressMalformed from error


def way_to(url: str) -> dict[str, Any]:
    """Give what leads to the server, with several hosts where they are named, without who connects."""
    return {name: value for name, value in address_parts(url).items() if name not in OWN_KEYS}


def told_address(url: str) -> str:
    """Write the way to a centre as it is typed at a terminal; a word where the way is this computer's own."""
    parts = address_parts(url)
    hosts = str(parts.get("host", "")).split(",")
    if not all(hosts) or any(host.startswith(("/", "@")) for host in hosts):
        return "ADDRESS"
    ports = str(parts.get("port", "")).split(",")
    ports = ports * len(hosts) if len(ports) == 1 else ports
    where = ",".join(f"{host}:{port}" if port else host for host, port in zip(hosts, ports, strict=False))
    either = "?target_session_attrs=read-write" if len(hosts) > 1 else ""
    return f"postgresql://{where}/{parts.get('dbname', '')}{either}"


def stays_here(parts: dict[str, Any]) -> bool:
    """Tell whether an address leads to this computer alone."""
    if "service" in parts:
        return False
    named = parts.get("hostaddr") or parts.get("host") or os.environ.get("PGHOST", "")
    return all(_is_here(host.strip()) for host in str(named).split(","))


def _is_here(host: str) -> bool:
    if host == "" or host == "localhost" or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def reason_of(error: Error) -> str:
    """Name what went wrong: the server's code, or a word for what ended before the server had one.

    A refused sign-in carries no code over this driver; it is known by the server's (English) words, and
    where those are in another language by the fact that a password had been asked for.
    """
    if error.sqlstate is not None:
        return error.sqlstate
    said = str(error)
    for words, reason in _SAID.items():
        if words in said:
            return reason
    connection = getattr(error, "pgconn", None)
    if connection is not None and connection.used_password:
        return "28000"
    return type(error).__name__


_SAID = {
    "password authentication failed": "28P01",
    "not permitted to log in": "28000",
    "too many connections": "53300",
    "certificate": "certificate",
    "no pg_hba.conf entry": "28000",
}
