"""Commands at a terminal: joining, exchanging, checking its files, the demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app.commands.centre import AdminUrl
from app.commands.speaking import UntilTold, part, refused, say
from app.counter import Counter, open_counter
from app.kernel.errors import Refusal
from app.security.actors import Actor
from app.settings import usual_home
from app.storage.outbox import read_fact
from app.storage.trail import first_broken_link
from app.sync.facts import TERMINAL_NUMBER
from app.sync.metrics import terminal_metrics, write_metrics

program = typer.Typer(no_args_is_help=True, add_completion=False, help="Guitai's counter without a window.")

Home = Annotated[Path | None, typer.Option(help="The data folder of the terminal.")]
METRICS_EVERY_S = 15.0


@program.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder for the papers.")] = Path("out"),
    centre: Annotated[str | None, typer.Option(help="A PostgreSQL to use; else one is started.")] = None,
) -> None:
    """Walk the whole journey on two terminals and a real PostgreSQL; exit 1 where a step fails."""
    run = part("app.demo.run")
    failed = part("app.demo.journey").DemoFailed
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
    say(f"Every step and check passed. The papers are in {out}/.")


@program.command()
def join(
    address: Annotated[str, typer.Argument(help="Address of the centre: postgresql://HOST/DATABASE")],
    code: Annotated[str, typer.Argument(help="The one-time code the administrator gave.")],
    ca: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Certificate of the authority behind the server's."),
    ] = None,
    home: Home = None,
) -> None:
    """Join this terminal to a centre with a one-time code. Close the program first."""
    _tell_joined(part("app.joining").join_by_code(home or usual_home(), address, code, ca))


@program.command()
def enrol(
    url: AdminUrl,
    name: Annotated[str, typer.Option(help="What the terminal is called at the centre.")],
    new_hall: Annotated[
        bool, typer.Option(help="This terminal brings a further hall, or founds one.")
    ] = False,
    home: Home = None,
) -> None:
    """Join this terminal as the centre's administrator, without a code. Close the program first."""
    _tell_joined(part("app.joining").join_centre(home or usual_home(), url, name, new_hall=new_hall))


@program.command()
def sync(
    home: Home = None,
    watch: Annotated[bool, typer.Option("--watch/--once", help="Go on until Ctrl+C.")] = False,
    metrics: Annotated[
        Path | None, typer.Option(help="Write metrics for node-exporter into this file.")
    ] = None,
) -> None:
    """Exchange with the centre; exit 1 when it cannot be reached."""
    counter = open_counter(home or usual_home())
    try:
        if counter.link is None:
            say("Standalone: this terminal has joined no centre.")
            raise typer.Exit(1)
        if watch:
            _go_on(counter, metrics)
            return
        try:
            counter.link.exchange.run()
        finally:
            _write(counter, metrics)
        say(_standing(counter))
    finally:
        counter.close()


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
        say(f"The chain is broken at entry {broken}.")
        raise typer.Exit(1)
    say("The chain is whole.")


def signed_in(counter: Counter, login: str, password: str) -> Actor:
    """Sign somebody in at the command line; refused like at the window."""
    actor: Actor = counter.accounts.sign_in(login, password, None).value
    return actor


def _tell_joined(joined: Any) -> None:
    hall = f" for {joined.hall}" if joined.hall else ""
    say(f"This is terminal {joined.terminal} of the centre{hall}.")
    if joined.trouble:
        say(f"The first filling has not come to its end ({joined.trouble}); it goes on by itself.")
    elif not joined.hall and joined.is_new:
        say("Its hall is new: open the program and found it.")


def _go_on(counter: Counter, metrics: Path | None) -> None:
    told = ""
    with UntilTold() as end:
        counter.link.rhythm.start()  # type: ignore[union-attr]
        while True:
            standing = _standing(counter)
            if standing != told:
                say(standing)
                told = standing
            _write(counter, metrics)
            if end.is_over(METRICS_EVERY_S):
                break
    say("Ended in good order; what waits goes up next time.")


def _standing(counter: Counter) -> str:
    status = counter.sync.status()
    reason = f" ({status.reason})" if status.reason else ""
    return f"{status.mode}{reason}: {status.waiting} waiting, {status.open_conflicts} to decide."


def _write(counter: Counter, metrics: Path | None) -> None:
    if metrics is None:
        return
    with counter.store.look() as session:
        number = int(read_fact(session, TERMINAL_NUMBER, 0))
    write_metrics(metrics, terminal_metrics(counter.sync.status(), number, counter.store.clock.now()))


def tell_refusal(refusal: Refusal) -> None:
    """Tell why a command did nothing."""
    typer.echo(refused(refusal), err=True)
