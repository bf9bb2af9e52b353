"""Changesets go up, rows come down: the exchange between this terminal and the centre."""
