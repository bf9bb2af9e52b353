"""How fast contracts are set, sealed and checked, against the bare libraries in the same run.

scripts/bench contracts [--quick] [--json FILE]
"""

from __future__ import annotations

import argparse
import gc
import io
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen import canvas as pdfgen

from app.contracts.content import ClauseContent
from app.counter import Counter, open_counter
from app.documents.archival import PAPER
from app.documents.certificates import PARTY_ROLE, issue
from app.documents.contract_pdf import render_contract
from app.documents.drawing import draw_line, wrap
from app.documents.fonts import Face, font
from app.documents.inspecting import inspect_file
from app.documents.sealing import seal_contract, signer_of
from app.documents.sheets import ContractSheet, texts
from app.founding import AdminEntry
from app.kernel.clock import SteppingClock
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from tests.bench.figures import Figure, Target, percentile, save, table
from tests.builders import MORNING, PASSWORD, a_draft, a_signed_contract
from tests.documents.sealed_for_tests import AT, prepared_sheet, works

TEN_PAGES = 14
"""Sections of the sample text that fill ten pages."""
WARM = 1.3
SIGNING = 1.5
SEAL_MS = 500.0
PREVIEW_MS = 150.0
COMPARE_MS = 100.0
CLAUSES = 100
SCREEN = QSize(794, 1123)
ROOT = Path(__file__).parents[2]
COLD = "from tests.bench.contracts import {name}; {name}()"


@dataclass(frozen=True)
class Span:
    """How often each is measured."""

    runs: int
    cold: int
    seals: int


FULL, QUICK = Span(15, 5, 20), Span(3, 1, 3)


def measured(span: Span, folder: Path) -> Iterator[Figure]:
    """Run the parts."""
    yield from setting(span)
    yield from cold(span)
    yield from signing(span)
    yield from checking(span)
    counter, actor = _hall(folder)
    try:
        yield from sealing(counter, actor, span)
        yield from preview(counter, actor, span)
        yield from comparing(counter, actor, span)
    finally:
        counter.close()


def setting(span: Span) -> Iterator[Figure]:
    """Set ten pages, every time another contract, beside the bare canvas with the same lines on it."""
    set_ours(0), set_bare(0)
    ours, bare = _paired(set_ours, set_bare, span.runs)
    yield Figure("ten pages, warm", "ms", ours, {"bare canvas": bare})
    ratio = statistics.median(ours) / statistics.median(bare)
    yield Figure("ten pages, warm, ours ÷ bare", "x", [ratio], target=Target(WARM, at_most=True))


def cold(span: Span) -> Iterator[Figure]:
    """The same in a process that has loaded nothing yet."""
    runs = {name: [_cold(name) for _ in range(span.cold)] for name in ("set_ours", "set_bare")}
    yield Figure("ten pages, cold process", "ms", runs["set_ours"], {"bare canvas": runs["set_bare"]})


def signing(span: Span) -> Iterator[Figure]:
    """Certify, two parties, lock; beside pyHanko's own four signatures without looks into the same fields."""
    w = works()
    keys = w.opened.keys(AT)

    def ours(_: int) -> None:
        seal_contract(w.order, keys)

    def bare(_: int) -> None:
        pdf = _bare(w.prepared, "Seal", keys.seal, certify=True)
        for field in ("Party1", "Party2", "Lock"):
            pdf = _bare(pdf, field, signers[field])

    signers = {
        field: signer_of(issue(w.opened.authority, "party", PARTY_ROLE, AT))
        for field in ("Party1", "Party2", "Lock")
    }
    ours(0), bare(0)
    mine, theirs = _paired(ours, bare, span.runs)
    yield Figure("certification, two parties, lock", "ms", mine, {"pyHanko": theirs})
    ratio = statistics.median(mine) / statistics.median(theirs)
    yield Figure("four signatures, ours ÷ pyHanko", "x", [ratio], target=Target(SIGNING, at_most=True))


def checking(span: Span) -> Iterator[Figure]:
    """Our own check of a whole sealed file."""
    w = works()
    inspect_file(w.sealed, w.card)
    runs = [_timed(lambda: inspect_file(w.sealed, w.card)) for _ in range(span.runs)]
    yield Figure("checking a sealed file", "ms", runs)


def sealing(counter: Counter, actor: Actor, span: Span) -> Iterator[Figure]:
    """The whole use case, from the button to the committed transaction."""
    keys = [a_signed_contract(counter, actor) for _ in range(span.seals)]
    runs = [_timed(lambda key=key: counter.sealing.seal(key, actor=actor)) for key in keys]  # type: ignore[misc]
    worst = [percentile(runs, 0.95)]
    yield Figure("whole seal p50", "ms", [percentile(runs, 0.5)])
    yield Figure("whole seal p95", "ms", worst, target=Target(SEAL_MS, at_most=True))


def preview(counter: Counter, actor: Actor, span: Span) -> Iterator[Figure]:
    """From the saved draft to the picture of its first page."""
    key = a_signed_contract(counter, actor)

    def first_page() -> None:
        pdf = counter.drafting.preview(key)
        buffer = QBuffer()
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        assert not document.render(0, SCREEN).isNull()
        document.close()

    first_page()
    runs = [_timed(first_page) for _ in range(span.runs)]
    yield Figure("preview, first page", "ms", runs, target=Target(PREVIEW_MS, at_most=True))


def comparing(counter: Counter, actor: Actor, span: Span) -> Iterator[Figure]:
    """Compare two versions of a hundred clauses: two moved, one out, one in, every fifth reworded."""
    clauses = [f"第{n}项：{n + 3}日内提交报告K{n * 13}。" * 3 for n in range(CLAUSES)]
    key = a_draft(counter, actor)
    content = counter.contracts.contract(key).content

    def version(texts: list[str]) -> str:
        own = tuple(ClauseContent(text, title=str(n)) for n, text in enumerate(texts))
        counter.drafting.save(key, replace(content, clauses=own), actor=actor)
        return counter.versions.keep(key, "", actor=actor).value

    before = version(clauses)
    reworded = [text.replace("报告", "总报告") if n % 5 == 0 else text for n, text in enumerate(clauses)]
    reworded[3], reworded[77] = reworded[77], reworded[3]
    after = version([*reworded[:40], *reworded[41:], "新的一条"])
    counter.versions.compare(before, after)
    runs = [_timed(lambda: counter.versions.compare(before, after)) for _ in range(span.runs)]
    yield Figure("comparing two of 100 clauses", "ms", runs, target=Target(COMPARE_MS, at_most=True))
    runs = [_timed(lambda: counter.versions.comparison_pdf(before, after)) for _ in range(span.runs)]
    yield Figure("the comparison as PDF", "ms", runs)


def sheet(turn: int) -> ContractSheet:
    """A contract of ten pages, another each turn, so that nothing is remembered of the one before."""
    made = prepared_sheet(works().opened)
    filled = replace(made, sections=_sections(), number=f"LZ-2026-{turn:06d}")
    return replace(filled, digest=f"{turn:064x}")


def _sections() -> Any:
    from_tests = works().sheet.sections
    return tuple(from_tests[number % len(from_tests)] for number in range(TEN_PAGES))


def set_ours(turn: int = 0) -> bytes:
    """Set it as the program does: fields, codes, files inside and all."""
    return render_contract(sheet(turn))


def set_bare(turn: int = 0) -> bytes:
    """Set the same words line by line on reportlab's canvas, with our fonts and our line breaker alone."""
    made = sheet(turn)
    out = io.BytesIO()
    font(Face.SONG)
    canvas = pdfgen.Canvas(
        out, pagesize=PAPER, invariant=1, pageCompression=1, initialFontName=Face.SONG.value
    )
    y = 0.0
    for text in texts(made):
        for line in wrap(text, 450.0, Face.SONG, 10.5):
            if y < 90:
                if y:
                    canvas.showPage()
                y = 770.0
            each = line.stretch(450.0, 10.5)
            draw_line(canvas, line, 70.0, y, Face.SONG, 10.5, each)
            y -= 18.0
    canvas.save()
    return out.getvalue()


def _bare(pdf: bytes, field: str, signer: Any, *, certify: bool = False) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.NO_CHANGES if field == "Lock" else MDPPerm.FILL_FORMS,
    )
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    PdfSigner(metadata, signer=signer).sign_pdf(writer, output=out, existing_fields_only=True)
    return out.getvalue()


def _paired(
    ours: Callable[[int], object], bare: Callable[[int], object], runs: int
) -> tuple[list[float], list[float]]:
    mine, theirs = [], []
    for turn in range(1, runs + 1):
        mine.append(_computed(lambda turn=turn: ours(turn)))  # type: ignore[misc]
        theirs.append(_computed(lambda turn=turn: bare(turn)))  # type: ignore[misc]
    return mine, theirs


def _computed(job: Callable[[], object]) -> float:
    """Time of this process alone: who else is busy on the machine does not count."""
    began = time.process_time()
    job()
    return (time.process_time() - began) * 1000


def _timed(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def _cold(name: str) -> float:
    command = [sys.executable, "-c", COLD.format(name=name)]
    # Without -P the folder it runs in is searched: the tests are no installed package.
    return _timed(lambda: subprocess.run(command, check=True, cwd=ROOT))


def _hall(folder: Path) -> tuple[Counter, Actor]:
    counter = open_counter(folder, SteppingClock(MORNING), FileSecrets(folder))
    counter.founding.found_sample(AdminEntry("Bench", "admin", PASSWORD), lambda done, of: None)
    actor = counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value
    return counter, actor


def main(words: Sequence[str]) -> None:
    """Measure, print the table, keep the JSON."""
    parser = argparse.ArgumentParser(prog="scripts/bench contracts")
    parser.add_argument("--quick", action="store_true", help="few runs of each")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep everything measured here")
    asked = parser.parse_args(words)
    app = QApplication.instance() or QApplication([])
    # As in the program, which collects by a timer and not in the middle of an answer.
    gc.disable()
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as folder:
        figures = list(measured(QUICK if asked.quick else FULL, Path(folder)))
    print(table(figures))
    if asked.json is not None:
        save(asked.json, figures, {"python": platform.python_version(), "pages": "ten"})
    app.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
