"""An adapter process that behaves as its first argument says; the second is a file for its process number."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

CARD = {
    "say": "card",
    "kind": "resident_id",
    "name": "孙\ue863",
    "number": "620102190001010010",
    "born": "1900-01-01",
    "valid_until": "2036-01-01",
    "address": "somewhere",
    "photo": "AAAA" * 4000,
}


def say(message: object) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def raw(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def hello() -> None:
    say({"say": "hello", "protocol": 1, "reader": "for tests", "colour": "blue"})


def main(behaviour: str, note: Path) -> None:
    starts = int(note.read_text().split()[1]) + 1 if note.exists() else 1
    note.write_text(f"{os.getpid()} {starts}")
    if behaviour == "mute":
        sys.stdin.buffer.read()
        return
    if behaviour == "newer":
        say({"say": "hello", "protocol": 2})
    elif behaviour == "rude":
        say({"say": "no-card"})
    elif behaviour == "noisy":
        raw(b"\xff\xfeinit ok\n{}\n[1]\nnull\n" + b"x" * 200_000 + b"\n" + b"[" * 60_000 + b"\n")
        hello()
    else:
        hello()
    for number, _ in enumerate(sys.stdin.buffer, start=1):
        answer(behaviour, number, starts)


def answer(behaviour: str, number: int, starts: int) -> None:
    if behaviour == "silent-later" and number > 1:
        sys.stdin.buffer.read()
    elif behaviour == "halves":
        raw(b'{"say": "ca')
        sys.stdin.buffer.read()
    elif behaviour == "slow-halves":
        line = json.dumps(CARD).encode() + b"\n"
        raw(line[:50])
        raw(line[50:])
    elif behaviour == "broken-once" and starts == 1:
        os._exit(3)
    elif behaviour.startswith("error:"):
        say({"say": "error", "reason": behaviour.removeprefix("error:")})
    elif behaviour == "odd":
        say(CARD | {"kind": "library_card"})
    elif behaviour == "nameless":
        say(CARD | {"name": ""})
    elif behaviour == "wrong-types":
        say(CARD | {"number": 620102190001010010})
    elif behaviour == "chatty":
        for _ in range(500):
            say({"say": "no-card"})
    elif behaviour == "twice-then-gone" and number > 2:
        say({"say": "no-card"} if number == 3 else CARD)
    else:
        if behaviour == "noisy":
            raw(b"reading...\n")
        say(CARD)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
