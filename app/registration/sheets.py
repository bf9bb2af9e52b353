"""The registrar's papers as frozen sheets: form, one-time notice, refusal, certificate. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from app.contracts.states import Side
from app.documents.amounts import in_words
from app.documents.sheets import Paragraph, ReportSheet, Section, Table
from app.kernel.money import figures
from app.registration.fields import subfield_name
from app.registration.form import FormParty, code_words, day_words
from app.registration.numbers import grouped
from app.registration.precheck import CheckFinding
from app.registration.queries import RegistrationCard
from app.registration.words import filling_notes, paper_word, paper_words

PAIR = (3.0, 7.0)


@dataclass(frozen=True)
class Issuer:
    """Who issues a paper: the hall, the clerk, the day as text."""

    hall: str
    is_sample: bool
    clerk: str
    day: str


def form_sheet(card: RegistrationCard, issuer: Issuer) -> ReportSheet:
    """Make the registration form with all fields of the national one (domain.md 1.4).

    How it is filled in is its last page, as on the printed form.
    """
    sections = (
        _section("project", _project(card)),
        _section("amounts", _amounts(card)),
        _section("codes", _codes(card)),
        Section("parties", _form("parties"), tuple(_party_table(p) for p in card.entry.parties)),
        Section("other", _form("other"), (_pairs(_other(card, issuer)), Paragraph(_form("sign")))),
    )
    return ReportSheet(
        _form("title"),
        issuer.hall,
        _numbers(card),
        sections,
        issuer.is_sample,
        last_page=_filling(card.profile.law),
    )


def notice_sheet(card: RegistrationCard, issuer: Issuer) -> ReportSheet:
    """Make the one-time notice: everything that is missing, each with its article (一次性告知)."""
    rows = tuple(
        (str(number), finding.text, finding.words.law)
        for number, finding in enumerate((f for f in card.findings if f.stops), start=1)
    )
    told: list[Paragraph | Table] = [
        Paragraph(paper_word("notice", "to", applicant=card.row.applicant)),
        Paragraph(paper_word("notice", "intro", title=card.row.title)),
    ]
    grounds = tuple(Paragraph(f"{code}\u3000{code_words('refuse', code)}") for code in card.grounds)
    points: list[Paragraph | Table] = []
    if rows:
        points.append(Table(paper_words("notice", "columns"), rows, (1, 6, 4)))
    if card.reason:
        points.append(Paragraph(paper_word("notice", "note", reason=card.reason)))
    points.append(Paragraph(paper_word("notice", "again")))
    points.append(Paragraph(paper_word("notice", "sign", clerk=issuer.clerk, day=issuer.day)))
    sections = (
        Section("intro", "", tuple(told)),
        Section("grounds", paper_word("notice", "grounds"), grounds),
        Section("points", paper_word("notice", "points"), tuple(points)),
    )
    return ReportSheet(
        paper_word("notice", "title"), issuer.hall, (_about(card),), sections, issuer.is_sample
    )


def refusal_sheet(card: RegistrationCard, issuer: Issuer) -> ReportSheet:
    """Make the notice that a case was not registered, with its grounds."""
    grounds = [Paragraph(f"{code}\u3000{code_words('refuse', code)}") for code in card.grounds]
    if card.reason:
        grounds.append(Paragraph(card.reason))
    closing = (
        Paragraph(paper_word("refusal", "mark")),
        Paragraph(paper_word("refusal", "objection")),
        Paragraph(paper_word("notice", "sign", clerk=issuer.clerk, day=day_words(card.decided_on))),
    )
    intro = (
        Paragraph(paper_word("notice", "to", applicant=card.row.applicant)),
        Paragraph(paper_word("refusal", "intro", title=card.row.title)),
    )
    sections = (
        Section("intro", "", intro),
        Section("grounds", paper_word("refusal", "grounds"), tuple(grounds)),
        Section("closing", "", closing),
    )
    return ReportSheet(
        paper_word("refusal", "title"), issuer.hall, (_about(card),), sections, issuer.is_sample
    )


def certificate_sheet(card: RegistrationCard, issuer: Issuer) -> ReportSheet:
    """Make the hall's own sheet of what was registered; both amounts where the profile asks for both."""
    verified = card.verified_fen or 0
    pairs = [
        (_form("name"), card.row.title),
        (_form("kind"), code_words("type", card.entry.kind)),
        (_form("signed"), day_words(card.signed_on)),
    ]
    pairs += [(_form(str(p.side)), p.name) for p in card.entry.parties]
    if card.profile.certificate_shows_total:
        pairs.append((_form("total"), f"{figures(card.row.total_fen)}\u3000{in_words(card.row.total_fen)}"))
    pairs.append((_form("verified"), f"{figures(verified)}\u3000{in_words(verified)}"))
    sections = (
        Section("intro", "", (Paragraph(paper_word("certificate", "intro")),)),
        Section("facts", paper_word("certificate", "facts"), (_pairs(tuple(pairs)),)),
        Section(
            "closing",
            "",
            (
                Paragraph(paper_word("certificate", "law", law=card.profile.law)),
                Paragraph(paper_word("certificate", "layout")),
                Paragraph(
                    paper_word(
                        "certificate", "sign", clerk=card.decided_by, day=day_words(card.registered_on)
                    )
                ),
            ),
        ),
    )
    return ReportSheet(
        paper_word("certificate", "title"), issuer.hall, _numbers(card), sections, issuer.is_sample
    )


def form_fields(card: RegistrationCard) -> tuple[tuple[str, str], ...]:
    """Give the fields of the form beyond the parties as label and text, for screens and lists."""
    return (*_project(card), *_amounts(card), *_codes(card))


def stopping(findings: tuple[CheckFinding, ...]) -> tuple[CheckFinding, ...]:
    """Give what stops the acceptance."""
    return tuple(f for f in findings if f.stops)


def _filling(law: str) -> Section:
    title, notes = filling_notes()
    told = (note.format(law=law) for note in notes)
    items = tuple(Paragraph(text, f"{number}.") for number, text in enumerate(told, start=1))
    return Section("filling", title, items)


def _form(key: str, **facts: object) -> str:
    return paper_word("form", key, **facts)


def _numbers(card: RegistrationCard) -> tuple[str, str]:
    national = grouped(card.row.national_number) or _form("none")
    own = _form("numbers", acceptance=card.row.acceptance_number, contract=card.row.contract_number)
    return own, _form("national", national=national)


def _about(card: RegistrationCard) -> str:
    numbers = {"acceptance": card.row.acceptance_number, "contract": card.row.contract_number}
    return paper_word("notice", "about", **numbers)


def _project(card: RegistrationCard) -> tuple[tuple[str, str], ...]:
    content, entry = card.content, card.entry
    parties = entry.parties
    applicant = parties[entry.form.applicant].name if entry.form.applicant < len(parties) else ""
    term = f"{day_words(content.valid_from)} \u2014 {day_words(content.valid_to)}"
    return (
        (_form("name"), content.title),
        (_form("kind"), code_words("type", entry.kind)),
        (_form("signed"), day_words(card.signed_on)),
        (_form("term"), term),
        (_form("applicant"), applicant),
    )


def _amounts(card: RegistrationCard) -> tuple[tuple[str, str], ...]:
    verified = _form("none") if card.verified_fen is None else figures(card.verified_fen)
    form = card.entry.form
    return (
        (_form("total"), figures(card.entry.total_fen)),
        (_form("technical"), figures(card.entry.technical_fen)),
        (_form("verified"), verified),
        (_form("payment"), _form(f"pay_{card.content.payment}")),
        (_form("invest"), figures(form.invest_fen)),
        (_form("output"), figures(form.output_fen)),
    )


def _codes(card: RegistrationCard) -> tuple[tuple[str, str], ...]:
    form = card.entry.form
    return (
        (_form("field"), _coded("field", form.field)),
        (_form("subfield"), _subfield(card)),
        (_form("objective"), _coded("seo", form.objective)),
        (_form("industry"), _coded("industry", form.industry)),
        (_form("served"), _coded("industry", form.served_industry)),
        (_form("plan"), _coded("plan", form.plan)),
        (_form("rights"), _coded("ipr", form.rights)),
        (_form("related"), _yes(form.is_related)),
        (_form("import"), _yes(form.is_import)),
        (_form("foreign"), _yes(form.is_foreign)),
        (_form("secret"), _yes(form.is_secret)),
    )


def _other(card: RegistrationCard, issuer: Issuer) -> tuple[tuple[str, str], ...]:
    form = card.entry.form
    return (
        (_form("responsible"), form.responsible),
        (_form("preparer"), form.preparer or issuer.clerk),
        (_form("day"), day_words(card.submitted_on)),
    )


def party_fields(party: FormParty) -> tuple[tuple[str, str], ...]:
    """Give the fields of a party as label and text."""
    size = _form(f"size_{party.size}") if party.size else _form("none")
    return (
        (_form("party_name"), party.name),
        (_form("credit_code"), party.credit_code),
        (_form("country"), party.country),
        (_form("division"), party.division),
        (_form("nature"), _coded("party", party.nature)),
        (_form("representative"), party.legal_representative),
        (_form("contact"), party.contact),
        (_form("phone"), party.phone),
        (_form("address"), party.address),
        (_form("postcode"), party.postcode),
        (_form("transfer_body"), _yes(party.is_transfer_body)),
        (_form("research_body"), _yes(party.is_research_body)),
        (_form("converted"), _yes(party.is_converted_institute)),
        (_form("in_zone"), _yes(party.is_in_zone)),
        (_form("listed"), _yes(party.is_listed)),
        (_form("size"), size),
    )


def _party_table(party: FormParty) -> Table:
    who = _form("seller" if party.side is Side.SELLER else "buyer")
    columns = tuple(title.format(who=who) for title in paper_words("form", "party_columns"))
    return Table(columns, party_fields(party), PAIR)


def _section(key: str, pairs: tuple[tuple[str, str], ...]) -> Section:
    return Section(key, _form(key), (_pairs(pairs),))


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Table:
    return Table(paper_words("form", "columns"), tuple((a, b or _form("none")) for a, b in pairs), PAIR)


def _coded(table: str, code: str) -> str:
    return f"{code}\u3000{code_words(table, code)}" if code else _form("none")


def _subfield(card: RegistrationCard) -> str:
    code = card.entry.form.subfield
    return f"{code}\u3000{subfield_name(card.subfields, code)}" if code else _form("none")


def _yes(is_so: bool) -> str:
    return _form("yes" if is_so else "no")
