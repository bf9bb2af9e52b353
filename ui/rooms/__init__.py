"""Rooms and the roadshow hall: the day's timeline and the booking form."""
