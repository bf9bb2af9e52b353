"""A page canvas for papers that last: PDF/A-3b, signature fields, files inside, the same bytes each time.

Everything a later signature needs is there from the start, so that a signature touches its own field alone.
"""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as pdfgen

from app.documents.colour import srgb_profile
from app.documents.drawing import MM
from app.documents.fonts import Face, font
from app.documents.sheets import Enclosure

# Streams are packed bytes, not letters for mail programs of the last century.
rl_config.useA85 = 0

PAPER = (210 * MM, 297 * MM)
CREATOR = "Guitai"
PDF_VERSION = (1, 7)
PART = 3
Rect = tuple[float, float, float, float]
_SHOWN = 4 + 128  # printed with the page, not to be moved (ISO 32000-1, 12.5.3)
_END = b"endstream\n"
_HIDDEN: Rect = (0.0, 0.0, 0.0, 0.0)


class ArchivalCanvas(pdfgen.Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that carries no time and no font but our own."""

    def __init__(self, out: io.BytesIO, paper: tuple[float, float], title: str, author: str) -> None:
        font(Face.SONG)
        super().__init__(
            out,
            pagesize=paper,
            invariant=1,
            pageCompression=1,
            initialFontName=Face.SONG.value,
            lang="zh-CN",
            pdfVersion=PDF_VERSION,
        )
        self._doc.info = _Info()
        self._refer = self._doc.Reference
        self._doc.Reference = self._reference
        self.setTitle(title)
        self.setAuthor(author)
        self.setCreator(CREATOR)
        self.setProducer(CREATOR)
        self.setSubject("")
        self._fields: list[object] = []
        self._enclosed: list[tuple[str, object]] = []

    def add_signature_field(self, name: str, rect: Rect | None = None, *, locks: bool = False) -> None:
        """Place an empty signature field on the page being drawn; without a rectangle nothing of it is seen.

        ``locks``: whoever signs it lets nothing be changed afterwards (ISO 32000-1, 12.7.4.5).
        """
        told = {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Widget"),
            "FT": pdfdoc.PDFName("Sig"),
            "T": pdfdoc.PDFString(name),
            "F": _SHOWN,
            "Rect": pdfdoc.PDFArray([round(value, 3) for value in rect or _HIDDEN]),
            "P": pdfdoc.PDFObjectReference(self._doc.thisPageName()),
            "AP": pdfdoc.PDFDictionary({"N": self._blank(rect or _HIDDEN)}),
        }
        if locks:
            lock = {"Type": pdfdoc.PDFName("SigFieldLock"), "Action": pdfdoc.PDFName("All"), "P": 1}
            told["Lock"] = pdfdoc.PDFDictionary(lock)
        self._addAnnotation(pdfdoc.PDFDictionary(told), f"field{name}")
        self._fields.append(self._doc.refAnnotation(f"field{name}"))

    def enclose(self, files: Sequence[Enclosure]) -> None:
        """Put files inside; each is named as belonging to the whole document (ISO 32000-2, 14.13)."""
        for enclosure in files:
            content = pdfdoc.PDFStream(
                pdfdoc.PDFDictionary(
                    {
                        "Type": pdfdoc.PDFName("EmbeddedFile"),
                        "Subtype": pdfdoc.PDFName(enclosure.media_type.replace("/", "#2F")),
                        "Params": pdfdoc.PDFDictionary(
                            {
                                "Size": len(enclosure.content),
                                "CheckSum": pdfdoc.PDFText(
                                    hashlib.md5(enclosure.content, usedforsecurity=False).digest(), enc="raw"
                                ),
                            }
                        ),
                    }
                ),
                enclosure.content,
                [pdfdoc.PDFZCompress],
            )
            stream = self._doc.Reference(content)
            told = {
                "Type": pdfdoc.PDFName("Filespec"),
                "F": pdfdoc.PDFString(enclosure.name),
                "UF": pdfdoc.PDFString(enclosure.name),
                "AFRelationship": pdfdoc.PDFName(enclosure.relationship),
                "Desc": pdfdoc.PDFString(enclosure.description),
                "EF": pdfdoc.PDFDictionary({"F": stream, "UF": stream}),
            }
            self._enclosed.append((enclosure.name, self._doc.Reference(pdfdoc.PDFDictionary(told))))

    def save(self) -> None:
        """Finish the document."""
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF", "OutputIntents", "Extensions"]
        catalog.Metadata = self._metadata()
        catalog.OutputIntents = pdfdoc.PDFArray([self._output_intent()])
        if self._fields:
            form = {"Fields": pdfdoc.PDFArray(self._fields), "SigFlags": 3}
            catalog.AcroForm = pdfdoc.PDFDictionary(form)
            catalog.Extensions = _extensions()
        if self._enclosed:
            catalog.AF = pdfdoc.PDFArray([reference for _, reference in self._enclosed])
            catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": _name_tree(self._enclosed)})
        super().save()

    def _reference(self, thing: object, name: str | None = None) -> object:
        """Take an object in; a stream gets the line end before its end mark (ISO 19005-1, 6.1.7)."""
        if isinstance(thing, pdfdoc.PDFStream | pdfdoc.PDFFormXObject):
            thing.format = functools.partial(_ended, thing)
        return self._refer(thing, name)

    def _blank(self, rect: Rect) -> object:
        name = f"blank{len(self._fields)}"
        told = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Form"),
            "BBox": pdfdoc.PDFArray([0, 0, round(rect[2] - rect[0], 3), round(rect[3] - rect[1], 3)]),
            "Resources": pdfdoc.PDFDictionary({}),
        }
        return self._doc.Reference(pdfdoc.PDFStream(pdfdoc.PDFDictionary(told), b"\n"), name)

    def _metadata(self) -> object:
        info = self._doc.info
        xmp = _XMP.format(
            title=escape(info.title),
            author=escape(info.author),
            subject=escape(info.subject),
            keywords=escape(info.keywords),
            creator=CREATOR,
            part=PART,
        )
        told = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
        return pdfdoc.PDFStream(pdfdoc.PDFDictionary(told), xmp.encode())

    def _output_intent(self) -> object:
        profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), srgb_profile(), [pdfdoc.PDFZCompress])
        told = {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": self._doc.Reference(profile),
        }
        return pdfdoc.PDFDictionary(told)


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """What the document is called; no moment of making, which would make each file another one."""

    def format(self, document: object) -> bytes:
        told = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Keywords": self.keywords,
            "Creator": self.creator,
            "Producer": self.producer,
        }
        strings = {key: pdfdoc.PDFString(text) for key, text in told.items() if text}
        content: bytes = pdfdoc.PDFDictionary(strings).format(document)
        return content


def new_canvas(out: io.BytesIO, paper: tuple[float, float], title: str, author: str) -> ArchivalCanvas:
    """Open a canvas for a paper."""
    return ArchivalCanvas(out, paper, title, author)


def _ended(stream: object, document: object) -> bytes:
    told: bytes = type(stream).format(stream, document)  # type: ignore[attr-defined]
    return told.removesuffix(_END) + b"\n" + _END


def _name_tree(files: list[tuple[str, object]]) -> object:
    entries: list[object] = []
    for name, reference in sorted(files, key=lambda entry: entry[0].encode("utf-16-be")):
        entries += [pdfdoc.PDFString(name), reference]
    return pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(entries)})


def _extensions() -> object:
    """Name the extension that signatures of kind PAdES belong to (ETSI EN 319 142-1)."""
    level = {"BaseVersion": pdfdoc.PDFName("1.7"), "ExtensionLevel": 1}
    return pdfdoc.PDFDictionary({"ESIC": pdfdoc.PDFDictionary(level)})


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{creator}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
