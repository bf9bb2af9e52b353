"""A real X server, the real program, real keys."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 40.0
LOOK_EVERY_S = 0.05
STILL_S = 0.12
STILL_LOOKS = 3
KEY_DELAY_MS = "90"  # xdotool takes half of it; nearer to each other they would be a scanner's

T = TypeVar("T")


@dataclass
class Desktop:
    """The program on a screen of its own."""

    display: str
    frame_folder: Path
    folder: Path
    program: subprocess.Popen[bytes]
    pictures: int = 0

    def key(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._xdotool("key", "--clearmodifiers", "--delay", KEY_DELAY_MS, *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--clearmodifiers", "--delay", KEY_DELAY_MS, text)

    def drag(self, points: list[tuple[int, int]]) -> None:
        """Draw with the mouse from point to point of the screen."""
        words = ["mousemove", *map(str, points[0]), "mousedown", "1"]
        for x, y in points[1:]:
            words += ["mousemove", str(x), str(y)]
        self._xdotool(*words, "mouseup", "1")

    def click(self, x: int, y: int) -> None:
        """Click a point of the screen."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def take_focus(self, title: str) -> None:
        """Give the keyboard to a window of the program; there is no window manager that would."""
        window = self.wait_for(title)
        self._xdotool("windowfocus", "--sync", window)

    def wait_for(self, title: str) -> str:
        """Wait until a window bears a title; gives its number."""
        found = appears(lambda: self._found(f"^{title}$"), PATIENCE_S)
        assert found, f"waited {PATIENCE_S:.0f} s in vain: the window {title!r} opens; {self._standing()}"
        return found

    def has(self, title: str) -> bool:
        """Tell whether a window bears a title."""
        return bool(self._found(f"^{title}$"))

    def picture(self, name: str) -> Path:
        """Take a picture of the whole screen."""
        self.pictures += 1
        path = self.folder / f"{self.pictures:02d}-{name}.png"
        header, pixels = self._screen()
        width, height, line = header[4], header[5], header[12]
        assert QImage(pixels, width, height, line, QImage.Format.Format_RGB32).save(str(path))
        return path

    def is_still(self) -> bool:
        """Tell whether the screen stays as it is for a moment (shorter than a text cursor's blink)."""
        before = self._screen()
        for _ in range(STILL_LOOKS):
            threading.Event().wait(STILL_S)
            if before != self._screen():
                return False
        return True

    def _standing(self) -> str:
        """Tell what the program itself has to say, and keep a picture of its screen."""
        said = (self.folder / "program.log").read_text(errors="replace")[-2000:]
        over = "it is over" if self.program.poll() is not None else "it runs"
        return f"{over}, shows {self.picture('in-vain').name} and said:\n{said}"

    def _screen(self) -> tuple[tuple[int, ...], bytes]:
        """Read the server's own picture of the screen: X's window dump, mapped into a file."""
        dump = (self.frame_folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", dump[:100])
        return header, dump[header[0] + header[19] * 12 :]

    def _found(self, name: str) -> str:
        answer = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", name],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        return answer.stdout.split()[-1] if answer.stdout.split() else ""

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment(), check=True, capture_output=True)

    def _environment(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.display}


@contextmanager
def opened(home: Path, folder: Path, *more: str, pictures: int = 0) -> Iterator[Desktop]:
    """Start an X server of 1366x768 and the program on it; both end afterwards.

    more: what else stands on the command line. pictures: how many were taken before.
    """
    with tempfile.TemporaryDirectory() as frame_folder, _x_server(Path(frame_folder)) as display:
        frames = Path(frame_folder)
        environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        command = [sys.executable, "-m", "ui", "--home", str(home), "--language", "en", *more]
        with (folder / "program.log").open("w") as log:
            program = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            try:
                yield Desktop(display, frames, folder, program, pictures)
            finally:
                program.terminate()
                program.wait(timeout=20)


@contextmanager
def _x_server(frames: Path) -> Iterator[str]:
    reading, writing = os.pipe()
    # The server chooses a free number and tells it, so that tests side by side do not meet. Without -noreset
    # it begins anew whenever its last client leaves: when the look for a window ends while the program is
    # about to connect, that is refused.
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    command += ["-noreset", "-fbdir", str(frames)]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def eventually(look: Callable[[], T], what: str) -> T:
    """Wait until something is there; fails with what was waited for."""
    found = appears(look, PATIENCE_S)
    assert found, f"waited {PATIENCE_S:.0f} s in vain: {what}"
    return found


def appears(look: Callable[[], T], within_s: float) -> T | None:
    """Wait for something, but not longer than so many seconds."""
    pause = threading.Event()
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        pause.wait(LOOK_EVERY_S)
    return None
