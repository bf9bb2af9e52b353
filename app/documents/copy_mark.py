"""The mark of a paper copy (第 k 份／共 n 份, 补打) on a derivative made for printing alone.

The sealed file itself is never touched: a marked one would be an altered one.
"""

from __future__ import annotations

import io

from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.archival import new_canvas
from app.documents.drawing import MM, draw_text, fitted
from app.documents.fonts import Face

ROOM = (80 * MM, 6 * MM)
PLACE = (22 * MM, 288.5 * MM)
"""In the upper margin at the left, away from text, seals and codes."""
SIZE = 9.0
_NAME = "/GuitaiCopy"


def marked(pdf: bytes, mark: str) -> bytes:
    """Give a derivative of a PDF that carries a mark on every page, for the printer."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    drawn = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(_drawn(mark))))
    placed = StreamObject(stream_data=f"q 1 0 0 1 {PLACE[0]:.2f} {PLACE[1]:.2f} cm {_NAME} Do Q".encode())
    reference = writer.add_object(placed)
    for page in range(int(writer.root["/Pages"]["/Count"])):
        named = DictionaryObject({NameObject(_NAME): drawn})  # type: ignore[no-untyped-call]
        resources = DictionaryObject({NameObject("/XObject"): named})  # type: ignore[no-untyped-call]
        writer.add_stream_to_page(page, reference, resources)  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _drawn(mark: str) -> bytes:
    out = io.BytesIO()
    canvas = new_canvas(out, ROOM, mark, "")
    draw_text(canvas, mark, 0, 2 * MM, Face.SONG, fitted(mark, ROOM[0], Face.SONG, SIZE))
    canvas.showPage()
    canvas.save()
    return out.getvalue()
