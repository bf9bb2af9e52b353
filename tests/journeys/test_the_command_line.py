"""The command line, as the administrator and the clerk type it."""

from __future__ import annotations

import inspect
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app import __main__ as command_line
from app.commands.speaking import UntilTold, refused
from app.counter import open_counter
from app.founding import AdminEntry, AlreadyFounded, HallPlan
from app.joining import CA_FILE, UNCONFIRMED, join_by_code
from app.kernel.clock import HOUR, SteppingClock
from app.kernel.errors import Refusal
from app.security.secrets import CENTRE_URL, MARKET_SECRET, FileSecrets
from app.sync import refusals
from app.sync.enrolment import HallIdentity, accept, connected, invite
from app.sync.refusals import SampleMixed
from tests.builders import MORNING, PASSWORD
from tests.certificates import make_authority
from tests.conftest import Opener
from tests.postgres_server import PostgresServer

ROOT = Path(__file__).resolve().parents[2]
Said = Callable[..., tuple[int, str]]

pytestmark = pytest.mark.centre


@pytest.fixture
def admin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs a command of guitai-admin; gives its exit code and all it said."""

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["guitai-admin", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "200")
        with pytest.raises(SystemExit) as ended:
            command_line.main()
        heard = capsys.readouterr()
        return int(ended.value.code or 0), heard.out + heard.err

    return run


def _bare(home: Path) -> Path:
    home.mkdir()
    FileSecrets(home).write("made-for", "this test: the keyring is left alone")
    return home


def _code(said: str) -> str:
    found = re.search(r"^ +([0-9A-Z]{5}(-[0-9A-Z]{5}){4})$", said, re.MULTILINE)
    assert found is not None, said
    return found[1]


def _address(url: str) -> str:
    parts = conninfo_to_dict(url)
    return f"postgresql://{parts['host']}:{parts['port']}/{parts['dbname']}"


def test_every_refusal_on_the_way_to_the_centre_says_what_to_do() -> None:
    kinds = [kind for _, kind in inspect.getmembers(refusals, inspect.isclass) if issubclass(kind, Refusal)]
    for kind in kinds:
        if kind is Refusal:
            continue
        facts = [1] * len(inspect.signature(kind).parameters)
        line = refused(kind(*facts))
        assert line.startswith(f"Refused: {kind.__name__}"), line
        assert ": " in line.removeprefix("Refused: "), line
        assert "\n" not in line


def test_a_centre_from_its_first_day_to_its_restore(
    admin: Said, guarded_url: str, open_copy: Opener, tmp_path: Path
) -> None:
    url, prom = guarded_url, tmp_path / "centre.prom"
    code, said = admin("centre", "upgrade", url)
    assert (code, "Refused: CentreNotPrepared" in said) == (1, True)
    assert admin("centre", "init", url)[0] == 0
    code, said = admin("centre", "enrol", url, "--name", "reception")
    assert (code, "Refused: HallUnclear" in said) == (1, True)

    first = open_copy("first")
    first.close()
    one_time = _code(admin("centre", "enrol", url, "--name", "reception", "--new-hall")[1])
    mistyped = one_time[:-1] + ("0" if one_time[-1] != "0" else "1")
    code, said = admin("join", _address(url), mistyped, "--home", first.home)
    assert (code, "Refused: CodeMistyped" in said) == (1, True)
    code, said = admin("join", _address(url), one_time.lower(), "--home", first.home)
    assert (code, "terminal 1" in said) == (0, True), said
    code, said = admin("join", _address(url), one_time, "--home", _bare(tmp_path / "late"))
    assert (code, "Refused: CodeRefused" in said) == (1, True)

    second = _bare(tmp_path / "second")
    one_time = _code(admin("centre", "enrol", url, "--name", "window", "--valid-hours", "1")[1])
    assert "terminal 2" in admin("join", _address(url), one_time, "--home", second)[1]
    assert "in_step: 0 waiting, 0 to decide." in admin("sync", "--home", second)[1]
    counter = open_counter(second, SteppingClock(MORNING + HOUR), FileSecrets(second))
    assert len(counter.queue.today()) == len(open_copy("first").queue.today()) > 0
    counter.close()

    assert admin("centre", "check", url, "--notes", tmp_path / "notes.json")[0] == 0
    code, said = admin("centre", "roles", url)
    assert (code, said.count("as they should be")) == (0, 2)
    with connected(url) as connection:
        row = connection.execute("SELECT role FROM guitai.sync_terminal WHERE number = 2").fetchone()
        assert row is not None
        connection.execute(f"ALTER ROLE {row[0]} CREATEDB")
    assert admin("centre", "roles", url)[0] == 1
    assert admin("centre", "check", url)[0] == 1
    assert admin("centre", "roles", url, "--repair")[0] == 0

    code, said = admin("centre", "watch", url, "--once", "--file", prom)
    assert (code, "reception" in said, "0 conflicts open" in said) == (0, True, True)
    assert 'guitai_centre_terminal_waiting{terminal="1",name="reception"' in prom.read_text(encoding="utf-8")

    assert "locked out" in admin("centre", "revoke", url, "2")[1]
    code, said = admin("sync", "--home", second, "--metrics", tmp_path / "terminal.prom")
    assert (code, "Refused: CentreUnreachable (reason=28000)" in said) == (1, True), said
    offline = 'guitai_terminal_mode{terminal="2",mode="offline"} 1'
    assert offline in (tmp_path / "terminal.prom").read_text(encoding="utf-8")
    code, said = admin("centre", "revoke", url, "9")
    assert (code, "Refused: UnknownTerminal (number=9)" in said) == (1, True)

    assert "A new epoch has begun" in admin("centre", "restored", url)[1]
    assert admin("sync", "--home", first.home)[0] == 0
    assert "at version" in admin("centre", "upgrade", url)[1]


def test_a_further_hall_joins_first_and_is_founded_then(
    admin: Said, guarded_url: str, tmp_path: Path
) -> None:
    url = guarded_url
    admin("centre", "init", url)
    market = accept(url, invite(url, "elsewhere", new_hall=True).code, HallIdentity("h1", False), "ab" * 32)
    home = _bare(tmp_path / "home")
    one_time = _code(admin("centre", "enrol", url, "--name", "new", "--new-hall")[1])
    code, said = admin("join", _address(url), one_time, "--home", home)
    assert (code, "Its hall is new" in said) == (0, True), said

    box = FileSecrets(home)
    assert box.read(MARKET_SECRET) == market.market_secret
    counter = open_counter(home, secrets=box)
    plan, administrator = HallPlan("白银分市场", ("综合窗口",)), AdminEntry("王丽", "wang", PASSWORD)
    with pytest.raises(SampleMixed):
        counter.founding.found_sample(administrator, lambda _done, _of: None)
    counter.founding.found_hall(plan, administrator, lambda _done, _of: None)
    counter.close()
    assert "in_step" in admin("sync", "--home", home)[1]
    with connected(url) as connection:
        rows = connection.execute("SELECT id, hall_id, name FROM guitai.hall").fetchall()
        row = connection.execute("SELECT hall_id FROM guitai.sync_terminal WHERE number = 2").fetchone()
    assert row is not None
    assert rows == [(row[0], row[0], "白银分市场")]


def test_a_hall_that_is_still_on_its_way_down_is_not_founded_again(
    guarded_url: str, open_copy: Opener, tmp_path: Path, admin: Said
) -> None:
    admin("centre", "init", guarded_url)
    first = open_copy("first")
    first.close()
    one_time = invite(guarded_url, "one", new_hall=True).code
    join_by_code(first.home, _address(guarded_url), one_time, secrets=FileSecrets(first.home))
    with connected(guarded_url) as connection:
        connection.execute("ALTER FUNCTION guitai.gate_pull RENAME TO gate_away")
    home = _bare(tmp_path / "home")
    joined = join_by_code(
        home, _address(guarded_url), invite(guarded_url, "two").code, secrets=FileSecrets(home)
    )
    assert (joined.terminal, joined.hall, "CentreUnreachable" in joined.trouble) == (2, "", True)
    counter = open_counter(home, secrets=FileSecrets(home))
    with pytest.raises(AlreadyFounded):
        counter.founding.found_sample(AdminEntry("王丽", "wang", PASSWORD), lambda _done, _of: None)
    counter.close()
    with connected(guarded_url) as connection:
        connection.execute("ALTER FUNCTION guitai.gate_away RENAME TO gate_pull")
    assert "in_step" in admin("sync", "--home", home)[1]


def test_a_join_whose_answer_was_lost_is_finished_by_doing_it_again(
    guarded_url: str, tmp_path: Path, admin: Said
) -> None:
    admin("centre", "init", guarded_url)
    home = _bare(tmp_path / "home")
    box = FileSecrets(home)
    one_time = invite(guarded_url, "one", new_hall=True).code
    lost = accept(
        _address(guarded_url), one_time, None, None, remember=lambda url: box.write(UNCONFIRMED, url)
    )
    assert box.read(CENTRE_URL) is None
    code, said = admin("join", _address(guarded_url), one_time, "--home", home)
    assert (code, "terminal 1" in said) == (0, True), said
    assert box.read(CENTRE_URL) == lost.url


def test_the_authoritys_certificate_goes_along(tmp_path: Path, admin: Said) -> None:
    authority = make_authority(tmp_path / "authority", "The market")
    host = "centre.market.test"
    with PostgresServer(ssl=authority.server(host)) as server:
        away = make_conninfo(
            server.create_database("market"), host=host, hostaddr="127.0.0.1", port=server.port
        )
        admin_url = make_conninfo(away, sslmode="verify-full", sslrootcert=str(authority.file))
        assert admin("centre", "init", admin_url)[0] == 0
        one_time = _code(admin("centre", "enrol", admin_url, "--name", "one", "--new-hall")[1])
        home = _bare(tmp_path / "home")
        code, said = admin("join", f"postgresql://{host}/market", one_time, "--home", home)
        assert (code, "Refused: CentreNotVerified" in said) == (1, True)
        bare = make_conninfo("", **{k: v for k, v in conninfo_to_dict(away).items() if k != "password"})
        code, said = admin("join", bare, one_time, "--ca", authority.file, "--home", home)
        assert (code, "terminal 1" in said) == (0, True), said
        authority.file.unlink()
        assert admin("sync", "--home", home)[0] == 0
    parts = conninfo_to_dict(str(FileSecrets(home).read(CENTRE_URL)))
    assert (parts["sslmode"], parts["sslrootcert"]) == ("verify-full", str((home / CA_FILE).resolve()))


def test_the_centre_is_watched_until_it_is_enough(
    admin: Said, centre_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin("centre", "init", centre_url)
    invite(centre_url, "reception", new_hall=True)
    file, looks = tmp_path / "centre.prom", [False, False, True]

    def is_over(_until: UntilTold, _seconds: float) -> bool:
        assert file.exists() == (url == centre_url)
        file.unlink(missing_ok=True)
        return looks.pop(0)

    monkeypatch.setattr(UntilTold, "is_over", is_over)
    url = centre_url
    code, said = admin("centre", "watch", url, "--file", file)
    assert (code, "reception" in said, looks) == (0, True, [])
    # A centre that does not answer for a while does not end the watching.
    url, looks = "postgresql://127.0.0.1:1/none", [False, True]
    code, said = admin("centre", "watch", url, "--file", file)
    assert (code, "Refused: CentreUnreachable" in said, looks) == (0, True, [])


def test_what_is_no_address_is_told(admin: Said, tmp_path: Path) -> None:
    code, said = admin("centre", "check", "centre.example:5432/market")
    assert (code, "Refused: AddressMalformed" in said) == (1, True)
    code, said = admin("centre", "check", "postgresql://127.0.0.1:1/market")
    assert (code, "Refused: CentreUnreachable" in said) == (1, True)


def test_a_terminal_without_a_window_goes_on_until_it_is_told(
    centre_url: str, open_copy: Opener, tmp_path: Path, admin: Said
) -> None:
    home = open_copy("first").home
    open_copy("first").close()
    metrics = tmp_path / "terminal.prom"
    admin("centre", "init", centre_url)
    admin("enrol", centre_url, "--name", "one", "--home", home)
    command = [sys.executable, "-m", "app", "sync", "--watch", "--home", str(home), "--metrics", str(metrics)]
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        assert running.stdout is not None
        first_line = running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        said, _ = running.communicate(timeout=60)
    assert first_line.startswith("in_step: 0 waiting"), first_line + said
    assert "Ended in good order" in said
    assert running.returncode == 0
    assert 'guitai_terminal_waiting{terminal="1"} 0' in metrics.read_text(encoding="utf-8")
