"""The command line of the counter: the centre, joining it, exchanging, checking files, the demo."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app.counter import open_counter
from app.kernel.errors import Refusal
from app.settings import usual_home
from app.storage.trail import first_broken_link

program = typer.Typer(no_args_is_help=True, add_completion=False, help="Guitai's counter without a window.")
centre = typer.Typer(no_args_is_help=True, help="The central database.")
program.add_typer(centre, name="centre")

Home = Annotated[Path | None, typer.Option(help="The data folder of the terminal.")]
AdminUrl = Annotated[
    str, typer.Argument(help="Address of the database, as its administrator: postgresql://…")
]


def _part(module: str) -> Any:
    # Each command loads its own libraries; the PostgreSQL driver and the demo are for few.
    return importlib.import_module(module)


def _say(text: str) -> None:
    typer.echo(text)


@program.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder for the papers.")] = Path("out"),
    centre: Annotated[str | None, typer.Option(help="A PostgreSQL to use; else one is started.")] = None,
) -> None:
    """Walk the whole journey on two terminals and a real PostgreSQL; exit 1 where a step fails."""
    run = _part("app.demo.run")
    failed = _part("app.demo.journey").DemoFailed
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn()) as progress:
        task = progress.add_task("demo", total=run.STEPS)

        def on_step(done: Any) -> None:
            progress.update(task, advance=1, description=done.step)
            progress.console.print(done.told)

        try:
            run.run_demo(out, centre, on_step)
        except failed as error:
            progress.console.print(f"Failed: {error}")
            raise typer.Exit(1) from error
    _say(f"Every step and check passed. The papers are in {out}/.")


@centre.command("init")
def centre_init(url: AdminUrl) -> None:
    """Prepare a PostgreSQL (15 or newer) as the centre; harmless when done already."""
    info = _part("app.sync.enrolment").init_centre(url, _part("app.schema").METADATA, None)
    _say(f"The centre is ready (epoch {info.epoch}).")


@program.command()
def enrol(
    url: AdminUrl,
    name: Annotated[str, typer.Option(help="What the terminal is called at the centre.")],
    home: Home = None,
) -> None:
    """Join this terminal to a centre. Close the program first."""
    joined = _part("app.joining").join_centre(home or usual_home(), url, name)
    hall = f" for {joined.hall}" if joined.hall else ""
    _say(f"This is terminal {joined.terminal} of the centre{hall}.")


@program.command()
def revoke(url: AdminUrl, number: Annotated[int, typer.Argument(help="The terminal's number.")]) -> None:
    """Lock a terminal out of the centre at once."""
    _part("app.sync.enrolment").revoke(url, number)
    _say(f"Terminal {number} is locked out.")


@program.command()
def sync(home: Home = None) -> None:
    """Exchange with the centre once; exit 1 when it cannot be reached."""
    counter = open_counter(home or usual_home())
    try:
        if counter.link is None:
            _say("Standalone: this terminal has joined no centre.")
            raise typer.Exit(1)
        counter.link.exchange.run()
        status = counter.sync.status()
        _say(f"{status.mode}: {status.waiting} waiting, {status.refused} refused.")
    finally:
        counter.close()


@program.command()
def verify(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], home: Home = None) -> None:
    """Check a sealed contract file; exit 1 unless it is unchanged and sealed by this hall."""
    counter = open_counter(home or usual_home())
    try:
        found = counter.sealing.verify(file.read_bytes())
    finally:
        counter.close()
    _say(f"sealed by: {found.signer or '-'}")
    _say(f"contract: {found.number or 'not known at this terminal'}")
    _say(f"problems: {', '.join(found.problems) or 'none'}")
    if not found.intact or found.problems:
        raise typer.Exit(1)


@program.command()
def trail(home: Home = None) -> None:
    """Check that no entry of the audit trail was changed or taken out; exit 1 where one was."""
    counter = open_counter(home or usual_home())
    try:
        with counter.store.look() as session:
            broken = first_broken_link(session)
    finally:
        counter.close()
    if broken is not None:
        _say(f"The chain is broken at entry {broken}.")
        raise typer.Exit(1)
    _say("The chain is whole.")


def main() -> None:
    """Run a command; a refusal is told in a line, not as a fault of the program."""
    try:
        program()
    except Refusal as refusal:
        _refused(refusal, sys.stderr.write)
        raise SystemExit(1) from refusal


def _refused(refusal: Refusal, write: Callable[[str], object]) -> None:
    facts = ", ".join(f"{name}={value}" for name, value in refusal.facts().items())
    write(f"Refused: {refusal.code}" + (f" ({facts})" if facts else "") + "\n")


if __name__ == "__main__":
    main()
