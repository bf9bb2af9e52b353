"""No altered file passes, and each alteration is named for what it is."""

from __future__ import annotations

import pytest

from app.documents.inspecting import inspect_file
from app.documents.seal_report import SealVerdict
from tests.documents.sealed_for_tests import works
from tests.documents.tampering import ALTERATIONS, Tampering


def test_the_true_file_passes() -> None:
    report = inspect_file(works().sealed, works().card)
    assert (report.findings, report.verdict) == ((), SealVerdict.CONSISTENT)


def test_there_are_enough_alterations_and_no_name_twice() -> None:
    assert len({alteration.name for alteration in ALTERATIONS}) == len(ALTERATIONS) >= 40


@pytest.mark.parametrize("alteration", ALTERATIONS, ids=lambda one: one.name)
def test_an_altered_file_is_named_for_what_it_is(alteration: Tampering) -> None:
    w = works()
    altered = alteration.alter(w)
    assert altered != w.sealed
    report = inspect_file(altered, w.card)
    assert report.verdict is not SealVerdict.CONSISTENT
    assert alteration.named & set(report.problems), report.findings
