"""The Chinese of the window is whole, fits its English sources and is what the window speaks."""

from __future__ import annotations

import ast
import re
import subprocess
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialogButtonBox, QToolButton

from app.settings import Settings
from ui import sample_terminal
from ui.shell.frame import Frame
from ui.shell.language import Language

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("zh_CN", "en")
PLACEHOLDER = re.compile(r"\{\w*\}|%n|%\d|&(?=\w)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff]\s*[,;:?!.](?!\w)|[,;:?!][\u4e00-\u9fff]|[\u4e00-\u9fff]\(")
A_BOOKING = re.compile(r"\bbook(s|ed|ing|ings)?\b", re.IGNORECASE)
BOOKED, APPOINTED = "预订", "预约"
OF_ROOMS = {"Rooms", "RoomReasons"}
"""Contexts of the rooms' words beside their classes."""
RAIL = {
    "zh_CN": ["接待", "窗口", "洽谈", "合同", "评价", "日结", "打印", "中心", "规则", "设置"],
    "en": [
        "Reception", "Window", "Rooms", "Contracts", "Ratings", "Day end", "Printing", "Centre", "Rules",
        "Settings",
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """A text of the window and what a language makes of it (with plurals: of each form)."""

    context: str
    source: str
    comment: str
    said: tuple[str, ...]
    is_finished: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return self.context, self.source, self.comment


def texts_of(path: Path) -> list[Text]:
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")]
            found.append(
                Text(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    message.findtext("comment", ""),
                    tuple(forms or [translation.text or ""]),
                    "type" not in translation.attrib,
                )
            )
    return found


def tool(name: str, *arguments: str) -> None:
    """Run one of PySide's programs; it lies beside the interpreter."""
    program = Path(sysconfig.get_path("scripts")) / name
    subprocess.run([str(program), *arguments], cwd=ROOT, check=True, capture_output=True, timeout=120)


def said_about(texts: Iterable[Text]) -> list[str]:
    return [f"{text.context}: {text.source!r} -> {text.said!r}" for text in texts]


@pytest.fixture(scope="module", params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> list[Text]:
    return texts_of(FOLDER / f"guitai_{request.param}.ts")


@pytest.fixture
def language(qapp: object) -> Iterator[Language]:
    usual = QLocale()
    speaking = Language()
    yield speaking
    speaking.speak("C")  # no file of that name: takes the translators out again
    QLocale.setDefault(usual)


def test_every_text_is_translated(texts: list[Text]) -> None:
    open_ones = [text for text in texts if not text.is_finished or not all(map(str.strip, text.said))]
    assert texts
    assert not said_about(open_ones)


def test_a_translation_has_the_placeholders_of_its_source(texts: list[Text]) -> None:
    differing = [
        text
        for text in texts
        for form in text.said
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(text.source))
    ]
    assert not said_about(differing)


def test_chinese_has_chinese_punctuation() -> None:
    chinese = texts_of(FOLDER / "guitai_zh_CN.ts")
    assert not said_about(text for text in chinese for form in text.said if HALF_WIDTH.search(form))


def test_rooms_are_booked_and_appointments_made_by_words_of_their_own() -> None:
    pages = {
        node.name
        for path in (ROOT / "ui" / "rooms").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    mixed = [
        text
        for text in texts_of(FOLDER / "guitai_zh_CN.ts")
        for form in text.said
        if (APPOINTED in form and (text.context in pages | OF_ROOMS or A_BOOKING.search(text.source)))
        or (BOOKED in form and "appointment" in text.source.lower())
    ]
    assert not said_about(mixed)
    paper = tomllib.loads((ROOT / "resources" / "templates" / "words.toml").read_text(encoding="utf-8"))
    assert APPOINTED not in repr([paper[part] for part in ("calendar", "room_day", "room_use", "attendance")])


@pytest.mark.parametrize(("code", "only"), [("zh_CN", ()), ("en", ("-pluralonly",))])
def test_the_file_holds_the_texts_of_the_sources(code: str, only: tuple[str, ...], tmp_path: Path) -> None:
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    fresh = tmp_path / "fresh.ts"
    tool("pyside6-lupdate", *sources, "-silent", *only, "-target-language", code, "-ts", str(fresh))
    wanted = {text.key for text in texts_of(fresh)}
    kept = {text.key for text in texts_of(FOLDER / f"guitai_{code}.ts")}
    assert not sorted(wanted - kept), "run scripts/translate and translate these"
    assert not sorted(kept - wanted), "run scripts/translate: these are in no source any more"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_released_file_is_made_from_the_translation(code: str, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool("pyside6-lrelease", "-silent", str(FOLDER / f"guitai_{code}.ts"), "-qm", str(made))
    assert made.read_bytes() == (FOLDER / f"guitai_{code}.qm").read_bytes(), "run scripts/translate"


def rail_of(frame: Frame) -> list[str]:
    return [button.text() for button in frame.findChildren(QToolButton) if button.text()][: len(RAIL["en"])]


def test_the_frame_speaks_the_language_chosen(language: Language, qtbot, tmp_path: Path) -> None:
    terminal = sample_terminal.opened(tmp_path / "home", Settings())
    try:
        for code in ("zh_CN", "en", "zh_CN"):
            language.speak(code)
            frame = terminal.frame(code)
            qtbot.addWidget(frame)
            assert rail_of(frame) == RAIL[code]
            frame.open_page("settings")
            assert frame.current_name() == "settings"
    finally:
        terminal.close()


def test_qt_speaks_the_language_too(language: Language, qtbot) -> None:
    said = {}
    for code in LANGUAGES:
        language.speak(code)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        said[code] = box.button(QDialogButtonBox.StandardButton.Cancel).text()
    assert CHINESE.search(said["zh_CN"])
    assert said["en"].replace("&", "") == "Cancel"


def test_no_text_hides_in_an_f_string_where_it_is_not_collected() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for written in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(written, ast.JoinedStr)
        for call in ast.walk(written)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "tr"
    ]
    assert hidden == []
