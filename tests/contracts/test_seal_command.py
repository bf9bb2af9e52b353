"""The seal at the command line: how it stands, a bought certificate, keys made anew, each with a login."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner, Result

from app.__main__ import program
from app.counter import Counter
from app.security.actors import Actor
from app.settings import Settings, save
from tests.builders import PASSWORD
from tests.contracts.test_sealing_desk import bought


def told(counter: Counter, *words: str) -> Result:
    return CliRunner().invoke(program, ["seal", *words, "--home", str(counter.home)])


def signed(*words: str) -> tuple[str, ...]:
    return (*words, "--login", "admin", "--password", PASSWORD)


def test_a_bought_certificate_is_taken_and_left_again(counter: Counter, clerk: Actor, tmp_path: Path) -> None:
    file = tmp_path / "seal.p12"
    # Commands go by the computer's own clock.
    file.write_bytes(bought(3650))
    counter.close()
    assert "the hall's own, renewed by itself" in told(counter, "show").output
    taken = told(counter, *signed("take", str(file), "--secret", "pw"))
    assert taken.exit_code == 0, taken.output
    assert "seals as: 兰州科技大市场有限公司" in taken.output
    assert "bought outside, renewed by hand" in told(counter, "show").output
    anew = told(counter, *signed("renew"))
    assert anew.exit_code == 0, anew.output
    assert "the hall's own, renewed by itself" in told(counter, "show").output


def test_a_token_that_is_left_is_not_used_at_the_next_start(counter: Counter, clerk: Actor) -> None:
    counter.close()
    named = {"seal_token_module": "/nowhere.so", "seal_token": "hall", "seal_token_certificate": "seal"}
    save(counter.home, replace(Settings(), **named))
    shown = told(counter, "show")
    assert (shown.exit_code, "on a token, renewed by hand" in shown.output) == (1, True)
    assert told(counter, *signed("renew")).exit_code == 0
    assert "the hall's own, renewed by itself" in told(counter, "show").output


def test_a_wrong_login_changes_nothing_and_a_locked_seal_is_told(counter: Counter, clerk: Actor) -> None:
    counter.close()
    assert told(counter, "renew", "--login", "admin", "--password", "wrong-1234").exit_code != 0
    counter.secrets.write("seal-passphrase", "00" * 32)
    shown = told(counter, "show")
    assert (shown.exit_code, "cannot seal: locked" in shown.output) == (1, True)
