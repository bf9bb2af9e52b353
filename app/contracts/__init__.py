"""Contracts: drafted, reviewed, signed on the spot, sealed, handed out in copies."""
