"""Tickets, windows at work, calling, and the lines of the display."""
