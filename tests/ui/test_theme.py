"""The look: contrast, both themes whole, icons in the theme's colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from ui import theme
from ui.parts.button import Button

GROUNDS = ("ground", "card", "raised")
PAIRS = [
    *[
        (text, ground)
        for text in ("text", "muted", "faint", "accent", "trouble", "waiting", "good")
        for ground in GROUNDS
    ],
    *[
        ("text", ground)
        for ground in ("hover", "selected", "accent_soft", "trouble_soft", "waiting_soft", "good_soft")
    ],
    *[(mood, f"{mood}_soft") for mood in ("trouble", "waiting", "good", "accent")],
    *[("muted", ground) for ground in ("hover", "selected", "disabled_ground")],
    ("accent", "selected"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_trouble", "trouble"),
    ("rail_text", "rail"),
    ("rail_text", "art_mid"),
    ("rail_muted", "art_deep"),
    ("rail_muted", "art_mid"),
    ("on_rail", "rail_selected"),
    ("ink", "paper"),
    ("paper_text", "paper"),
]


def luminance(name: str, mode: theme.Mode) -> float:
    colour = QColor(theme.tokens(mode)[name])

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: str, other: str, mode: theme.Mode) -> float:
    high, low = sorted((luminance(one, mode), luminance(other, mode)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_is_readable_on_its_ground(mode: theme.Mode) -> None:
    poor = {pair: round(contrast(*pair, mode), 2) for pair in PAIRS if contrast(*pair, mode) < 4.5}
    assert not poor


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_edges_and_focus_rings_are_seen(mode: theme.Mode) -> None:
    poor = [name for name in ("line_strong", "focus") for g in GROUNDS if contrast(name, g, mode) < 3]
    assert not poor


def test_both_themes_name_the_same_colours() -> None:
    assert theme.tokens("light").keys() == theme.tokens("dark").keys()


def test_a_switch_recolours_icons_that_are_shown(qapp: QApplication, qtbot) -> None:
    button = Button("Print", "plain", "printer")
    qtbot.addWidget(button)
    before = button.icon().pixmap(QSize(24, 24)).toImage()
    theme.apply(qapp, theme.Theme("dark", 1.25))
    after = button.icon().pixmap(QSize(24, 24)).toImage()
    theme.apply(qapp, theme.Theme())
    assert before != after


def test_large_text_is_larger(qapp: QApplication, qtbot) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    usual = label.sizeHint().height()
    theme.apply(qapp, theme.Theme("light", 1.5))
    large = label.sizeHint().height()
    theme.apply(qapp, theme.Theme())
    assert large > usual


def test_a_hundred_thousand_texts_do_not_end_the_program(qapp: QApplication, qtbot) -> None:
    # PySide6 6.12.0 on CPython 3.11 drops a reference to None at each of these calls.
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(100_000):
        label.setText(str(number))
    assert label.text() == "99999"
