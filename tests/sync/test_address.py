"""Addresses of the centre: this computer, or a server that has proved who it is."""

from __future__ import annotations

import pytest
from psycopg import OperationalError
from psycopg.conninfo import conninfo_to_dict

from app.sync.address import checked_address, reason_of, told_address, way_to
from app.sync.refusals import AddressMalformed, CentreNotVerified

VERIFIED = "sslmode=verify-full&sslrootcert=/etc/ca.pem"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://a@localhost/market",
        "postgresql://a@127.0.0.1:5433/market",
        "postgresql://a@[::1]/market",
        "postgresql://a@/market?host=/var/run/postgresql",
        "postgresql:///market",
        "host=localhost,127.0.0.1 dbname=market",
        "host=centre.example hostaddr=127.0.0.1 dbname=market",
    ],
)
def test_what_stays_on_this_computer_needs_no_certificate(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGHOST", raising=False)
    assert checked_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://a@centre.example/market",
        "postgresql://a@10.0.0.5/market?sslmode=require",
        "postgresql://a@centre.example/market?sslmode=verify-full",
        "postgresql://a@centre.example/market?sslmode=verify-ca&sslrootcert=/etc/ca.pem",
        "postgresql://a@localhost,centre.example/market",
        "host=localhost hostaddr=10.0.0.5 dbname=market",
        "service=centre",
    ],
)
def test_what_leaves_it_needs_one(url: str) -> None:
    with pytest.raises(CentreNotVerified):
        checked_address(url)


def test_a_host_named_by_the_environment_alone_is_not_overlooked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "centre.example")
    with pytest.raises(CentreNotVerified):
        checked_address("dbname=market")


def test_a_verified_address_keeps_its_hosts_and_takes_no_other_way() -> None:
    url = f"postgresql://a:b@one.example:5432,two.example:5433/market?target_session_attrs=read-write&{VERIFIED}"
    parts = conninfo_to_dict(checked_address(url))
    assert (parts["host"], parts["port"]) == ("one.example,two.example", "5432,5433")
    assert parts["target_session_attrs"] == "read-write"
    assert parts["gssencmode"] == "disable"
    assert "user" not in way_to(url)
    assert way_to(url)["host"] == "one.example,two.example"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"postgresql://a:secret@centre.example/market?{VERIFIED}", "postgresql://centre.example/market"),
        ("postgresql://a:secret@centre.example:5433/market", "postgresql://centre.example:5433/market"),
        (
            "host=one.example,two.example port=5433 dbname=market password=secret",
            "postgresql://one.example:5433,two.example:5433/market?target_session_attrs=read-write",
        ),
        ("postgresql://a:secret@/market?host=/var/run/postgresql", "ADDRESS"),
        ("dbname=market", "ADDRESS"),
    ],
)
def test_an_address_is_told_without_what_is_the_administrators(url: str, told: str) -> None:
    assert told_address(url) == told


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(AddressMalformed):
        checked_address("postgresql://host:port:5/market?=")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('FATAL:  role "x" is not permitted to log in', "28000"),
        ('FATAL:  password authentication failed for user "x"', "28P01"),
        ("SSL error: certificate verify failed", "certificate"),
        ("Connection refused", "OperationalError"),
    ],
)
def test_a_refused_connection_has_a_reason(said: str, reason: str) -> None:
    assert reason_of(OperationalError(said)) == reason
