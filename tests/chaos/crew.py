"""The terminals' processes, seen from outside: started, killed, paused, started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Mate:
    """One terminal's process, over all its lives."""

    def __init__(self, number: int, folder: Path, counted: Counter[str]) -> None:
        self.number = number
        self.folder = folder
        self._counted = counted
        self._process: subprocess.Popen[bytes] | None = None
        self._is_paused = False
        self._told = ""

    @property
    def is_alive(self) -> bool:
        """Tell whether the process runs (or stands still)."""
        return self._process is not None and self._process.poll() is None

    def start(self, dies: str = "") -> None:
        """Begin another life on the same store."""
        command = [sys.executable, "-m", "tests.chaos.terminal", str(self.folder)]
        with (self.folder / "stderr.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *(["--dies", dies] if dies else [])],
                cwd=ROOT,
                env=dict(os.environ, PYTHONPATH=str(ROOT)),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        self._counted["terminal started"] += 1
        if self._told:
            self.say(self._told)

    def kill(self) -> bool:
        """SIGKILL; tells whether there was something to kill."""
        if self._process is None or not self.is_alive:
            return False
        self.go_on()
        self._process.kill()
        self._buried()
        return True

    def pause(self) -> bool:
        """SIGSTOP; tells whether it stands now."""
        if self._process is None or not self.is_alive:
            return False
        self._process.send_signal(signal.SIGSTOP)
        self._is_paused = True
        return True

    def go_on(self) -> None:
        """SIGCONT, where it was stopped."""
        if self._process is not None and self._is_paused and self.is_alive:
            self._process.send_signal(signal.SIGCONT)
        self._is_paused = False

    def say(self, word: str) -> None:
        """Tell it to rest or to end; its later lives are told too."""
        self._told = word
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(word.encode() + b"\n")
            self._process.stdin.flush()

    def wait(self, seconds: float) -> int | None:
        """Wait for its end and give how it ended, or None where it does not end."""
        if self._process is None:
            return None
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return self._buried()

    def unexpected_end(self) -> int | None:
        """The return code where it has ended and nobody has asked about it yet."""
        if self._process is None or self._process.poll() is None:
            return None
        return self._buried()

    def _buried(self) -> int:
        process, self._process = self._process, None
        assert process is not None
        if process.stdin is not None:
            process.stdin.close()
        return process.wait()
