"""The command line of the counter: at a terminal, and for the centre."""

from __future__ import annotations

from app.commands.archive import archive
from app.commands.centre import centre
from app.commands.seal import seal
from app.commands.terminal import program, tell_refusal
from app.commands.verify import checker
from app.kernel.errors import Refusal

program.add_typer(centre, name="centre")
program.add_typer(archive, name="archive")
program.add_typer(seal, name="seal")
program.add_typer(checker)


def main() -> None:
    """Run a command; a refusal is told in a line, not as a fault of the program."""
    try:
        program()
    except Refusal as refusal:
        tell_refusal(refusal)
        raise SystemExit(1) from refusal


if __name__ == "__main__":
    main()
