"""What the seal's page asks and tells; each deed is a job for the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.contracts.hall_keys import KeyRow
from app.kernel.errors import FieldRefused
from app.seal_box import SealBox, SealStanding, SealWays
from app.security.actors import Actor

LARGEST_FILE = 1_000_000


class SettingsDoor(Protocol):
    """Where settings go to."""

    def save(self, changes: Mapping[str, str]) -> object:
        """Write changes."""
        ...


@dataclass(frozen=True)
class SealDoors:
    """The box with the keys, the settings of this terminal, the hall's zone."""

    box: SealBox
    settings: SettingsDoor
    zone: str


@dataclass(frozen=True)
class SealRead:
    """The page as read."""

    standing: SealStanding
    keys: tuple[KeyRow, ...]
    ways: SealWays


@dataclass(frozen=True)
class Wish:
    """Something an administrator wants done, and the sentence that is said when it is."""

    job: Callable[[SealDoors, Actor], object]
    said: str


def read_seal(doors: SealDoors) -> SealRead:
    """Read how the seal stands."""
    standing = doors.box.standing()
    return SealRead(standing, doors.box.key_rows(), doors.box.ways)


@dataclass(frozen=True)
class TakeFile:
    """Takes a bought certificate out of a file."""

    path: Path
    password: str

    def __call__(self, doors: SealDoors, actor: Actor) -> object:
        """Take it; refuses like ``SealBox.take_bought``, and with FieldRefused where nothing can be read."""
        try:
            with self.path.open("rb") as file:
                content = file.read(LARGEST_FILE)
        except OSError as error:
            raise FieldRefused("file", "not_read") from error
        doors.box.take_bought(content, self.password, actor=actor)
        return keep_ways(doors)


@dataclass(frozen=True)
class TakeToken:
    """Seals with the key on a token from now on."""

    ways: SealWays
    pin: str

    def __call__(self, doors: SealDoors, actor: Actor) -> object:
        """Take it; refuses like ``SealBox.take_token``."""
        doors.box.take_token(self.ways, self.pin, actor=actor)
        return keep_ways(doors)


def make_anew(doors: SealDoors, actor: Actor) -> object:
    """Make all keys of the hall's own anew."""
    doors.box.make_anew(actor=actor)
    return keep_ways(doors)


@dataclass(frozen=True)
class NameAuthority:
    """Names where time stamps are asked for."""

    url: str

    def __call__(self, doors: SealDoors, actor: Actor) -> object:
        """Name it; refuses like ``SealBox.name_stamp_authority``."""
        doors.box.name_stamp_authority(self.url, actor=actor)
        return keep_ways(doors)


@dataclass(frozen=True)
class Revoke:
    """Says that a key is not to be believed any more."""

    key: str
    reason: str

    def __call__(self, doors: SealDoors, actor: Actor) -> None:
        """Revoke it; refuses like ``SealBox.revoke``."""
        doors.box.revoke(self.key, self.reason, actor=actor)


@dataclass(frozen=True)
class WriteCard:
    """Writes the key card: everything public that a checker needs."""

    path: Path

    def __call__(self, doors: SealDoors, actor: Actor) -> object:
        """Write it, whole or not at all; refuses with FieldRefused."""
        beside = self.path.with_name(self.path.name + ".new")
        try:
            beside.write_text(doors.box.card().written() + "\n", encoding="utf-8")
            return beside.replace(self.path)
        except OSError as error:
            raise FieldRefused("path", "not_written") from error


def keep_ways(doors: SealDoors) -> object:
    """Write how this terminal seals into its settings."""
    ways = doors.box.ways
    return doors.settings.save(
        {
            "time_stamp_url": ways.stamp_url,
            "seal_token_module": ways.token_module,
            "seal_token": ways.token,
            "seal_token_certificate": ways.token_certificate,
        }
    )
