"""Time limits of a registration in the hall's calendar (行政许可法 art. 82; domain.md 1.8, 1.10). Pure."""

from __future__ import annotations

from datetime import date, timedelta

from app.catalogue.calendar import Deadline, WorkingDays
from app.registration.profiles import Profile
from app.registration.states import RUNNING, Counting, DueLight, RegistrationState

SOON_DAYS = 3


def due_on(accepted_on: date, days: int, counting: Counting, calendar: WorkingDays) -> Deadline:
    """Give the last day of a limit. The day of acceptance does not count (民法典 art. 201).

    Told in calendar days, one that ends on a holiday ends on the next working day (art. 203).
    """
    if counting is Counting.WORKING:
        return calendar.after(accepted_on, days)
    last = accepted_on + timedelta(days=days)
    if calendar.is_working(last):
        return Deadline(last, calendar.is_known(last.year))
    return calendar.after(last, 1)


def deadline(
    profile: Profile, state: RegistrationState, accepted_on: date | None, due_days: int, *, is_expert: bool
) -> tuple[date, int, Counting] | None:
    """Give from which day how many days of what kind run now, or None: none does."""
    if state not in RUNNING or accepted_on is None:
        return None
    return accepted_on, due_days, profile.limit(is_expert=is_expert)[1]


def light(due: Deadline | None, today: date, calendar: WorkingDays) -> DueLight:
    """Tell how near the end is."""
    if due is None:
        return DueLight.NONE
    if today > due.day:
        return DueLight.LATE
    left = calendar.between(today, due.day)
    if left == 0:
        return DueLight.TODAY
    return DueLight.SOON if left <= SOON_DAYS else DueLight.RUNNING
