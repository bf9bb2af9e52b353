"""Negotiation rooms and the roadshow hall: rooms, bookings, free time."""
