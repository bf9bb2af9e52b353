"""From the facts of a signing to the page of its record: the same facts, the same page. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.documents.sheets import CheckLine, Item, Paragraph, ReportSheet, Section, Table
from app.documents.words import word, word_list
from app.kernel.clock import local

_SHARES = (1.1, 1.9, 1.5, 1.8, 1.4, 1.3)


def witness_sheet(facts: dict[str, Any], hall: str, zone: str, *, is_sample: bool) -> ReportSheet:
    """Set the record of a signing from its facts, as ``witness`` gathered them."""
    sections = (
        Section("contract", _word("contract"), tuple(_contract(facts, zone))),
        Section("attendees", _word("attendees"), (_attendees(facts, zone),)),
        Section("said", _word("said"), tuple(_said(facts))),
        Section("paper", _word("paper"), tuple(_paper(facts))),
        Section("clerks", _word("clerks"), tuple(_clerks(facts))),
    )
    under = (_word("number", number=facts["number"]), _word("told", hall=hall))
    return ReportSheet(_word("title"), hall, under, sections, is_sample)


def _contract(facts: dict[str, Any], zone: str) -> Iterator[Item]:
    told = {
        "number": facts["contract_number"],
        "title": facts["title"],
        "revision": str(facts["revision"]),
        "pages": str(facts["pages"] or ""),
        "text_digest": facts["text_digest"],
        "digest": facts["digest"],
        "digest_sm3": facts["digest_sm3"],
        "time": _word("span", start=_at(facts["began_at"], zone), end=_at(facts["ended_at"], zone)),
        "place": facts["place"],
        "room": facts["room"],
        "window": facts["window"],
        "state": _word(f"state_{facts['state']}", reason=facts["reason"]),
    }
    for key, text in told.items():
        if text:
            yield Paragraph(_word("label", label=_word(f"field_{key}"), text=text))


def _attendees(facts: dict[str, Any], zone: str) -> Table:
    rows = tuple(_attendee(signer, zone) for signer in facts["attendees"])
    return Table(word_list("witness", "attendee_columns"), rows, _SHARES)


def _attendee(signer: dict[str, Any], zone: str) -> tuple[str, ...]:
    marks = [
        _word(key)
        for key, is_so in (
            ("fingerprint", signer["has_fingerprint"]),
            ("company_seal", signer["has_company_seal"]),
        )
        if is_so
    ]
    pen = _word("paper_marks", pen=_word(f"pen_{signer['pen']}"), marks=_word("comma").join(marks))
    kept = _word("kept", reason=signer["kept_because"]) if signer["kept_because"] else ""
    identity = _word(
        "identity",
        how=_word(f"check_{signer['identity_by']}"),
        kind=_word(f"kind_{signer['document_kind']}"),
        hint=signer["document_hint"],
    )
    return (
        signer["name"],
        signer["party"],
        _word(f"capacity_{signer['capacity']}", authority=signer["authority"]),
        identity.strip(),
        pen.strip() + kept,
        _at(signer["signed_at"], zone),
    )


def _said(facts: dict[str, Any]) -> Iterator[Item]:
    for said in facts["statements"]:
        yield CheckLine(said["text"] + _word("law", law=said["law"]), said["is_said"])


def _paper(facts: dict[str, Any]) -> Iterator[Item]:
    for key in ("seals", "seam_seals"):
        names = _word("comma").join(facts[key]) or _word("none")
        yield Paragraph(_word(key, names=names))
    yield Paragraph(_word("copies", copies=facts["copies"]))
    for held in facts["holders"]:
        yield Paragraph(held)
    reference = facts["photos"]
    yield Paragraph(_word("photos", reference=reference) if reference else _word("no_photos"))


def _clerks(facts: dict[str, Any]) -> Iterator[Item]:
    yield Paragraph(_word("clerk", name=facts["clerk"]))
    if facts["second_clerk"]:
        yield Paragraph(_word("second", name=facts["second_clerk"]))
    yield Paragraph(_word("remarks", text=facts["remarks"] or _word("none")))
    yield Paragraph(_word("end"))


def _word(key: str, **facts: object) -> str:
    return word("witness", key, **facts)


def _at(moment: int, zone: str) -> str:
    return f"{local(moment, zone):%Y-%m-%d %H:%M}"
