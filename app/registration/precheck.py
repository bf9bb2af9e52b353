"""The 24 rules looked at before the parties leave (counter.md idea 10): what is wrong, where it is mended.

Each rule is a pure function of the case; its words, article, ground and place are data
(resources/templates/registration/precheck.toml).
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.contracts.codes import valid_codes
from app.contracts.content import ContractContent
from app.contracts.states import Payment, Side
from app.documents.words import word
from app.kernel.errors import FieldRefused
from app.kernel.money import figures
from app.kernel.places import resource
from app.reception.documents import check_credit_code
from app.registration.fields import Subfields, offered
from app.registration.form import (
    CHINA,
    NO_RIGHTS,
    CaseEntry,
    FormParty,
    asked_facts,
    code_words,
    is_enterprise,
    is_person,
    kind_of_template,
)
from app.registration.numbers import PROVINCES
from app.registration.profiles import papers, profile
from app.registration.states import MaterialMark, MendedAt, Weight
from app.registration.words import paper_word

SMALL_SHARE = 20
"""Total over technical amount from which the registrar is told (domain.md 1.7: under 5 %)."""
LEAST_TITLE = 4
"""Characters: a shorter name tells no technical content."""
_FOREIGN_PROVINCES = PROVINCES | {"71", "81", "82"}


@dataclass(frozen=True)
class CaseFacts:
    """What the rules look at. ``registered_names``: how the hall has a party's unit, by its place.

    subfields: the second level of technical fields as the hall has it.
    """

    entry: CaseEntry
    content: ContractContent
    template_code: str
    signed_on: date
    today: date
    registered_names: dict[int, str]
    subfields: Subfields = ()


@dataclass(frozen=True)
class RuleWords:
    """A rule as data."""

    law: str
    ground: str
    place: MendedAt
    weight: Weight
    text: str
    text_en: str


@dataclass(frozen=True)
class CheckFinding:
    """What a rule found. ``field``: where to go on the page; ``party``: the place of the party, or None."""

    rule: str
    field: str
    about: str
    party: int | None = None

    @property
    def words(self) -> RuleWords:
        """The rule's data."""
        return rule_words()[self.rule]

    @property
    def number(self) -> int:
        """The rule's number, from 1."""
        return int(self.rule[1:])

    @property
    def stops(self) -> bool:
        """Whether it stops the acceptance."""
        return self.words.weight is Weight.STOPS

    @property
    def text(self) -> str:
        """The finding in Chinese, for paper."""
        return self.words.text.format(about=self.about)

    @property
    def text_en(self) -> str:
        """The finding in English."""
        return self.words.text_en.format(about=self.about)


Found = Iterator[tuple[str, str, int | None]]
Rule = Callable[[CaseFacts], Found]


def precheck(facts: CaseFacts) -> tuple[CheckFinding, ...]:
    """Look at a case by every rule, in their order; what stops comes with what is only said."""
    return tuple(
        CheckFinding(rule, field, about, party)
        for rule, look in RULES.items()
        for field, about, party in look(facts)
    )


@functools.cache
def rule_words() -> dict[str, RuleWords]:
    """Give the data of every rule."""
    told = tomllib.loads(resource("templates/registration/precheck.toml").read_text(encoding="utf-8"))
    return {
        key: RuleWords(**{**words, "place": MendedAt(words["place"]), "weight": Weight(words["weight"])})
        for key, words in told.items()
    }


def _each(facts: CaseFacts) -> Iterator[tuple[int, FormParty]]:
    return iter(enumerate(facts.entry.parties))


def _sides(facts: CaseFacts) -> Found:
    there = {p.side for p in facts.entry.parties if p.name}
    for side in Side:
        if side not in there:
            yield "parties", word("copies", f"side_{side}"), None


def _registered_name(facts: CaseFacts) -> Found:
    for place, party in _each(facts):
        known = facts.registered_names.get(place, "")
        contract = facts.content.parties[place].name if place < len(facts.content.parties) else party.name
        if known and known != party.name:
            yield "name", f"{party.name} / {known}", place
        elif contract != party.name:
            yield "name", f"{party.name} / {contract}", place


def _credit_code(facts: CaseFacts) -> Found:
    for place, party in _each(facts):
        if party.country == CHINA and not is_person(party.nature) and not _is_credit_code(party.credit_code):
            yield "credit_code", party.name, place


def _country(facts: CaseFacts) -> Found:
    for place, party in _each(facts):
        if not (len(party.country) == 3 and party.country.isascii() and party.country.isdigit()):
            yield "country", party.name, place


def _division(facts: CaseFacts) -> Found:
    for place, party in _each(facts):
        code = party.division
        is_right = len(code) == 6 and code.isascii() and code.isdigit() and code[:2] in _FOREIGN_PROVINCES
        if party.country == CHINA and not is_right:
            yield "division", party.name, place


def _nature(facts: CaseFacts) -> Found:
    known = {row.code for row in valid_codes("party", facts.today)}
    for place, party in _each(facts):
        if party.nature not in known or (is_enterprise(party.nature) and not party.size):
            yield ("size" if party.nature in known else "nature"), party.name, place


def _reachable(facts: CaseFacts) -> Found:
    for place, party in _each(facts):
        wanted = ("contact", "phone", "address")
        asked = wanted if is_person(party.nature) else ("legal_representative", *wanted)
        empty = next((name for name in asked if not getattr(party, name)), None)
        if empty is not None:
            yield empty, party.name, place


def _related(facts: CaseFacts) -> Found:
    sides = [{p.legal_representative for p in facts.entry.parties if p.side is side} - {""} for side in Side]
    if sides[0] & sides[1] and not facts.entry.form.is_related:
        yield "is_related", " ".join(p.name for p in facts.entry.parties), None


def _applicant(facts: CaseFacts) -> Found:
    entry = facts.entry
    place = entry.form.applicant
    if not 0 <= place < len(entry.parties):
        yield "applicant", "", None
        return
    party = entry.parties[place]
    is_buyer_at_home = party.side is Side.BUYER and party.country == CHINA
    is_right = is_buyer_at_home if entry.form.is_import else party.side is Side.SELLER
    if not is_right:
        yield "applicant", party.name, place


def _title(facts: CaseFacts) -> Found:
    if len(facts.content.title) < LEAST_TITLE:
        yield "title", facts.content.title, None


def _kind(facts: CaseFacts) -> Found:
    known = {row.code for row in valid_codes("type", facts.signed_on) if row.parent}
    drafted = kind_of_template(facts.template_code, facts.content.answers)
    kind = facts.entry.kind
    if kind not in known:
        yield "kind", code_words("type", kind), None
    elif drafted and drafted[:3] != kind[:3]:
        yield "kind", f"{code_words('type', kind)} / {code_words('type', drafted)}", None


def _total(facts: CaseFacts) -> Found:
    if facts.entry.total_fen <= 0 or facts.entry.total_fen != facts.content.total_fen:
        yield "total", f"{figures(facts.entry.total_fen)} / {figures(facts.content.total_fen)}", None


def _technical(facts: CaseFacts) -> Found:
    if not 0 < facts.entry.technical_fen <= facts.entry.total_fen:
        yield "technical", figures(facts.entry.technical_fen), None


def _costs(facts: CaseFacts) -> Found:
    spent = sum(cost.fen for cost in facts.content.costs)
    wanted = facts.entry.total_fen - spent
    if facts.content.costs and facts.entry.technical_fen > wanted:
        yield "technical", f"{figures(facts.entry.technical_fen)} / {figures(wanted)}", None


def _small(facts: CaseFacts) -> Found:
    technical = facts.entry.technical_fen
    if 0 < technical * SMALL_SHARE < facts.entry.total_fen:
        yield "technical", figures(technical), None


def _payment(facts: CaseFacts) -> Found:
    content = facts.content
    if content.payment is Payment.INSTALMENTS:
        told = sum(part.fen for part in content.instalments)
        if told != content.total_fen:
            yield "payment", f"{figures(told)} / {figures(content.total_fen)}", None
    elif content.payment in (Payment.ROYALTY, Payment.ENTRY_AND_ROYALTY) and content.terms.royalty is None:
        yield "payment", "", None


def _royalty(facts: CaseFacts) -> Found:
    if facts.content.payment in (Payment.ROYALTY, Payment.ENTRY_AND_ROYALTY):
        yield "payment", figures(facts.content.terms.entry_fee_fen), None


def _signed_day(facts: CaseFacts) -> Found:
    if facts.signed_on > facts.today:
        yield "signed_on", facts.signed_on.isoformat(), None


def _term(facts: CaseFacts) -> Found:
    start, end = facts.content.valid_from, facts.content.valid_to
    if start is None or end is None:
        yield "term", "", None
    elif end < start or (profile(facts.entry.profile).needs_effect and not start <= facts.today <= end):
        yield "term", f"{start.isoformat()} / {end.isoformat()}", None


def _in_time(facts: CaseFacts) -> Found:
    days = profile(facts.entry.profile).apply_within_days
    last = facts.signed_on + timedelta(days=days)
    if days and facts.today > last:
        yield "signed_on", last.isoformat(), None


def _codes(facts: CaseFacts) -> Found:
    form = facts.entry.form
    for field, table, code in (
        ("field", "field", form.field),
        ("objective", "seo", form.objective),
        ("industry", "industry", form.industry),
        ("served_industry", "industry", form.served_industry),
        ("plan", "plan", form.plan),
    ):
        if code not in {row.code for row in valid_codes(table, facts.today)}:
            label = paper_word("form", "served" if field == "served_industry" else field)
            yield field, label, None
    below = {row.code for row in offered(facts.subfields, form.field, facts.today)}
    if form.subfield not in (below or {""}):
        yield "subfield", paper_word("form", "subfield"), None


def _rights(facts: CaseFacts) -> Found:
    rights = facts.entry.form.rights
    known = {row.code for row in valid_codes("ipr", facts.today)}
    must = facts.entry.kind[:3] in ("TRF", "LIC")
    if rights not in known or (must and rights == NO_RIGHTS):
        yield "rights", code_words("ipr", rights), None


def _papers(facts: CaseFacts) -> Found:
    entry = facts.entry
    for rule in papers(entry.kind, asked_facts(entry.form, facts.content)):
        if entry.materials.get(rule.key, MaterialMark.MISSING) is MaterialMark.MISSING:
            yield rule.key, rule.name, None


def _originals(facts: CaseFacts) -> Found:
    least = profile(facts.entry.profile).least_originals
    if facts.entry.form.originals < least:
        yield "originals", f"{facts.entry.form.originals} / {least}", None


RULES: dict[str, Rule] = {
    "p01": _sides,
    "p02": _registered_name,
    "p03": _credit_code,
    "p04": _country,
    "p05": _division,
    "p06": _nature,
    "p07": _reachable,
    "p08": _related,
    "p09": _applicant,
    "p10": _title,
    "p11": _kind,
    "p12": _total,
    "p13": _technical,
    "p14": _costs,
    "p15": _small,
    "p16": _payment,
    "p17": _royalty,
    "p18": _signed_day,
    "p19": _term,
    "p20": _in_time,
    "p21": _codes,
    "p22": _rights,
    "p23": _papers,
    "p24": _originals,
}


def _is_credit_code(text: str) -> bool:
    try:
        return bool(text) and bool(check_credit_code(text).number)
    except FieldRefused:
        return False
