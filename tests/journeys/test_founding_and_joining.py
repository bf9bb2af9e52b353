"""Founding a hall, joining a centre, and the command line that does it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.counter import open_counter
from app.founding import AdminEntry, AlreadyFounded, HallPlan
from app.kernel.clock import HOUR, SteppingClock
from app.kernel.errors import FieldRefused
from app.security.refusals import WeakPassword
from app.security.secrets import FileSecrets
from tests.builders import MORNING, PASSWORD
from tests.conftest import Opener

ROOT = Path(__file__).resolve().parents[2]
ADMIN = AdminEntry("王丽", "wang", PASSWORD)


def _unheard(_done: int, _steps: int) -> None:
    """Nobody watches."""


def test_a_real_hall_has_what_was_asked_for_and_the_markets_usual_offer(tmp_path: Path) -> None:
    counter = open_counter(tmp_path, secrets=FileSecrets(tmp_path))
    plan = HallPlan("白银分市场", ("综合窗口", "登记窗口", " "), ("洽谈室",))
    counter.founding.found_hall(plan, ADMIN, _unheard)
    hall = counter.catalogue.hall()
    assert hall is not None
    assert (hall.name, hall.is_sample) == ("白银分市场", False)
    assert [w.name for w in counter.catalogue.windows()] == ["综合窗口", "登记窗口"]
    assert [r.name for r in counter.rooms_view.rooms()] == ["洽谈室"]
    assert len(counter.catalogue.platforms()) == 8
    assert counter.queue.count().taken == 0
    counter.close()


def test_what_was_typed_wrong_founds_nothing(tmp_path: Path) -> None:
    counter = open_counter(tmp_path, secrets=FileSecrets(tmp_path))
    for plan, admin, refusal in (
        (HallPlan("厅", ()), ADMIN, FieldRefused),
        (HallPlan(" ", ("窗口",)), ADMIN, FieldRefused),
        (HallPlan("厅", ("窗口",)), AdminEntry("王", "wang", "short"), WeakPassword),
    ):
        with pytest.raises(refusal):
            counter.founding.found_hall(plan, admin, _unheard)
    assert not counter.founding.is_founded()
    counter.close()


def test_one_folder_holds_one_hall_for_ever(open_copy: Opener) -> None:
    counter = open_copy()
    with pytest.raises(AlreadyFounded) as refused:
        counter.founding.found_hall(HallPlan("真正的厅", ("窗口",)), ADMIN, _unheard)
    assert refused.value.is_sample


@pytest.mark.centre
def test_a_terminal_joins_by_the_command_line_and_a_second_one_takes_the_hall_over(
    founded_home: Path, tmp_path: Path, centre_url: str, open_copy: Opener
) -> None:
    first = open_copy("first")
    first.close()
    second = tmp_path / "second"
    second.mkdir()
    FileSecrets(second).write("made-for", "this test: the keyring is left alone")
    assert _admin("centre", "init", centre_url).returncode == 0
    refused = _admin("enrol", centre_url, "--name", "bare", "--home", str(second))
    assert refused.returncode == 1
    assert "Refused: ForeignHall" in refused.stderr
    assert "terminal 1" in _admin("enrol", centre_url, "--name", "one", "--home", str(first.home)).stdout
    assert "terminal 2" in _admin("enrol", centre_url, "--name", "two", "--home", str(second)).stdout
    assert "in_step: 0 waiting, 0 to decide" in _admin("sync", "--home", str(second)).stdout
    assert _admin("trail", "--home", str(first.home)).returncode == 0
    # The sample hall's visitors are of the day on which it was founded.
    counter = open_counter(second, SteppingClock(MORNING + HOUR), FileSecrets(second))
    hall = counter.catalogue.hall()
    assert hall is not None
    assert hall.is_sample
    assert [r.person for r in counter.queue.today()] != []
    counter.close()
    assert _admin("centre", "revoke", centre_url, "2").returncode == 0
    assert "Refused: CentreUnreachable" in _admin("sync", "--home", str(second)).stderr


def test_a_terminal_without_a_centre_says_so(open_copy: Opener) -> None:
    home = open_copy("alone").home
    answer = _admin("sync", "--home", str(home))
    assert answer.returncode == 1
    assert "Standalone" in answer.stdout


def _admin(*words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    command = [sys.executable, "-m", "app", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
