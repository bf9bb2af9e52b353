"""Matters in hand: what a window does for a visitor."""
