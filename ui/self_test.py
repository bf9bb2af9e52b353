"""Whether this very program, installed or frozen, can do its work: store, pages, paper, seal."""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.settings import Settings
from ui import sample_terminal, theme
from ui.shell.language import Language
from ui.tour import Tour

log = logging.getLogger(__name__)


class _Faults(logging.Handler):
    """Counts what was logged as an error; a page that failed quietly must not pass."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note an error."""
        self.seen.append(record.getMessage())


def run(app: QApplication) -> int:
    """Open a counter in a folder for once, draw every page, print a slip; 0 when all went well."""
    faults = _Faults()
    logging.getLogger().addHandler(faults)
    language = Language()
    language.speak("zh_CN")
    theme.apply(app, theme.Theme(theme.mode_named("light"), 1.0))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        drawn = _draw_all(Path(folder))
    for message in faults.seen:
        sys.stderr.write(f"self-test: {message}\n")
    sys.stdout.write(f"self-test: {len(drawn)} pages drawn ({', '.join(drawn)})\n")
    return 1 if faults.seen or not drawn else 0


def _draw_all(folder: Path) -> list[str]:
    terminal = sample_terminal.opened(folder / "home", Settings())
    drawn: list[str] = []
    try:
        frame = terminal.frame("zh_CN")
        frame.resize(1366, 768)
        frame.show()

        def note(name: str) -> None:
            if frame.grab().isNull():
                log.error("page %s could not be drawn", name)
            drawn.append(name)

        Tour(frame, terminal.background, note).walk()
        _print_slip(terminal, folder)
        frame.close()
    finally:
        terminal.close()
    return drawn


def _print_slip(terminal: sample_terminal.SampleTerminal, folder: Path) -> None:
    ticket = terminal.counter.queue.today()[0]
    job = terminal.counter.queueing.reprint_slip(ticket.id, actor=terminal.actor).value
    pdf = terminal.counter.spool.preview(job)
    terminal.counter.seal_box.make_ready()
    (folder / "slip.pdf").write_bytes(pdf)
    if not pdf.startswith(b"%PDF"):
        log.error("the slip is no PDF")
