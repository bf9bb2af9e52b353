"""The life of a registration at the counter (domain.md 1.10)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


class RegistrationState(StrEnum):
    """Where a registration stands. CHANGED: registered, and changed since."""

    SUBMITTED = "submitted"
    SUPPLEMENT = "supplement"
    ACCEPTED = "accepted"
    REVIEW = "review"
    EXPERT = "expert"
    REGISTERED = "registered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CHANGING = "changing"
    CHANGED = "changed"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"


_S = RegistrationState

REGISTRATION_STEPS = StepTable(
    "registration",
    {
        _S.SUBMITTED: frozenset({_S.ACCEPTED, _S.SUPPLEMENT, _S.WITHDRAWN}),
        _S.SUPPLEMENT: frozenset({_S.ACCEPTED, _S.REFUSED, _S.WITHDRAWN}),
        _S.ACCEPTED: frozenset({_S.REVIEW, _S.SUPPLEMENT, _S.WITHDRAWN}),
        _S.REVIEW: frozenset({_S.EXPERT, _S.REGISTERED, _S.REFUSED, _S.SUPPLEMENT}),
        _S.EXPERT: frozenset({_S.REGISTERED, _S.REFUSED, _S.SUPPLEMENT}),
        _S.REGISTERED: frozenset({_S.CHANGING, _S.CANCELLING}),
        _S.CHANGED: frozenset({_S.CHANGING, _S.CANCELLING}),
        _S.CHANGING: frozenset({_S.CHANGED, _S.REGISTERED}),
        _S.CANCELLING: frozenset({_S.CANCELLED, _S.REGISTERED, _S.CHANGED}),
        _S.REFUSED: frozenset({_S.REVIEW}),
        _S.WITHDRAWN: frozenset(),
        _S.CANCELLED: frozenset(),
    },
)

STEPS_AND_BACK = REGISTRATION_STEPS.back_from(
    _S.ACCEPTED, _S.REVIEW, _S.EXPERT, _S.WITHDRAWN, _S.CHANGING, _S.CANCELLING
)
"""What the centre allows: a step within the hall can be taken back, what was issued to a party cannot."""

RUNNING = (_S.ACCEPTED, _S.REVIEW, _S.EXPERT)
"""The states in which the time limit runs."""
BEFORE_DECISION = (_S.SUBMITTED, _S.SUPPLEMENT, *RUNNING)
"""The states in which form and material may still be written."""
IN_FORCE = (_S.REGISTERED, _S.CHANGED, _S.CHANGING, _S.CANCELLING)
"""The states that count in statistics: registered and not cancelled."""
OVER = (_S.REFUSED, _S.WITHDRAWN, _S.CANCELLED)
"""The states that leave the contract free for another registration."""


class DueLight(StrEnum):
    """How near the end of the time limit is: SOON at three working days, TODAY, LATE."""

    NONE = "none"
    RUNNING = "running"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"


class MaterialMark(StrEnum):
    """How a required paper stands."""

    MISSING = "missing"
    BROUGHT = "brought"
    NOT_NEEDED = "not_needed"


class Counting(StrEnum):
    """In what days a time limit is told."""

    WORKING = "working"
    CALENDAR = "calendar"


class Weight(StrEnum):
    """What a finding of the pre-check does: STOPS the acceptance, or is SAID to both parties."""

    STOPS = "stops"
    SAID = "said"


class MendedAt(StrEnum):
    """Where a fault is mended: in the contract's text, on the form, among the papers, on the paper copies."""

    CONTRACT = "contract"
    FORM = "form"
    MATERIALS = "materials"
    COPIES = "copies"


class HistoryKind(StrEnum):
    """What happened to a registration."""

    OPENED = "opened"
    NOTICE = "notice"
    ACCEPTED = "accepted"
    REVIEW = "review"
    EXPERT = "expert"
    REGISTERED = "registered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OBJECTION = "objection"
    CHANGE_BEGUN = "change_begun"
    CHANGED = "changed"
    CHANGE_DROPPED = "change_dropped"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    NUMBER = "number"


class Dimension(StrEnum):
    """By what registered contracts are counted (domain.md 11.2)."""

    CLASS = "class"
    KIND = "kind"
    FIELD = "field"
    SUBFIELD = "subfield"
    OBJECTIVE = "objective"
    RIGHTS = "rights"
    PLAN = "plan"
    SELLER = "seller"
    BUYER = "buyer"
    SELLER_REGION = "seller_region"
    BUYER_REGION = "buyer_region"
    INDUSTRY = "industry"
    SIZE = "size"
    MONTH = "month"
