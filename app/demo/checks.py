"""What must be true after the journey; each check that fails makes the demo fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Check:
    """A sentence that must be true, and whether it is."""

    says: str
    holds: bool


def centre_checks(rows: dict[str, list[dict[str, Any]]], facts: dict[str, str]) -> Iterator[Check]:
    """Check that the centre names visitor, ticket, booking and contract, each once, as they were here."""
    for table, key in (
        ("person", "person_id"),
        ("visit", "visit_id"),
        ("ticket", "ticket_id"),
        ("case", "case_id"),
        ("booking", "booking_id"),
        ("contract", "contract_id"),
    ):
        count = sum(row["id"] == facts[key] for row in rows[table])
        yield Check(f"the centre has the {table} once", count == 1 == len(rows[table]))
    contract = next(iter(rows["contract"]), {})
    yield Check("the centre knows the contract as sealed", contract.get("state") == "sealed")
    yield Check(
        "the centre knows the digest of the sealed file",
        contract.get("sealed_digest") == facts["sealed_digest"],
    )
    yield Check("the centre has both signatures", len(rows["signature"]) == 2)
    person = next(iter(rows["person"]), {})
    yield Check("rare characters of the name arrived as typed", person.get("name") == facts["visitor"])
