"""Pages printed, altered by a forger who has our faces, copied and scanned: for tests of the comparison."""

from __future__ import annotations

import functools
import io
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.documents.file_parts import FileParts
from app.documents.fonts import font_file
from app.documents.glyph_forms import face_named
from app.documents.page_drawing import DPI, DrawnPage, Glyph, draw_page

FINE = 300
WHITE = (255, 255, 255)


@functools.lru_cache(maxsize=8)
def printed(pdf: bytes, page: int) -> Image.Image:
    """A page as another program than ours draws it, at 300 dpi."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(pdf)
        command = ["pdftoppm", "-r", str(FINE), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
        subprocess.run([*command, str(file), str(file.with_suffix(""))], check=True)
        with Image.open(file.with_suffix(".png")) as picture:
            return picture.convert("RGB")


@functools.lru_cache(maxsize=8)
def drawn(pdf: bytes, page: int) -> DrawnPage:
    parts = FileParts(pdf)
    return draw_page(parts.pages(parts.revisions - 1)[page - 1])


def glyph_of(pdf: bytes, page: int, sign: str, turn: int = 0) -> Glyph:
    """The character of a page's text, the first or a later one."""
    return [g for g in drawn(pdf, page).glyphs if g.text == sign and g.size > 27][turn]


def with_another(picture: Image.Image, glyph: Glyph, sign: str) -> Image.Image:
    """Set another character in the very place of one, in the same face and size."""
    k = FINE / DPI
    changed = picture.copy()
    draw = ImageDraw.Draw(changed)
    left, top, right, foot = (value * k for value in glyph.box)
    draw.rectangle((left - 1, top - 1, right, foot + 2), fill=WHITE)
    font = ImageFont.truetype(str(font_file(face_named(glyph.face))), glyph.size * k)
    draw.text((left, glyph.base * k), sign, fill=(0, 0, 0), font=font, anchor="ls")
    return changed


def copied(picture: Image.Image, seed: int) -> Image.Image:
    """Through a photocopier: a little crooked, blurred, with harder contrast."""
    grey = picture.convert("L").rotate(0.4, Image.Resampling.BICUBIC, fillcolor=255)
    dots = np.asarray(grey.filter(ImageFilter.GaussianBlur(1.1)), dtype=np.float32)
    dots = dots + np.random.default_rng(seed).normal(0, 8, dots.shape)
    return Image.fromarray(np.clip((dots - 60) * 255 / 140, 0, 255).astype(np.uint8)).convert("RGB")


def scanned(picture: Image.Image, turn: float = 2.0, seed: int = 1, noise: float = 6.0) -> bytes:
    """A rough scan of 200 dpi: crooked, blurred, uneven in feed and light, grey, noisy, JPEG."""
    rows = np.arange(picture.height)
    uneven = np.clip(rows + 1.2 * np.sin(rows / 120), 0, picture.height - 1).astype(int)
    fed = Image.fromarray(np.asarray(picture)[uneven])
    laid = fed.rotate(turn, Image.Resampling.BICUBIC, fillcolor=WHITE, translate=(9, -7))
    soft = laid.filter(ImageFilter.GaussianBlur(1.2))
    size = (round(soft.width * DPI / FINE * 1.004), round(soft.height * DPI / FINE * 1.004))
    dots = np.asarray(soft.resize(size, Image.Resampling.BOX), dtype=np.float32)
    shade = 1 - 0.06 * np.linspace(0, 1, dots.shape[1])[None, :, None]
    rough = (dots * 0.88 + 14) * shade + np.random.default_rng(seed).normal(0, noise, dots.shape)
    out = io.BytesIO()
    Image.fromarray(np.clip(rough, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=80)
    return out.getvalue()
