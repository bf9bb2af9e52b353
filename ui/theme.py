"""The look: tokens of resources/theme become one stylesheet, a palette, fonts and icons."""

from __future__ import annotations

import logging
import tempfile
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Literal, Protocol

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from app.kernel.places import resource

log = logging.getLogger(__name__)

Mode = Literal["light", "dark"]
FAMILIES = ("Noto Sans SC", "HanaMinB")
POINTS = {"small": 10.5, "body": 12.0, "large": 14.0, "title": 19.0, "figure": 24.0, "huge": 30.0}
_TEXT_FONTS = ("fonts/NotoSansSC-Regular.ttf", "fonts/NotoSansSC-Bold.ttf")
_RARE_FONT = "fonts/HanaMinB.ttf"
_MODES: dict[str, Mode] = {"light": "light", "dark": "dark"}
_SPACED = 1.25
_ICON_SIDES = (16, 18, 20, 24, 27, 30, 32, 36, 40, 48, 64, 96)


@dataclass(frozen=True)
class Theme:
    """What a person can choose: light or dark, and how large the text is (1.0 to 1.5)."""

    mode: Mode = "light"
    text_scale: float = 1.0


class HasIcon(Protocol):
    """A button or action."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Take the icon."""

    def setProperty(self, name: str, value: object, /) -> bool:
        """Keep a property."""
        ...


@dataclass
class _Look:
    """What is in force."""

    theme: Theme = field(default_factory=Theme)
    fonts: set[str] = field(default_factory=set)
    glyphs: tempfile.TemporaryDirectory[str] | None = None


_look = _Look()


@lru_cache(maxsize=4)
def tokens(mode: Mode) -> dict[str, str]:
    """Read the colours of a mode by name."""
    text = resource(f"theme/{mode}.toml").read_text(encoding="utf-8")
    colours = tomllib.loads(text)["colour"]
    return {str(name): str(value) for name, value in colours.items()}


def mode_named(name: str) -> Mode:
    """Read a mode from a setting; anything else is light."""
    return _MODES.get(name, "light")


def is_dark() -> bool:
    """Tell whether the dark theme is in force."""
    return _look.theme == Theme("dark", _look.theme.text_scale)


def current() -> Theme:
    """Tell which theme is in force."""
    return _look.theme


def colour(name: str) -> QColor:
    """Give a colour for a painted widget; ask while painting, so that a switch is followed."""
    return QColor(tokens(_look.theme.mode)[name])


def is_applied(theme: Theme) -> bool:
    """Tell whether a theme is in force and the program is dressed in it."""
    return _look.theme == theme and bool(_look.fonts)


def px(length: int) -> int:
    """Give a length that grows with the text."""
    return round(length * _look.theme.text_scale)


def font(size: str = "body", *, bold: bool = False) -> QFont:
    """Give a font for a painted widget, by the names of POINTS."""
    made = QFont(list(FAMILIES))
    made.setPointSizeF(POINTS[size] * _look.theme.text_scale)
    made.setBold(bold)
    return made


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole program; windows that are open change at once."""
    _look.theme = theme
    for name in _TEXT_FONTS:
        _load_font(name)
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(sheet(theme))
    for widget in app.allWidgets():
        _put_icon(widget)


def load_rare_characters() -> None:
    """Load the large font of rare characters; called once the first window is painted."""
    _load_font(_RARE_FONT)


def sheet(theme: Theme) -> str:
    """Make the stylesheet of a theme."""
    text = resource("theme/guitai.qss").read_text(encoding="utf-8")
    values: dict[str, object] = dict(tokens(theme.mode))
    values |= {f"pt_{name}": f"{points * theme.text_scale:.1f}" for name, points in POINTS.items()}
    scale = theme.text_scale
    values |= {"gap_1": 8, "gap_1m": 7, "gap_2": 16, "gap_2m": 15, "gap_3": 24, "gap_3m": 23}
    values |= {"h_button": round(36 * scale), "h_button2": round(36 * scale) - 2}
    values |= {"h_field": round(36 * scale), "h_field2": round(36 * scale) - 2}
    values |= {"h_row": round(32 * scale), "h_hint": round(26 * scale)}
    values |= {"img_down": _glyph("chevron-down", "muted"), "img_check": _glyph("check", "on_accent")}
    return Template(text).substitute(values)


def icon(name: str, role: str = "text", on_role: str = "", *, spaced: bool = False) -> QIcon:
    """Give an icon of the set in a colour of the theme; ``on_role`` colours it while checked.

    ``spaced`` leaves room at its right, where words follow: Qt itself leaves only four pixels.
    """
    values = tokens(_look.theme.mode)
    return _icon(name, values[role], values[on_role or role], values["disabled"], spaced)


def icon_size(side: int, *, spaced: bool = False) -> QSize:
    """Give the size to draw an icon at; it grows with the text."""
    return QSize(round(px(side) * (_SPACED if spaced else 1)), px(side))


def set_icon(
    target: HasIcon, name: str, role: str = "text", on_role: str = "", *, spaced: bool = False
) -> None:
    """Put an icon on a button and keep it in the theme's colour when the theme changes."""
    target.setProperty("themedIcon", f"{name}|{role}|{on_role}|{'spaced' if spaced else ''}")
    target.setIcon(icon(name, role, on_role, spaced=spaced))


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property the stylesheet looks at, and have the widget look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def draw_icon(painter: QPainter, name: str, place: QRectF, role: str) -> None:
    """Paint an icon of the set sharply at any scale."""
    drawing = _drawing(name, tokens(_look.theme.mode)[role])
    QSvgRenderer(QByteArray(drawing)).render(painter, place)


def _put_icon(widget: QWidget) -> None:
    wanted = widget.property("themedIcon")
    setter = getattr(widget, "setIcon", None)
    if isinstance(wanted, str) and setter is not None:
        name, role, on_role, spaced = wanted.split("|")
        setter(icon(name, role, on_role, spaced=bool(spaced)))


def _load_font(name: str) -> None:
    if name in _look.fonts:
        return
    _look.fonts.add(name)
    if QFontDatabase.addApplicationFont(str(resource(name))) < 0:
        log.error("font %s could not be loaded; another stands in", name)


def _palette() -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    for where, name in {
        role.Window: "ground",
        role.WindowText: "text",
        role.Base: "card",
        role.AlternateBase: "raised",
        role.Text: "text",
        role.Button: "card",
        role.ButtonText: "text",
        role.BrightText: "trouble",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.ToolTipBase: "card",
        role.ToolTipText: "text",
        role.PlaceholderText: "faint",
        role.Link: "accent",
        role.Dark: "line",
    }.items():
        palette.setColor(where, colour(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, colour("disabled"))
    return palette


@lru_cache(maxsize=256)
def _drawing(name: str, hex_colour: str) -> bytes:
    path = resource(f"icons/{name}.svg")
    return path.read_text(encoding="utf-8").replace("currentColor", hex_colour).encode()


@lru_cache(maxsize=512)
def _icon(name: str, plain: str, checked: str, disabled: str, spaced: bool) -> QIcon:
    made = QIcon()
    for shade, mode, state in (
        (plain, QIcon.Mode.Normal, QIcon.State.Off),
        (checked, QIcon.Mode.Normal, QIcon.State.On),
        (disabled, QIcon.Mode.Disabled, QIcon.State.Off),
    ):
        renderer = QSvgRenderer(QByteArray(_drawing(name, shade)))
        for side in _ICON_SIDES:
            made.addPixmap(_pixmap(renderer, side, spaced), mode, state)
    return made


def _pixmap(renderer: QSvgRenderer, side: int, spaced: bool) -> QPixmap:
    pixmap = QPixmap(round(side * _SPACED) if spaced else side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _glyph(name: str, role: str) -> str:
    """Write a recoloured drawing for the stylesheet, which takes pictures only from files."""
    if _look.glyphs is None:
        _look.glyphs = tempfile.TemporaryDirectory(prefix="guitai-look-", ignore_cleanup_errors=True)
    mode = _look.theme.mode
    path = Path(_look.glyphs.name) / f"{name}-{role}-{mode}.svg"
    path.write_bytes(_drawing(name, tokens(mode)[role]))
    return path.as_posix()
