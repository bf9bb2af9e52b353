"""Settings of one terminal: declared once, TOML file, then environment. No secrets here."""

from __future__ import annotations

import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import platformdirs

from app.kernel.places import chosen_home

FILE_NAME = "settings.toml"
HOME_NAME = "Guitai"
ENVIRONMENT_PREFIX = "GUITAI_SET_"
LONGEST_MARQUEE = 300
MOST_SIGNING_DAYS = 365


@dataclass(frozen=True)
class Settings:
    """Every setting with its default; the comment behind each says what is allowed."""

    language: str = "zh_CN"  # zh_CN or en
    theme: str = "light"  # light or dark
    text_scale: float = 1.0  # 1.0 to 1.5
    zone: str = "Asia/Shanghai"  # an IANA time zone: the hall's wall clock
    ticket_printer: str = "folder"  # folder, none, or HOST:PORT of an ESC/POS printer
    slip_width_mm: int = 80  # 80 or 58
    card_reader: str = "none"  # none, simulated, or the command line of an adapter (app/devices/READER.md)
    page_printer: str = "folder"  # folder, or system[:QUEUE] for the computer's printers
    display: bool = False  # open the call display as a second window at start
    display_screen: str = ""  # the screen the call display stood on last; kept by the program
    marquee: str = ""  # the text that passes at the foot of the call display; at most 300 characters
    rating: bool = False  # ask for a rating on a second screen when a case ends at this window
    rating_screen: str = ""  # the screen the request stood on last; kept by the program
    calendar_folder: str = ""  # a folder that gets a calendar file for each room, kept in step; empty: none
    body_font: str = ""  # a TrueType file for the text of papers, FangSong say; empty: the shipped Song
    signing_days: int = 30  # days after its approval in which a contract may be signed, 0 to 365; 0: for ever
    signing_screen: str = ""  # the second screen contracts are signed on; empty: the one with the pen
    seal_token_module: str = ""  # the library of a token that holds the seal's key (PKCS#11); empty: none
    seal_token: str = ""  # the token's name
    seal_token_certificate: str = ""  # the name of the certificate on it
    time_stamp_url: str = ""  # http(s) address of a time-stamp authority (RFC 3161); empty: none is asked
    voice: bool = True  # speak calls where a voice exists
    # Words of new contracts that change with law and place; empty: the usual ones (templates/words.toml).
    legal_basis: str = ""  # the law a contract names
    printing_authority: str = ""  # who issues the form, told on the cover; usually nobody
    registrar: str = ""  # where technology contracts are registered
    mediator: str = ""  # who mediates a dispute
    arbitration_seat: str = ""  # the arbitration commission of the place


LONGEST_WORDING = 100
"""Characters the words of contracts may have; one line, no braces."""
_WORDINGS = ("legal_basis", "printing_authority", "registrar", "mediator", "arbitration_seat")

_ALLOWED: dict[str, tuple[object, ...]] = {
    "language": ("zh_CN", "en"),
    "theme": ("light", "dark"),
    "slip_width_mm": (80, 58),
}


@dataclass(frozen=True)
class SettingsTrouble:
    """What was wrong with the file; the defaults stand in and the file was kept aside."""

    problem: str
    kept_as: str


def usual_home() -> Path:
    """Tell where this person's data lie: the folder the environment names, or the system's usual one."""
    return chosen_home() or Path(platformdirs.user_data_dir(HOME_NAME, appauthor=False))


def load(home: Path) -> tuple[Settings, SettingsTrouble | None]:
    """Read the settings of a data folder.

    A damaged file is put aside under another name and the defaults are used, with the trouble told.
    """
    path = home / FILE_NAME
    settings, trouble = Settings(), None
    if path.exists():
        try:
            settings = _checked(settings, tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            aside = path.with_suffix(".damaged.toml")
            path.replace(aside)
            trouble = SettingsTrouble(str(error), aside.name)
    spoken = {
        field.name: _parsed(field.name, os.environ[ENVIRONMENT_PREFIX + field.name.upper()])
        for field in fields(Settings)
        if ENVIRONMENT_PREFIX + field.name.upper() in os.environ
    }
    return _checked(settings, spoken), trouble


def save(home: Path, settings: Settings) -> None:
    """Write the settings: beside first, then put in place, so that a power cut leaves one whole file."""
    _checked(Settings(), asdict(settings))
    path = home / FILE_NAME
    beside = path.with_suffix(".new")
    lines = [f"{name} = {_toml(value)}" for name, value in asdict(settings).items()]
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(path)


def _checked(settings: Settings, values: dict[str, Any]) -> Settings:
    kinds = get_type_hints(Settings)
    for name, value in values.items():
        if name not in kinds:
            raise ValueError(f"unknown setting {name}")
        if kinds[name] is float and isinstance(value, int):
            value = float(value)
        if type(value) is not kinds[name]:
            raise ValueError(f"{name} must be a {kinds[name].__name__}")
        if name in _ALLOWED and value not in _ALLOWED[name]:
            raise ValueError(f"{name} cannot be {value}")
        settings = replace(settings, **{name: value})
    if not 1.0 <= settings.text_scale <= 1.5:
        raise ValueError("text_scale must be between 1.0 and 1.5")
    if not 0 <= settings.signing_days <= MOST_SIGNING_DAYS:
        raise ValueError(f"signing_days must be between 0 and {MOST_SIGNING_DAYS}")
    if len(settings.marquee) > LONGEST_MARQUEE or not settings.marquee.isprintable():
        raise ValueError(f"marquee must be one line of at most {LONGEST_MARQUEE} characters")
    for name in _WORDINGS:
        text = getattr(settings, name)
        if len(text) > LONGEST_WORDING or not text.isprintable() or "{" in text or "}" in text:
            raise ValueError(f"{name} must be one line of {LONGEST_WORDING} characters without braces")
    return settings


def _parsed(name: str, text: str) -> Any:
    kind = get_type_hints(Settings)[name]
    if kind is bool:
        return text.lower() in ("1", "true", "yes", "on")
    return kind(text)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
