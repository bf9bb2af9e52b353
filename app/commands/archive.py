"""The contracts' archive: export of a span of days, check, restore."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.commands.speaking import part, say
from app.commands.terminal import Home, signed_in
from app.counter import open_counter
from app.settings import usual_home

archive = typer.Typer(no_args_is_help=True, help="Sealed contracts as folders with checksums.")

Folder = Annotated[Path, typer.Argument(help="The folder of the archive.")]
Login = Annotated[str, typer.Option(prompt=True, help="Who does it; a supervisor or the administrator.")]
Password = Annotated[str, typer.Option(prompt=True, hide_input=True, help="Their password.")]


@archive.command()
def export(
    folder: Folder,
    login: Login,
    password: Password,
    year: Annotated[int | None, typer.Option(help="All contracts sealed in a year.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
    strokes: Annotated[bool, typer.Option(help="Strokes, too: biometric; the administrator alone.")] = False,
    home: Home = None,
) -> None:
    """Write what was sealed into a folder; exit 1 where a file lies at another terminal."""
    first, last = _span(year, since, until)
    counter = open_counter(home or usual_home())
    try:
        actor = signed_in(counter, login, password)
        done = counter.archive.export(folder, first, last, actor=actor, with_strokes=strokes).value
    finally:
        counter.close()
    say(f"{done.contracts} contracts were archived in {folder}.")
    for number, file in done.elsewhere:
        say(f"{number}: {file} lies at another terminal.")
    if done.elsewhere:
        raise typer.Exit(1)


@archive.command()
def check(folder: Folder) -> None:
    """Read every file and compare it with its checksums; no store is needed. Exit 1 where one is damaged."""
    checked = part("app.contracts.archive_files").check_archive(folder)
    for damage in checked.damages:
        say(f"{damage.file}: {damage.problem}")
    say(f"{checked.contracts} contracts, {checked.files} files read, {len(checked.damages)} damaged.")
    if checked.damages:
        raise typer.Exit(1)


@archive.command()
def restore(
    folder: Folder,
    login: Login,
    password: Password,
    dry_run: Annotated[bool, typer.Option("--test", help="Compare only; nothing is written.")] = False,
    home: Home = None,
) -> None:
    """Put files back that this terminal does not have; exit 1 unless all is readable and equal."""
    counter = open_counter(home or usual_home())
    try:
        actor = signed_in(counter, login, password)
        desk = counter.archive
        found = desk.compare(folder) if dry_run else desk.restore(folder, actor=actor).value
    finally:
        counter.close()
    for damage in found.checked.damages:
        say(f"{damage.file}: {damage.problem}")
    for name in found.differing:
        say(f"{name}: the register has another digest.")
    for name in found.unknown:
        say(f"{name}: the register does not know it.")
    say(f"{found.checked.contracts} contracts, {found.restored} files put back.")
    if not found.is_good:
        raise typer.Exit(1)


def _span(year: int | None, since: datetime | None, until: datetime | None) -> tuple[date, date]:
    if year is not None:
        return date(year, 1, 1), date(year, 12, 31)
    if since is None or until is None:
        raise typer.BadParameter("give --year, or --since and --until")
    return since.date(), until.date()
