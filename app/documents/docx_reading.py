"""Reading the text of a Word file (.docx): paragraphs with their numbers, tables as rows. Nothing is run.

The file comes from outside. Read are three parts of it, each up to a limit while it is unpacked; a document
type, and with it every entity, is refused. What is no text is named, so that nobody misses it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from xml.parsers import expat

from app.documents.docx_numbers import Numbering, read_numbering, read_styles
from app.documents.words import word

LARGEST_FILE = 20_000_000
LARGEST_PART = 60_000_000
DEEPEST = 250
MOST_BLOCKS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DROPPED = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "sectPr", "tblPr", "trPr", "tcPr"})
_NAMED = {
    "drawing": "picture",
    "pict": "picture",
    "object": "picture",
    "oMath": "formula",
    "footnoteReference": "footnote",
    "endnoteReference": "footnote",
    "txbxContent": "text_box",
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


class DocxTrouble(StrEnum):
    """Why a file is not read."""

    NOT_DOCX = "not_docx"
    TOO_LARGE = "too_large"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"


class DocxUnfit(Exception):
    """A file from outside cannot be read."""

    def __init__(self, trouble: DocxTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass
class Node:
    """An element: its name without the namespace, attributes without theirs, what is inside."""

    name: str
    facts: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def first(self, name: str) -> Node | None:
        """Give the first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def value(self, *names: str) -> str:
        """Give the ``val`` of a child reached by names; "" where there is none."""
        node: Node | None = self
        for name in names:
            node = node.first(name) if node else None
        return node.facts.get("val", "") if node else ""


@dataclass(frozen=True)
class Block:
    """A paragraph with the number Word gives it, or a table as rows of cells.

    level: the depth of a heading, from 0; None: it is none.
    """

    text: str = ""
    number: str = ""
    level: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class DocxText:
    """What was read, and how many pieces that are no text were left out, by their name."""

    blocks: tuple[Block, ...]
    left_out: tuple[tuple[str, int], ...]


def read_docx(content: bytes) -> DocxText:
    """Read a Word file; raises DocxUnfit for what is none, too large, locked by a password or damaged."""
    if len(content) > LARGEST_FILE:
        raise DocxUnfit(DocxTrouble.TOO_LARGE)
    if content.startswith(_OLE):
        raise DocxUnfit(DocxTrouble.ENCRYPTED if _LOCKED in content else DocxTrouble.NOT_DOCX)
    if not content.startswith(b"PK"):
        raise DocxUnfit(DocxTrouble.NOT_DOCX)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            body = _part(package, "word/document.xml")
            numbers, styles = _part(package, "word/numbering.xml"), _part(package, "word/styles.xml")
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise DocxUnfit(DocxTrouble.BROKEN) from error
    if body is None:
        raise DocxUnfit(DocxTrouble.NOT_DOCX)
    return _Reading(read_numbering(numbers), read_styles(styles)).text(body)


def _part(package: zipfile.ZipFile, name: str) -> Node | None:
    """Unpack a part up to the limit, whatever its head says about its size, and read it."""
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise DocxUnfit(DocxTrouble.ENCRYPTED)
    with package.open(info) as part:
        try:
            content = part.read(LARGEST_PART + 1)
        except Exception as error:
            # The unpackers raise errors of their own (zlib, lzma) for damaged bytes.
            raise DocxUnfit(DocxTrouble.BROKEN) from error
    if len(content) > LARGEST_PART:
        raise DocxUnfit(DocxTrouble.TOO_LARGE)
    return _tree(content)


def _tree(content: bytes) -> Node:
    root = Node("", {})
    path = [root]

    def begin(name: str, facts: dict[str, str]) -> None:
        if len(path) > DEEPEST:
            raise DocxUnfit(DocxTrouble.BROKEN)
        node = Node(_local(name), {_local(key): value for key, value in facts.items()})
        path[-1].children.append(node)
        path.append(node)

    def end(_: str) -> None:
        path.pop()

    def characters(text: str) -> None:
        path[-1].text += text

    def refuse(*_: object) -> None:
        raise DocxUnfit(DocxTrouble.BROKEN)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DocxUnfit(DocxTrouble.BROKEN) from error
    if not root.children:
        raise DocxUnfit(DocxTrouble.BROKEN)
    return root.children[0]


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Reading:
    """One pass through a document."""

    def __init__(
        self, numbering: Numbering, styles: dict[str, tuple[int | None, tuple[str, int] | None]]
    ) -> None:
        self._numbering = numbering
        self._styles = styles
        self._left_out: dict[str, int] = {}

    def text(self, document: Node) -> DocxText:
        body = document.first("body")
        if body is None:
            raise DocxUnfit(DocxTrouble.NOT_DOCX)
        blocks = []
        for block in self._blocks(body):
            blocks.append(block)
            if len(blocks) > MOST_BLOCKS:
                raise DocxUnfit(DocxTrouble.TOO_LARGE)
        named = tuple((word("importing", key), count) for key, count in self._left_out.items())
        return DocxText(tuple(blocks), named)

    def _blocks(self, parent: Node) -> Iterator[Block]:
        for node in parent.children:
            if node.name == "p":
                yield self._paragraph(node)
            elif node.name == "tbl":
                yield Block(rows=tuple(self._row(row) for row in node.children if row.name == "tr"))
            elif node.name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                yield from self._blocks(node)

    def _row(self, row: Node) -> tuple[str, ...]:
        return tuple(
            " ".join(text for block in self._blocks(cell) for text in _texts_of(block))
            for cell in row.children
            if cell.name == "tc"
        )

    def _paragraph(self, node: Node) -> Block:
        facts = node.first("pPr") or Node("", {})
        level, numbered = self._styles.get(facts.value("pStyle"), (None, None))
        own = facts.value("numPr", "numId")
        if own:
            numbered = (own, _count(facts.value("numPr", "ilvl")))
        outline = facts.value("outlineLvl")
        if outline.isdigit():
            level = int(outline) if int(outline) < 9 else None
        text = "".join(self._inline(node)).strip()
        number = self._numbering.next(*numbered) if numbered and text else ""
        return Block(text, number, level)

    def _inline(self, node: Node) -> Iterator[str]:
        for child in node.children:
            if child.name in _NAMED:
                key = _NAMED[child.name]
                self._left_out[key] = self._left_out.get(key, 0) + 1
            elif child.name == "t":
                yield child.text
            elif child.name in _SIGNS:
                yield _SIGNS[child.name]
            elif child.name == "AlternateContent":
                yield from self._inline(child.first("Choice") or Node("", {}))
            elif child.name not in _DROPPED:
                yield from self._inline(child)


def _texts_of(block: Block) -> Iterator[str]:
    if block.rows:
        yield from (text for row in block.rows for text in row if text)
    elif block.text:
        yield f"{block.number} {block.text}".strip()


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
