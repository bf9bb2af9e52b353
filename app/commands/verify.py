"""Checking a sealed file, a code or a picture of a page; the key card that others check with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.speaking import part, say
from app.commands.terminal import Home
from app.contracts.verifying import Verification
from app.counter import open_counter
from app.documents.look_report import PageLook
from app.documents.seal_report import CodeReport, Finding, SealReport, SealVerdict, with_look
from app.kernel.clock import local
from app.kernel.money import figures
from app.settings import usual_home

checker = typer.Typer(add_completion=False)

PDF_MARK = b"%PDF"


@checker.command()
def verify(
    what: Annotated[str, typer.Argument(help="A sealed PDF, a picture of a page, or the words of a code.")],
    keys: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="The hall's key card; without a store or a network."),
    ] = None,
    sealed: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="The sealed file to compare a picture of a page with."
        ),
    ] = None,
    home: Home = None,
) -> None:
    """Check a contract; exit 1 unless it is what the hall sealed (consistent).

    A picture of a page is compared with the sealed file, character by character, where that is at hand: in
    the store, or named beside a key card. A picture proves no text: at best no difference is seen.
    """
    told = _by_card(what, keys, sealed) if keys is not None else _by_register(what, home or usual_home())
    for line in _lines(told):
        say(line)
    if told.verdict is not SealVerdict.CONSISTENT:
        raise typer.Exit(1)


@checker.command()
def keys(
    out: Annotated[Path | None, typer.Option(help="Write the card into this file.")] = None,
    home: Home = None,
) -> None:
    """Give the hall's key card: its public keys, for whoever wants to check a contract elsewhere."""
    counter = open_counter(home or usual_home())
    try:
        card = counter.seal.key_card().written()
    finally:
        counter.close()
    if out is None:
        say(card)
    else:
        out.write_text(card + "\n", encoding="utf-8")


def _by_card(what: str, keys: Path, sealed: Path | None) -> Any:
    cards = part("app.documents.key_card")
    try:
        card = cards.read_key_card(keys.read_text(encoding="utf-8"))
    except (cards.NoKeyCard, UnicodeDecodeError) as error:
        say(f"{keys.name} is no key card.")
        raise typer.Exit(2) from error
    checking = part("app.documents.code_checking")
    if checking.is_code(what):
        return checking.check_codes([what], card)
    content = _content(what)
    if content.startswith(PDF_MARK):
        return part("app.documents.inspecting").inspect_file(content, card)
    report = checking.check_codes(_codes(content), card)
    return report if sealed is None else _looked_at(report, sealed.read_bytes(), content, card)


def _looked_at(report: CodeReport, sealed: bytes, picture: bytes, card: Any) -> CodeReport:
    """Compare a picture with a sealed file that was brought along; that has to be true itself."""
    found = part("app.documents.inspecting").inspect_file(sealed, card)
    page = report.page
    is_its_own = page is not None and page.fits(found.content_digest) and page.page <= found.pages
    if found.verdict is not SealVerdict.CONSISTENT or page is None or not is_its_own:
        say("The sealed file is not true, or the page is none of it: its text was not compared.")
        raise typer.Exit(1)
    look = part("app.documents.page_comparing").compare_page(sealed, page.page, picture)
    return with_look(report, look)


def _by_register(what: str, home: Path) -> Any:
    counter = open_counter(home)
    try:
        if part("app.documents.code_checking").is_code(what):
            return counter.verifying.verify_codes([what])
        content = _content(what)
        if content.startswith(PDF_MARK):
            return counter.verifying.verify(content)
        return counter.verifying.verify_picture(content)
    finally:
        counter.close()


def _content(what: str) -> bytes:
    try:
        return Path(what).read_bytes()
    except OSError as error:
        say(f"{what} is neither a file that can be read nor a code of a contract.")
        raise typer.Exit(2) from error


def _codes(content: bytes) -> list[str]:
    reading = part("app.documents.code_reading")
    try:
        codes: list[str] = reading.codes_of_picture(content)
    except reading.NoPicture:
        return []
    return codes


def _lines(told: Any) -> Iterator[str]:
    yield f"verdict: {told.verdict}"
    if isinstance(told, CodeReport):
        yield from _code_lines(told)
        return
    facts = told.facts if isinstance(told, SealReport) else told
    if facts is not None:
        yield f"contract: {facts.number or '-'}"
        if isinstance(told, Verification) and told.is_record:
            yield f"it claims to be: the record of the signing of {told.number}"
        if facts.total_fen is not None:
            yield f"amount: {figures(facts.total_fen)}"
            yield f"approved on: {facts.frozen_on}"
    yield f"sealed by: {told.signer or '-'}"
    yield f"signatures: {len(told.signatures)}"
    yield f"pages: {told.pages}"
    if isinstance(told, Verification):
        yield from _stamp_lines(told)
    for finding in told.findings:
        yield f"problem: {_finding(finding)}"


def _stamp_lines(told: Verification) -> Iterator[str]:
    if told.owes_stamp:
        yield "time stamp: owed"
    elif told.stamp is not None and told.stamp.is_true and told.stamp.at is not None:
        yield f"time stamp: later, at {local(told.stamp.at, 'UTC'):%Y-%m-%d %H:%M:%S} UTC"
    elif told.stamp is not None:
        yield f"time stamp: false, {told.stamp.problem}"


def _code_lines(told: CodeReport) -> Iterator[str]:
    yield f"contract: {told.number or '-'}"
    if told.page is not None:
        yield f"page: {told.page.page} of {told.page.pages}"
    if told.facts is not None:
        yield f"amount: {figures(told.facts.total_fen)}"
        yield f"approved on: {told.facts.frozen_on}"
        yield f"digest: {told.facts.digest}"
    for name in told.differs:
        yield f"problem: {name}"
    if told.look is not None:
        yield from _look_lines(told.look)


def _look_lines(look: PageLook) -> Iterator[str]:
    if not look.is_compared:
        yield "text: could not be compared with the sealed page"
        return
    told = "differs" if look.changed else "no difference seen; a picture proves no text"
    yield f"text: {look.characters} characters compared, {told}"
    for place in look.places:
        yield f"{place.kind}: page {place.page}, line {place.line}, {place.words}"


def _finding(finding: Finding) -> str:
    parts = [str(finding.problem)]
    if finding.page is not None:
        parts.append(f"page {finding.page}")
    if finding.field:
        parts.append(f"field {finding.field}")
    if finding.revision is not None:
        parts.append(f"revision {finding.revision}")
    if finding.detail:
        parts.append(finding.detail)
    return ", ".join(parts)
