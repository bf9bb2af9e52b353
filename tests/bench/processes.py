"""Terminals in processes of their own: started, made ready, told to go, asked what they saw."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).resolve().parents[2]


class ChildDied(RuntimeError):
    """A process ended before it had answered."""


class Child:
    """One process that answers lines with lines."""

    def __init__(self, module: str, *words: str) -> None:
        command = [sys.executable, "-m", f"tests.bench.{module}", *words]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.end()

    def say(self, **message: Any) -> None:
        """Send a line; nobody waits for the answer here."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        """Wait for the next line."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise ChildDied(f"{self._process.args} ended with {self._process.wait()}")
        return json.loads(line)

    def ask(self, **message: Any) -> Any:
        """Send a line and wait for the answer."""
        self.say(**message)
        return self.hear()

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Let it finish: it hears that there are no more questions."""
        self._process.communicate()


@contextmanager
def children(module: str, calls: list[list[str]]) -> Iterator[list[Child]]:
    """Start several at once and wait until each has said that it is ready."""
    with ExitStack() as stack:
        started = [stack.enter_context(Child(module, *words)) for words in calls]
        for child in started:
            child.hear()
        yield started


@contextmanager
def proxied(url: str, round_trip_ms: float) -> Iterator[tuple[str, Child]]:
    """Put the proxy before a centre; gives the address through it, and the proxy to ask what passed."""
    with Child("delay", str(round_trip_ms / 2), url) as proxy:
        yield make_conninfo(url, host="127.0.0.1", port=proxy.hear()), proxy
