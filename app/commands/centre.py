"""Commands for the administrator of the centre."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from app.commands.speaking import UntilTold, part, refused, say
from app.sync.refusals import CentreUnreachable, HallUnclear

centre = typer.Typer(no_args_is_help=True, help="The central database.")

AdminUrl = Annotated[
    str, typer.Argument(help="Address of the database, as its administrator: postgresql://…")
]
Number = Annotated[int, typer.Argument(help="The terminal's number.")]

LOOK_EVERY_S = 2.0
COLOURS = {"ok": "green", "warn": "yellow", "fail": "bold red"}


@centre.command("init")
def init(url: AdminUrl) -> None:
    """Prepare a PostgreSQL (15 or newer) as the centre; harmless when done already."""
    info = part("app.sync.enrolment").init_centre(url, _metadata(), None)
    say(f"The centre is ready (epoch {info.epoch}).")


@centre.command("upgrade")
def upgrade(url: AdminUrl) -> None:
    """Bring the centre to this program's version; terminals one version back go on working meanwhile."""
    enrolment = part("app.sync.enrolment")
    enrolment.halls_at(url)
    info = enrolment.init_centre(url, _metadata(), None)
    say(f"The centre is at version {part('app.sync.centre.upgrading').newest_revision()} of its tables")
    say(f"and takes terminals of this version and the one before (epoch {info.epoch}).")


@centre.command("check")
def check(
    url: AdminUrl,
    notes: Annotated[
        Path | None,
        typer.Option(help="A file outside the database that remembers how far it had come."),
    ] = None,
) -> None:
    """Look whether the centre is set up safely; exit 1 where something must not stay as it is."""
    with part("app.sync.enrolment").connected(url) as connection:
        findings = part("app.sync.centre.checking").check_centre(connection, _metadata(), notes)
    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        table.add_row(Text(finding.level, style=COLOURS[finding.level]), finding.what, finding.told)
    Console(soft_wrap=True).print(table)
    if any(finding.level == "fail" for finding in findings):
        raise typer.Exit(1)


@centre.command("roles")
def roles(
    url: AdminUrl,
    repair: Annotated[bool, typer.Option(help="Put right what differs from what it should be.")] = False,
) -> None:
    """List the terminals and their rights; exit 1 where a role differs from what it should be."""
    enrolment, module = part("app.sync.enrolment"), part("app.sync.centre.roles")
    enrolment.halls_at(url)
    with enrolment.connected(url) as connection:
        if repair:
            for found in module.terminal_roles(connection):
                module.repair_role(connection, found)
        listed = module.terminal_roles(connection)
    table = Table(box=None, pad_edge=False)
    for heading in ("terminal", "name", "role", "hall", "state", "rights"):
        table.add_column(heading, overflow="fold")
    for row in listed:
        rights = "; ".join(row.differs) or "as they should be"
        table.add_row(str(row.number), row.name, row.role, row.hall_id or "new", row.state, rights)
    Console(soft_wrap=True).print(table)
    if any(row.differs for row in listed):
        raise typer.Exit(1)


@centre.command("enrol")
def enrol(
    url: AdminUrl,
    name: Annotated[str, typer.Option(help="What the terminal is called at the centre.")],
    hall: Annotated[str | None, typer.Option(help="The key of its hall, where there are several.")] = None,
    new_hall: Annotated[bool, typer.Option(help="The terminal brings a hall along, or founds one.")] = False,
    valid_hours: Annotated[
        float, typer.Option(min=0.01, max=24 * 14, help="How long the code is good.")
    ] = 24,
) -> None:
    """Make a one-time code with which a terminal joins; it is shown this once."""
    enrolment, codes = part("app.sync.enrolment"), part("app.sync.codes")
    if hall is not None and new_hall:
        raise HallUnclear(hall)
    made = enrolment.invite(url, name, hall, new_hall=new_hall, valid_hours=valid_hours)
    place = "a new hall" if made.hall_id is None else f"hall {made.hall_id}"
    say(
        f"Terminal {made.number} ({name}) of {place}. Code, good until {made.valid_until:%Y-%m-%d %H:%M} UTC:"
    )
    say("")
    say(f"    {codes.in_groups(made.code)}")
    say("")
    say("At the terminal, with the program closed:")
    say(f"    guitai-admin join '{part('app.sync.address').told_address(url)}' CODE --ca FILE")


@centre.command("revoke")
def revoke(url: AdminUrl, number: Number) -> None:
    """Lock a terminal out at once; what it has saved stays in its own store."""
    part("app.sync.enrolment").revoke(url, number)
    say(f"Terminal {number} is locked out.")


@centre.command("restored")
def restored(url: AdminUrl) -> None:
    """Say that the database came back from a backup, or that a standby was promoted: all is sent again."""
    epoch = part("app.sync.enrolment").declare_restored(url)
    say(f"A new epoch has begun ({epoch}). Every terminal sends again what it keeps and fetches all anew.")


@centre.command("watch")
def watch(
    url: AdminUrl,
    once: Annotated[bool, typer.Option(help="Look once and end.")] = False,
    file: Annotated[Path | None, typer.Option(help="Write metrics for node-exporter into this file.")] = None,
) -> None:
    """Show the terminals live, until Ctrl+C."""
    console = Console()
    if once:
        console.print(_seen(url, file))
        return
    with UntilTold() as end, Live(Text("…"), console=console, auto_refresh=False) as live:
        while True:
            try:
                live.update(_seen(url, file), refresh=True)
            except CentreUnreachable as refusal:
                live.update(Text(refused(refusal)), refresh=True)
            if end.is_over(LOOK_EVERY_S):
                return


def _seen(url: str, file: Path | None) -> Group:
    enrolment, watching = part("app.sync.enrolment"), part("app.sync.centre.watching")
    enrolment.halls_at(url)
    with enrolment.connected(url) as connection:
        view = watching.look_at(connection)
    if file is not None:
        part("app.sync.metrics").write_metrics(file, watching.centre_metrics(view))
    table = Table(box=None, pad_edge=False)
    for heading in ("no", "name", "hall", "state", "lines", "last seen", "waits", "clock", "version"):
        table.add_column(heading, overflow="fold")
    for row in view.terminals:
        table.add_row(
            str(row.number),
            row.name,
            row.hall_id[-8:],
            row.standing,
            str(row.connections),
            _ago(row.away_s(view.at)),
            str(row.waiting),
            f"{row.skew_s:+.1f} s",
            "-" if row.schema_version is None else str(row.schema_version),
        )
    told = (
        f"{sum(view.open_conflicts.values())} conflicts open, {view.parked} parked, "
        f"oldest transaction {view.longest_transaction_s:.0f} s, "
        f"notification queue {view.notification_queue:.0%} full"
    )
    return Group(table, Text(told))


def _ago(seconds: float | None) -> str:
    if seconds is None:
        return "never"
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit} ago"
    return f"{seconds:.0f} s ago"


def _metadata() -> Any:
    return part("app.schema").METADATA
