"""A terminal of the sample hall in a folder of its own, for pictures and the self-test."""

from __future__ import annotations

import datetime as dt
import secrets
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from app.counter import Counter, open_counter
from app.founding import AdminEntry
from app.kernel.clock import SteppingClock, moment_of
from app.kernel.identity import masked_name
from app.kernel.places import resource
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from app.settings import Settings
from ui import pages, wording
from ui.parts.background import Background
from ui.shell.frame import Frame, Place

MORNING = dt.datetime(2026, 11, 23, 8, 41, 7)


@dataclass(frozen=True)
class SampleTerminal:
    """An open counter with somebody signed in at its first window."""

    counter: Counter
    clock: SteppingClock
    actor: Actor
    background: Background

    def frame(self, language: str) -> Frame:
        """Make a frame with every page, as the program would."""
        hall = self.counter.catalogue.hall()
        window = self.counter.catalogue.windows()[0]
        english = language == "en"
        name = (hall.name_en if english else hall.name) if hall else ""
        label = f"{window.number}  {window.name_en if english else window.name}"
        place = Place(
            name, label, masked_name(self.actor.name), wording.label(self.actor.role), is_sample=True
        )
        frame = Frame(place, self.clock, self.counter.settings.zone)
        keeper = pages.SettingsKeeper(self.counter)
        pages.fill(frame, self.counter, self.background, self.actor, keeper, _unheard)
        return frame

    def close(self) -> None:
        """Close everything; the folder may be removed then."""
        self.background.close()
        self.counter.close()


def opened(home: Path, settings: Settings) -> SampleTerminal:
    """Found the sample hall in an empty folder and sign in, with a password nobody needs to know."""
    clock = SteppingClock(moment_of(MORNING, settings.zone))
    home.mkdir(parents=True, exist_ok=True)
    counter = open_counter(home, clock, FileSecrets(home))
    counter.save_settings(replace(settings, display=False, voice=False))
    password = secrets.token_urlsafe(9) + "-aA1"
    name = tomllib.loads(resource("sample/demo.toml").read_text(encoding="utf-8"))["staff"]["clerk"]
    counter.founding.found_sample(AdminEntry(name, "admin", password), _unheard_steps)
    window = counter.catalogue.windows()[0]
    actor = counter.accounts.sign_in("admin", password, window.id).value
    background = Background()
    background.follow(counter.store.listen)
    return SampleTerminal(counter, clock, actor, background)


def _unheard(_settings: Settings) -> None:
    """Nobody changes the look of a terminal that is only drawn."""


def _unheard_steps(_done: int, _steps: int) -> None:
    """Nobody watches the founding."""
