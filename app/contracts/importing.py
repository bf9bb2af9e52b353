"""A text from outside (.docx) becomes a draft of the parties' own text; guesses are confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.contracts.beginning import Numbers, begin
from app.contracts.check_texts import repealed_laws
from app.contracts.content import ClauseContent, ContractContent, PartyContent
from app.contracts.editions import current_template
from app.contracts.import_guessing import GuessedAmount as GuessedAmount
from app.contracts.import_guessing import GuessedParty as GuessedParty
from app.contracts.import_guessing import Guesses, guess
from app.contracts.refusals import ImportProblem, ImportRefused
from app.contracts.states import Stage
from app.contracts.versions import keep_version
from app.documents.docx_reading import Block, DocxUnfit, read_docx
from app.documents.wordings import Wordings
from app.documents.words import word_or
from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.security.actors import Actor, Permission
from app.storage.store import Store

FREE_CODE = "free"


@dataclass(frozen=True)
class ImportedText:
    """A text as it was read. Nothing of ``guesses`` is taken before somebody has confirmed it.

    repealed: clauses by their place that name a law which no longer is, with the name of the law.
    left_out: what was no text, by its name, and how often.
    """

    name: str
    clauses: tuple[ClauseContent, ...]
    guesses: Guesses
    repealed: tuple[tuple[int, str], ...]
    left_out: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ImportChoice:
    """What the clerk has confirmed or typed; what stands here becomes the draft, and nothing else."""

    title: str
    clauses: tuple[ClauseContent, ...]
    parties: tuple[PartyContent, ...] = ()
    total_fen: int = 0
    technical_fen: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    place: str = ""
    contract_type: str = ""
    visit_id: str | None = None
    booking_id: str | None = None


class Importing:
    """The desk where texts from outside come in."""

    def __init__(self, store: Store, confirm: Confirm, zone: str, wordings: Wordings) -> None:
        self._store = store
        self._numbers = Numbers(store, confirm, zone)
        self._wordings = wordings

    def read(self, name: str, content: bytes) -> ImportedText:
        """Read a Word file; nothing is kept. Refuses with ImportRefused."""
        try:
            found = read_docx(content)
        except DocxUnfit as error:
            raise ImportRefused(name, ImportProblem(error.trouble.value)) from error
        clauses = tuple(_clauses(found.blocks))
        if not clauses:
            raise ImportRefused(name, ImportProblem.NO_TEXT)
        repealed = [
            (place, law) for place, c in enumerate(clauses) for law in repealed_laws(c.title + c.text)
        ]
        return ImportedText(name, clauses, guess(list(_lines(found.blocks))), tuple(repealed), found.left_out)

    def start(self, name: str, choice: ImportChoice, *, actor: Actor) -> Outcome[str]:
        """Begin a draft with what was confirmed, and keep it as its first version. Gives its key."""
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.look() as session:
            template = current_template(session, FREE_CODE)
        number = self._numbers.next()
        content = ContractContent(
            title=choice.title,
            parties=choice.parties,
            total_fen=choice.total_fen,
            technical_fen=choice.technical_fen,
            answers={"contract_type": choice.contract_type} if choice.contract_type else {},
            valid_from=choice.valid_from,
            valid_to=choice.valid_to,
            place=choice.place,
            copies=max(4, len(choice.parties) + 2),
            clauses=choice.clauses,
            wordings=self._wordings.told(),
        )
        with self._store.change(actor, "import_contract") as work:
            contract = begin(work, number, template, content, choice.visit_id, choice.booking_id)
            keep_version(work, contract, Stage.IMPORTED, name)
        return work.outcome(contract.id)


def _clauses(blocks: tuple[Block, ...]) -> Iterator[ClauseContent]:
    """Gather the blocks under their headings, which become sections; before the first: one without title."""
    title, lines = "", list[str]()
    for block in blocks:
        heading = _heading(block)
        if heading:
            if lines or title:
                yield ClauseContent("\n".join(lines), title=title)
            title, lines = heading, []
        else:
            lines += [line for line in _told(block) if line]
    if lines or title:
        yield ClauseContent("\n".join(lines), title=title)


def _heading(block: Block) -> str:
    """Give the words of a heading without its number; "" for what is none.

    A heading is short and is no sentence: by Word's outline, by its number or by how it begins.
    """
    text = block.text.strip()
    if block.rows or not text or len(text) > int(word_or("importing", "longest_heading")):
        return ""
    if text[-1] in word_or("importing", "sentence_end") or "\n" in text:
        return ""
    begins = re.match(word_or("importing", "heading"), text)
    by_number = re.match(word_or("importing", "heading"), f"{block.number} ") if block.number else None
    if block.level is None and begins is None and by_number is None:
        return ""
    return text[begins.end() :].strip() or text if begins else text


def _told(block: Block) -> Iterator[str]:
    if block.rows:
        yield from (word_or("importing", "cell").join(row).strip() for row in block.rows)
    else:
        yield f"{block.number} {block.text}".strip()


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Tell the lines guesses are made from; a row of two cells is a label with its text."""
    for block in blocks:
        for row in block.rows:
            cells = [cell for cell in row if cell]
            is_pair = len(cells) == 2 and not cells[0].endswith(("\uff1a", ":"))
            yield "\uff1a".join(cells) if is_pair else word_or("importing", "cell").join(cells)
        yield from block.text.splitlines()
