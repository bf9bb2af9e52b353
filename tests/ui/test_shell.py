"""From the first paint to the lock, with a real counter behind the window."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from app.kernel.clock import MINUTE, SECOND, SteppingClock
from app.security.refusals import AccountLocked, WeakPassword, WrongPassword
from app.settings import Settings
from ui import theme
from ui.__main__ import Terminal, main
from ui.parts.background import Background
from ui.parts.banner import Banner
from ui.parts.keys import key_name, with_key
from ui.parts.page import KeyAction, Page
from ui.shell.first_start import FirstStartPage
from ui.shell.frame import Frame, PageSlot, Place
from ui.shell.key_line import KeyLine
from ui.shell.language import Language
from ui.shell.lock import LockScreen
from ui.shell.settings_page import SettingsPage, SettingValue
from ui.shell.sign_in import SignInPage
from ui.shell.status_line import Centre, Status, StatusLine

NOON = 1_763_870_400 * SECOND
ZONE = "Asia/Shanghai"
SECRET = "Dunhuang-1987"  # a test's own, of a store that lives for seconds


def field(page: object, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)  # type: ignore[attr-defined]
    assert isinstance(found, QLineEdit)
    return found


def press(page: object, words: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.text().startswith(words))  # type: ignore[attr-defined]
    button.click()


@pytest.fixture
def sign_in(qtbot) -> SignInPage:
    page = SignInPage("en")
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_nobody_signs_in_before_the_data_are_open(sign_in: SignInPage, qtbot) -> None:
    field(sign_in, "login").setText("wang")
    field(sign_in, "password").setText("x")
    with qtbot.assertNotEmitted(sign_in.sign_in_requested):
        qtbot.keyClick(field(sign_in, "password"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sign_in.show_ready("Hall", False, [("w3", "3  Trade")], "w3")
    with qtbot.waitSignal(sign_in.sign_in_requested) as heard:
        qtbot.keyClick(field(sign_in, "password"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["wang", "x", "w3"]


def test_a_wrong_password_keeps_the_login_and_says_what_is_left(sign_in: SignInPage) -> None:
    sign_in.show_ready("Hall", False, [], "")
    field(sign_in, "login").setText("wang")
    field(sign_in, "password").setText("wrong")
    sign_in.show_refusal(WrongPassword(2))
    assert (field(sign_in, "login").text(), field(sign_in, "password").text()) == ("wang", "")
    banner = sign_in.findChild(Banner)
    assert banner is not None
    assert "2" in banner.text()
    sign_in.show_refusal(AccountLocked(NOON))
    assert "12:00" in banner.text()


def test_caps_lock_is_told_from_the_letters(sign_in: SignInPage, qtbot) -> None:
    heard: list[bool] = []
    secret = field(sign_in, "password")
    secret.caps_seen.connect(heard.append)
    qtbot.keyClicks(secret, "aB")
    # qtbot types a capital without Shift, as Caps Lock does.
    assert heard == [False, True]


def test_passwords_that_differ_are_refused_at_the_second(qtbot) -> None:
    page = FirstStartPage("en")
    qtbot.addWidget(page)
    page.show()
    press(page, "Continue")
    for name, text in (("name", "Wang"), ("login", "wang"), ("password", SECRET), ("again", "other")):
        field(page, name).setText(text)
    with qtbot.assertNotEmitted(page.found_requested):
        press(page, "Make the hall")
    field(page, "again").setText(SECRET)
    with qtbot.waitSignal(page.found_requested) as heard:
        press(page, "Make the hall")
    assert (heard.args[0].is_sample, heard.args[0].login) == (True, "wang")
    assert SECRET not in repr(heard.args[0])
    page.show_refusal(WeakPassword("too_plain"))
    assert field(page, "name").text() == "Wang"


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(NOON)


def test_the_status_line_tells_ages_and_owns_up_when_it_hears_nothing(clock: SteppingClock, qtbot) -> None:
    line = StatusLine(clock, ZONE)
    qtbot.addWidget(line)
    line.show_status(Status(NOON, 3, NOON - 5 * MINUTE, 1, False, Centre.OFFLINE, 7, NOON - 9 * MINUTE))
    assert "longest 5 min" in line.text()
    assert "7 waiting, the oldest for 9 min" in line.text()
    clock.step(60)
    line.show_again()
    assert "Nothing heard since 12:00:00" in line.text()
    assert "7 waiting" not in line.text()


def test_the_status_line_tells_what_is_to_decide_and_how_far_the_filling_is(
    clock: SteppingClock, qtbot
) -> None:
    line = StatusLine(clock, ZONE)
    qtbot.addWidget(line)
    line.show_status(Status(NOON, centre=Centre.DECISION, decisions=2))
    assert "A decision is needed: 2" in line.text()
    line.show_status(Status(NOON, centre=Centre.FILLING, filled=(12_000, 1_000_000)))
    assert "Fetching from the centre: 12,000 of 1,000,000" in line.text()


class CountingPage(Page):
    def __init__(self, background: Background) -> None:
        super().__init__(background)
        self.pressed = 0
        self.searched = ""

    def keys(self) -> tuple[KeyAction, ...]:
        return (KeyAction("F2", "Next", self._on_next),)

    def search(self, text: str) -> None:
        self.searched = text

    def _on_next(self) -> None:
        self.pressed += 1


@pytest.fixture
def frame(background: Background, clock: SteppingClock, qtbot) -> Frame:
    made = Frame(Place("Hall", "3  Trade", "W*", "Clerk", True), clock, ZONE)
    qtbot.addWidget(made)
    for name in ("first", "second"):
        made.add_page(PageSlot(name, name, "monitor", lambda: CountingPage(background)))
    made.set_search_page("second", "Ctrl+K")
    made.resize(1366, 768)
    made.open_page("first")
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def test_keys_belong_to_the_page_in_sight(frame: Frame, qtbot) -> None:
    first = frame.open_page("first")
    assert isinstance(first, CountingPage)
    qtbot.keyClick(frame, Qt.Key.Key_F2)
    qtbot.keyClick(frame, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert frame.current_name() == "second"
    qtbot.keyClick(frame, Qt.Key.Key_F2)
    second = frame.open_page("second")
    assert isinstance(second, CountingPage)
    assert (first.pressed, second.pressed) == (1, 1)


def test_the_search_box_asks_its_page(frame: Frame, qtbot) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = field(frame, "search")
    assert box.hasFocus()
    qtbot.keyClicks(box, "lzs")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    page = frame.open_page("second")
    assert isinstance(page, CountingPage)
    assert page.searched == "lzs"


def test_a_key_that_is_held_down_is_one_press(frame: Frame) -> None:
    assert frame._shortcuts and not any(shortcut.autoRepeat() for shortcut in frame._shortcuts)


def key_of(text: str, rank: int, pressed: list[str]) -> KeyAction:
    return KeyAction(text, "words of some length", partial(pressed.append, text), rank)


def test_keys_that_find_no_room_are_left_out_by_rank_and_stand_in_a_menu(qtbot) -> None:
    pressed: list[str] = []
    ranks = {"F2": 0, "F3": 1, "F4": 2, "F5": 1, "Ctrl+Z": 0, "F11": 2}
    line = KeyLine()
    qtbot.addWidget(line)
    line.show()
    line.resize(3000, 30)
    line.show_keys([key_of(key, rank, pressed) for key, rank in ranks.items()])
    assert line.shown() == list(ranks) and line.more.isHidden()
    gone: list[str] = []
    for width in range(1500, 300, -10):
        line.resize(width, 30)
        gone += [key for key in ranks if key not in line.shown() and key not in gone]
    assert gone == ["F11", "F4", "F5", "F3"]
    assert line.shown() == ["F2", "Ctrl+Z"]
    for action in line.more.menu_of_keys().actions():
        action.trigger()
    assert pressed == ["F3", "F4", "F5", "F11"]


def test_enter_has_its_own_name_in_chinese_on_buttons_and_at_the_foot(qapp: QApplication) -> None:
    assert (key_name("Ctrl+Return"), with_key("Go", "Return")) == ("Ctrl+Enter", "Go   Enter")
    language = Language()
    language.speak("zh_CN")
    try:
        assert key_name("Ctrl+Return") == "Ctrl+" + key_name("Enter")
        assert key_name("Enter") not in ("", "Enter")
        assert key_name("Ctrl+Del") == "Ctrl+Del"
    finally:
        language.speak("C")


def test_what_was_done_is_said_over_the_last_line_and_covers_no_key(frame: Frame, qtbot) -> None:
    for size in ((1366, 768), (1280, 720)):
        frame.resize(*size)
        for sentence in ("Done", "A sentence that is much longer than any that a page says " * 4):
            frame.say(sentence, can_undo=True)
            toast = frame.toast
            place = toast.rect().translated(toast.mapTo(frame, QPoint()))
            keys = frame._keys.rect().translated(frame._keys.mapTo(frame, QPoint()))
            assert toast.isVisible() and frame.rect().contains(place) and not place.intersects(keys)
            assert toast.text() == sentence


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_the_frame_fits_a_narrow_screen_with_large_text(
    qapp: QApplication, clock: SteppingClock, background: Background, qtbot, language: str, scale: float
) -> None:
    """1280 pixels: 1920 at 150 %."""
    speaking = Language()
    speaking.speak(language)
    theme.apply(qapp, theme.Theme("light", scale))
    try:
        place = Place("A hall with a name as long as halls have " * 2, "12  Technology trading", "W*",
                      "Administrator", True)  # fmt: skip
        made = Frame(place, clock, ZONE)
        qtbot.addWidget(made)
        made.add_page(PageSlot("first", "first", "monitor", partial(CountingPage, background)))
        made.set_search_page("first", "Ctrl+K  Name, initials, phone, document, ticket, contract")
        made.show_status(Status(NOON, 312, NOON - 500 * MINUTE, 99, False, Centre.STANDALONE, 99_999))
        made.resize(1280, 720)
        made.show()
        made.open_page("first")
        assert made.minimumSizeHint().width() <= 1280 and made.width() == 1280
        assert made._bar.lock.text().endswith("F12")
        for part in made._bar.findChildren(QWidget):
            if part.isVisible() and part.parent() is made._bar:
                assert made._bar.rect().contains(part.geometry())
    finally:
        speaking.speak("C")
        theme.apply(qapp, theme.Theme())


class Drawer:
    """Settings kept in memory."""

    def __init__(self) -> None:
        self.kept = Settings(ticket_printer="10.0.0.9:9100")

    def values(self) -> Settings:
        return self.kept

    def save(self, changes: Mapping[str, SettingValue]) -> Settings:
        self.kept = replace(self.kept, **changes)  # type: ignore[arg-type]
        return self.kept


def test_settings_are_saved_and_the_look_is_told(background: Background, qtbot) -> None:
    drawer = Drawer()
    page = SettingsPage(drawer, background)
    qtbot.addWidget(page)
    page.show()
    assert field(page, "ticket_address").text() == "10.0.0.9:9100"
    field(page, "ticket_address").setText("nowhere")
    press(page, "Save")
    assert drawer.kept.ticket_printer == "10.0.0.9:9100"
    field(page, "ticket_address").setText("10.0.0.8:9100")
    theme_box = page.findChild(object, "theme")
    theme_box.setCurrentIndex(1)
    with qtbot.waitSignal(page.look_changed) as heard:
        press(page, "Save")
    assert heard.args[0].theme == "dark"
    assert drawer.kept.ticket_printer == "10.0.0.8:9100"


def test_the_card_readers_program_is_a_setting(background: Background, qtbot) -> None:
    drawer = Drawer()
    page = SettingsPage(drawer, background)
    qtbot.addWidget(page)
    page.show()
    page.findChild(object, "reader_kind").setCurrentIndex(1)
    press(page, "Save")
    assert drawer.kept.card_reader == "none"
    field(page, "reader_command").setText("reader-adapter --usb")
    press(page, "Save")
    qtbot.waitUntil(lambda: drawer.kept.card_reader == "reader-adapter --usb")
    page.findChild(object, "reader_kind").setCurrentIndex(2)
    press(page, "Save")
    qtbot.waitUntil(lambda: drawer.kept.card_reader == "simulated")


def test_the_folder_of_calendars_is_a_whole_path(background: Background, qtbot, tmp_path: Path) -> None:
    drawer = Drawer()
    page = SettingsPage(drawer, background)
    qtbot.addWidget(page)
    page.show()
    field(page, "calendar_folder").setText("calendars")
    press(page, "Save")
    assert drawer.kept.calendar_folder == ""
    field(page, "calendar_folder").setText(str(tmp_path))
    press(page, "Save")
    qtbot.waitUntil(lambda: drawer.kept.calendar_folder == str(tmp_path))


def test_the_words_of_contracts_are_settings_beside_the_usual_ones(background: Background, qtbot) -> None:
    drawer = Drawer()
    page = SettingsPage(drawer, background)
    qtbot.addWidget(page)
    page.show()
    assert field(page, "registrar").text() == ""
    assert field(page, "registrar").placeholderText() == "技术合同登记机构"
    field(page, "registrar").setText("兰州市技术市场管理办公室")
    press(page, "Save")
    qtbot.waitUntil(lambda: drawer.kept.registrar == "兰州市技术市场管理办公室")
    assert drawer.kept.legal_basis == ""


@pytest.fixture
def terminal(qapp: QApplication, tmp_path: Path, monkeypatch) -> Iterator[Terminal]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    made = Terminal(qapp, tmp_path, "en")
    made.start()
    yield made
    made.stage.close()
    made.close()


@pytest.mark.usefixtures("no_sql_in_the_window")
def test_found_a_hall_sign_in_lock_and_come_back(terminal: Terminal, qtbot) -> None:
    stage = terminal.stage
    assert isinstance(stage.shown(), SignInPage)
    qtbot.waitUntil(lambda: isinstance(stage.shown(), FirstStartPage), timeout=15000)
    page = stage.shown()
    press(page, "Continue")
    for name, text in (("name", "Wang Li"), ("login", "wang"), ("password", SECRET), ("again", SECRET)):
        field(page, name).setText(text)
    press(page, "Make the hall")
    qtbot.waitUntil(lambda: isinstance(stage.shown(), SignInPage), timeout=30000)
    page = stage.shown()
    field(page, "login").setText("wang")
    field(page, "password").setText(SECRET)
    press(page, "Sign in")
    qtbot.waitUntil(lambda: isinstance(stage.shown(), Frame), timeout=15000)
    frame = stage.shown()
    frame.lock_requested.emit()
    lock = stage.shown()
    assert isinstance(lock, LockScreen)
    field(lock, "password").setText("wrong")
    press(lock, "Unlock")
    qtbot.waitUntil(lambda: field(lock, "password").text() == "", timeout=15000)
    assert stage.shown() is lock
    field(lock, "password").setText(SECRET)
    press(lock, "Unlock")
    qtbot.waitUntil(lambda: stage.shown() is frame, timeout=15000)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_without_a_display_it_says_so(monkeypatch, capsys) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "display" in capsys.readouterr().err
