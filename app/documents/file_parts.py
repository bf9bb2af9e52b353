"""A sealed file taken apart: its revisions, what each of them touched, what its pages and fields hold.

Uses pyHanko to read, judges by itself. Whatever is odd raises one of pyHanko's, or Python's, own errors;
who calls takes any of them for a file that cannot be read.
"""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.errors import SignatureValidationError

from app.documents.page_text import page_text

READING_ERRORS = (PdfError, SignatureValidationError, zlib.error, ValueError, TypeError, LookupError)
"""What a reader says of a file that is not whole."""
MOST_PAGES = 5000
DEEPEST_PAGE = 50
_END = re.compile(rb"startxref\s+\d+\s+%%EOF\r?\n?")
_OWN_OF_FIELD = frozenset({"/V", "/AP"})
_OWN_OF_CATALOG = frozenset({"/Perms", "/DSS"})
_NOT_LOOKED_INTO = frozenset({"/Parent", "/P"})
Place = tuple[int, int]
"""Number and generation of an object."""


@dataclass(frozen=True)
class Field:
    """A form field as it stands in a revision: where its dictionary lies and what is fixed about it."""

    name: str
    place: Place
    fixed: str


class FileParts:
    """A file with its revisions."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.reader = PdfFileReader(io.BytesIO(pdf), strict=True)
        self.revisions: int = self.reader.xrefs.total_revisions
        if self.reader.has_xref_stream or self.reader.encrypted or self.reader.xrefs.hybrid_xrefs_present:
            raise ValueError("not written by this program")

    @functools.cached_property
    def ends(self) -> list[int]:
        """Where each revision ends in the file, by its end marks."""
        return [found.end() for found in _END.finditer(self.pdf)]

    @functools.cached_property
    def signatures(self) -> list[Any]:
        """The signatures in the order they were put in."""
        return sorted(self.reader.embedded_signatures, key=lambda one: one.signed_revision)

    def at(self, revision: int) -> Any:
        """Give the file as it stood at a revision."""
        return self.reader.get_historical_resolver(revision)

    def touched(self, revision: int) -> set[Place]:
        """Tell which objects a revision wrote."""
        refs = self.reader.xrefs.explicit_refs_in_revision(revision)
        return {(ref.idnum, ref.generation) for ref in refs}

    def freed(self, revision: int) -> bool:
        """Tell whether a revision took objects away."""
        return bool(self.reader.xrefs.refs_freed_in_revision(revision))

    def starts_inside(self, revision: int) -> bool:
        """Tell whether all that a revision wrote lies in its own stretch of the file."""
        low = self.ends[revision - 1] if revision else 0
        places = [
            self.reader.xrefs.get_historical_ref(generic.Reference(number, generation, self.reader), revision)
            for number, generation in self.touched(revision)
        ]
        return all(isinstance(place, int) and low <= place < self.ends[revision] for place in places)

    def fields(self, revision: int) -> dict[str, Field]:
        """Tell the signature fields of a revision by name."""
        return {field.name: field for field in _fields(self.at(revision))}

    def catalog_fixed(self, revision: int) -> str:
        """Tell what of the catalog no signature may change."""
        return _mark(_without(self.at(revision).root, _OWN_OF_CATALOG))

    def catalog_place(self) -> Place:
        """Tell where the catalog lies."""
        ref = self.reader.root_ref
        return ref.idnum, ref.generation

    def pages(self, revision: int) -> list[Any]:
        """List the pages of a revision."""
        found = list(itertools.islice(_pages(self.at(revision).root["/Pages"]), MOST_PAGES + 1))
        if len(found) > MOST_PAGES:
            raise ValueError("too many pages")
        return found

    def page_marks(self, revision: int) -> list[str]:
        """Tell a mark of each page that changes when anything on it changes, signatures apart."""
        marker = _Marker()
        return [marker.mark(page).hex() for page in self.pages(revision)]

    def page_texts(self, revision: int) -> list[str]:
        """Tell the text of each page."""
        return [page_text(page) for page in self.pages(revision)]

    def enclosures(self, revision: int) -> dict[str, bytes]:
        """Tell the files inside by name."""
        root = self.at(revision).root
        if "/Names" not in root or "/EmbeddedFiles" not in root["/Names"]:
            return {}
        entries = root["/Names"]["/EmbeddedFiles"]["/Names"]
        return {
            str(entries[place]): _content(entries[place + 1]["/EF"]["/F"])
            for place in range(0, len(entries), 2)
        }

    def info(self, revision: int) -> dict[str, str]:
        """Tell what the document says of itself."""
        trailer = self.at(revision).trailer_view
        if "/Info" not in trailer:
            return {}
        return {key: str(value) for key, value in trailer["/Info"].items()}

    def held_certificates(self) -> list[bytes]:
        """List the certificates the file holds for later checks (PAdES B-LT), as they stand at its end."""
        root = self.at(self.revisions - 1).root
        if "/DSS" not in root or "/Certs" not in root["/DSS"]:
            return []
        return [_content(stream.get_object()) for stream in root["/DSS"]["/Certs"]]

    def description(self, revision: int) -> str:
        """Tell a mark of the descriptive data."""
        root = self.at(revision).root
        return _mark(root.raw_get("/Metadata")) if "/Metadata" in root else ""


def _fields(handler: Any) -> Iterator[Field]:
    root = handler.root
    if "/AcroForm" not in root:
        return
    array = root["/AcroForm"]["/Fields"]
    for place in range(len(array)):
        ref = array.raw_get(place)
        field = ref.get_object()
        yield Field(str(field["/T"]), (ref.idnum, ref.generation), _mark(_without(field, _OWN_OF_FIELD)))


def _pages(node: Any, depth: int = 0) -> Iterator[Any]:
    if depth > DEEPEST_PAGE:
        raise ValueError("pages in a circle")
    if "/Kids" not in node:
        yield node
        return
    for kid in node["/Kids"]:
        yield from _pages(kid.get_object(), depth + 1)


def _content(stream: Any) -> bytes:
    """Tell what a stream holds; where it cannot be unpacked, as it lies there."""
    try:
        content: bytes = stream.data
    except (PdfError, zlib.error, ValueError):
        content = stream.encoded_data
    return content


def _without(found: Any, keys: frozenset[str]) -> Any:
    return {key: found.raw_get(key) for key in found if key not in keys}


def _mark(found: Any) -> str:
    return _Marker().mark(found).hex()


class _Marker:
    """Hashes objects with all that hangs on them; each one once, whatever else names it."""

    def __init__(self) -> None:
        self._known: dict[Place, bytes] = {}

    def mark(self, found: Any) -> bytes:
        """Hash an object; of a signature field only what no signature changes."""
        if isinstance(found, generic.IndirectObject):
            place = (found.idnum, found.generation)
            if place not in self._known:
                self._known[place] = b"<again>"
                self._known[place] = self.mark(found.get_object())  # type: ignore[no-untyped-call]
            return self._known[place]
        told = hashlib.sha256(type(found).__name__.encode())
        for part in self._parts(found):
            told.update(part)
        return told.digest()

    def _parts(self, found: Any) -> Iterator[bytes]:
        if isinstance(found, dict):
            own = _OWN_OF_FIELD if found.get("/FT") == "/Sig" else frozenset()
            for key in sorted(found):
                if key not in _NOT_LOOKED_INTO and key not in own:
                    yield key.encode() + b" " + self.mark(_raw(found, key))
            if isinstance(found, generic.StreamObject):
                yield found.encoded_data
        elif isinstance(found, generic.ArrayObject):
            for place in range(len(found)):
                yield self.mark(found.raw_get(place))
        else:
            yield repr(found).encode(errors="surrogatepass")


def _raw(found: Any, key: str) -> Any:
    return found.raw_get(key) if isinstance(found, generic.DictionaryObject) else found[key]
