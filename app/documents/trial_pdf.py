"""A trial page for page printers: is it whole, true to size, and does every character come?"""

from __future__ import annotations

import io

from app.documents.archival import PAPER, new_canvas
from app.documents.code import matrix
from app.documents.drawing import MM, Canvas, draw_code, draw_line, draw_text, wrap
from app.documents.fonts import Face
from app.documents.sheets import PrinterTrialSheet
from app.documents.words import word

EDGE = 10 * MM
RULER = 100


def render_trial_page(sheet: PrinterTrialSheet) -> bytes:
    """Set an A4 page with a frame 10 mm from the edges, a ruler of 100 mm, rare characters and a code."""
    out = io.BytesIO()
    title = word("trial", "title")
    canvas = new_canvas(out, PAPER, title, sheet.hall_name)
    canvas.setLineWidth(0.6)
    canvas.rect(EDGE, EDGE, PAPER[0] - 2 * EDGE, PAPER[1] - 2 * EDGE, stroke=1, fill=0)
    y = PAPER[1] - 40 * MM
    draw_text(canvas, title, PAPER[0] / 2, y, Face.SONG_BOLD, 22, "center")
    facts = [
        sheet.hall_name,
        word("trial", "printer", printer=sheet.printer),
        word("trial", "printed_at", printed_at=sheet.printed_at),
        word("trial", "rare"),
        word("trial", "marks"),
        word("trial", "frame"),
    ]
    y -= 16 * MM
    for fact in facts:
        for line in wrap(fact, PAPER[0] - 50 * MM, Face.SONG, 11):
            draw_line(canvas, line, 25 * MM, y, Face.SONG, 11)
            y -= 18
        y -= 4
    _draw_ruler(canvas, 25 * MM, y - 12 * MM)
    draw_code(canvas, matrix(sheet.code), 25 * MM, y - 60 * MM, 0.8)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_ruler(canvas: Canvas, x: float, y: float) -> None:
    canvas.setLineWidth(0.4)
    canvas.line(x, y, x + RULER * MM, y)
    for step in range(RULER + 1):
        tick = (5 if step % 10 == 0 else 3 if step % 5 == 0 else 2) * MM
        canvas.line(x + step * MM, y, x + step * MM, y + tick)
        if step % 10 == 0:
            draw_text(canvas, str(step), x + step * MM, y - 10, Face.SONG, 8, "center")
