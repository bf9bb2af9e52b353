"""The hash of GB/T 32905 (SM3), registered beside SHA-256."""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes


def sm3(content: bytes) -> str:
    """Hash by GB/T 32905, as hex."""
    told = hashes.Hash(hashes.SM3())
    told.update(content)
    return told.finalize().hex()
