"""Numbers for a collector, from a terminal and from the centre."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.sync.centre.watching import centre_metrics, look_at
from app.sync.enrolment import connected, invite, revoke
from app.sync.metrics import Metric, exposition, one, terminal_metrics, write_metrics
from app.sync.status import Filling, Mode, SyncStatus
from tests.sync.small_market import START, Centre, SmallAccount, Terminal

LINE = re.compile(r'^[a-z_]+(\{([a-z]+="([^"\\]|\\.)*",?)+\})? -?[0-9][0-9.e+-]*$')
SECOND = 1_000_000


def _values(text: str) -> dict[str, float]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(LINE.match(line) for line in lines), lines
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines}


def test_the_text_is_what_a_collector_reads() -> None:
    metrics = [
        one("a_total", "Told\nin two lines", 3, name='say "no" \\ go\n'),
        Metric("b_ratio", "Nothing.", ()),
        one("c_seconds", "Half.", 0.5),
    ]
    assert exposition(metrics) == (
        "# HELP a_total Told\\nin two lines\n"
        "# TYPE a_total gauge\n"
        'a_total{name="say \\"no\\" \\\\ go\\n"} 3\n'
        "# HELP c_seconds Half.\n"
        "# TYPE c_seconds gauge\n"
        "c_seconds 0.5\n"
    )


def test_a_terminal_tells_how_it_stands() -> None:
    status = SyncStatus(
        mode=Mode.FILLING,
        waiting=3,
        parked=1,
        oldest_unsent_at=START - 90 * SECOND,
        last_success_at=START - 120 * SECOND,
        last_lag=None,
        open_conflicts=2,
        reason="",
        filling=Filling(500, 2000),
        clock_skew=-1_500_000,
    )
    found = _values(exposition(terminal_metrics(status, 7, START)))
    expected = {
        "waiting": 3,
        "parked": 1,
        "open_conflicts": 2,
        "lag_seconds": 90,
        "clock_skew_seconds": -1.5,
        "last_success_time_seconds": START / SECOND - 120,
        "filling_rows": 2000,
        "filling_rows_done": 500,
    }
    for name, value in expected.items():
        assert found[f'guitai_terminal_{name}{{terminal="7"}}'] == value
    assert found['guitai_terminal_mode{terminal="7",mode="filling"}'] == 1
    assert sum(value for name, value in found.items() if name.startswith("guitai_terminal_mode")) == 1

    alone = replace(status, oldest_unsent_at=None, last_success_at=None, filling=None)
    quiet = _values(exposition(terminal_metrics(alone, 7, START)))
    assert quiet['guitai_terminal_lag_seconds{terminal="7"}'] == 0
    assert not [name for name in quiet if "filling_rows" in name or "last_success" in name]


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    file = tmp_path / "guitai.prom"
    write_metrics(file, [one("a", "First.", 1)])
    opened = file.open(encoding="utf-8")
    write_metrics(file, [one("b", "Second.", 2)])
    assert "First" in opened.read()
    opened.close()
    assert "Second" in file.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["guitai.prom"]


@pytest.mark.centre
def test_the_centre_sees_every_terminal(first: Terminal, second: Terminal, centre: Centre) -> None:
    key, _ = first.add(SmallAccount(name="a", fen=1))
    first.exchange.run()
    second.exchange.run()
    for terminal, fen in ((first, 2), (second, 3)):
        terminal.change(SmallAccount, key, fen=fen)
        terminal.exchange.run()
    invite(centre.url, "third")
    with connected(centre.url) as connection:
        view = look_at(connection)
        states = [(row.number, row.state, row.connections > 0) for row in view.terminals]
        assert states == [(1, "enrolled", True), (2, "enrolled", True), (3, "invited", False)]
        assert [row.away_s(view.at) is None for row in view.terminals] == [False, False, True]
        assert sum(view.open_conflicts.values()) == 1
        revoke(centre.url, 2)
        found = _values(exposition(centre_metrics(look_at(connection))))
    labels = f'terminal="1",name="first",hall="{view.terminals[0].hall_id}"'
    assert found[f"guitai_centre_terminal_connections{{{labels}}}"] >= 1
    assert found[f"guitai_centre_terminal_caught_up{{{labels}}}"] == 1
    assert not [name for name in found if 'terminal="2"' in name or 'terminal="3"' in name]
    assert found["guitai_centre_parked"] == 0


@pytest.mark.centre
def test_the_oldest_open_transaction_is_seen(first: Terminal, centre: Centre) -> None:
    with connected(centre.url) as holding, connected(centre.url) as connection:
        holding.execute("BEGIN")
        holding.execute("SELECT pg_current_xact_id()")
        assert look_at(connection).longest_transaction_s > 0
        holding.execute("COMMIT")
        assert look_at(connection).longest_transaction_s == 0
