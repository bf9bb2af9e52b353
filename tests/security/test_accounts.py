"""The door of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from app.counter import Counter
from app.kernel.clock import MINUTE
from app.kernel.errors import Forbidden
from app.reception.service import PersonEntry
from app.security.accounts import Accounts
from app.security.actors import Actor, Role
from app.security.entities import Staff
from app.security.refusals import AccountLocked, LoginTaken, SecretsUnreachable, WeakPassword, WrongPassword
from app.security.secrets import FileSecrets, kept_or_made
from tests.builders import PASSWORD

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def test_five_failures_lock_the_account_and_time_opens_it(counter: Counter) -> None:
    door = Accounts(counter.store, QUICK)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPassword) as refused:
            door.sign_in("admin", "wrong", None)
        assert refused.value.left == left
    with pytest.raises(AccountLocked) as locked:
        door.sign_in("admin", "wrong", None)
    with pytest.raises(AccountLocked):
        door.sign_in("admin", PASSWORD, None)
    assert locked.value.until > counter.store.clock.now() + 29 * MINUTE
    counter.store.clock.step(31 * 60)  # type: ignore[attr-defined]
    assert door.sign_in("admin", PASSWORD, None).value.login == "admin"


def test_a_success_forgets_earlier_failures(counter: Counter) -> None:
    door = Accounts(counter.store, QUICK)
    for _ in range(3):
        with pytest.raises(WrongPassword):
            door.sign_in("admin", "wrong", None)
        door.sign_in("admin", PASSWORD, None)


def test_an_unknown_login_is_refused_like_a_wrong_password(counter: Counter) -> None:
    with pytest.raises(WrongPassword):
        counter.accounts.sign_in("nobody", PASSWORD, None)


@pytest.mark.parametrize(
    ("password", "problem"), [("Ab1", "too_short"), ("abcdefgh", "too_plain"), ("Wang-1234", "like_login")]
)
def test_easy_passwords_are_refused(counter: Counter, clerk: Actor, password: str, problem: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        counter.accounts.add_staff("wang", "王丽", Role.CLERK, password, actor=clerk)
    assert refused.value.problem == problem


def test_a_login_is_given_once_and_a_clerk_takes_nobody_in(counter: Counter, clerk: Actor) -> None:
    counter.accounts.add_staff("wang", "王丽", Role.CLERK, PASSWORD, actor=clerk)
    with pytest.raises(LoginTaken):
        counter.accounts.add_staff("wang", "汪莉", Role.CLERK, PASSWORD, actor=clerk)
    wang = counter.accounts.sign_in("wang", PASSWORD, None).value
    with pytest.raises(Forbidden):
        counter.accounts.add_staff("li", "李", Role.CLERK, PASSWORD, actor=wang)


def test_an_auditor_registers_nobody(counter: Counter, clerk: Actor) -> None:
    counter.accounts.add_staff("shen", "沈审", Role.AUDITOR, PASSWORD, actor=clerk)
    auditor = counter.accounts.sign_in("shen", PASSWORD, None).value
    with pytest.raises(Forbidden):
        counter.reception.register_person(PersonEntry("某人"), actor=auditor)


def test_passwords_are_kept_as_argon2_only(counter: Counter) -> None:
    with counter.store.look() as session:
        hashes = session.execute(select(Staff.password_hash)).scalars().all()
    assert hashes
    assert all(h.startswith("$argon2id$") and PASSWORD not in h for h in hashes)


def test_the_secrets_file_is_its_owners_alone_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    box = FileSecrets(tmp_path)
    made = kept_or_made(box, "key")
    assert kept_or_made(FileSecrets(tmp_path), "key") == made
    path = tmp_path / "secrets.json"
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("{", encoding="utf-8")
    with pytest.raises(SecretsUnreachable):
        box.read("key")
