"""Where secrets lie."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from app.security.secrets import STORE_KEY, kept_or_made, open_secrets


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_key_made_once_is_there_again_where_no_keyring_keeps_it(
    tmp_path: Path, backend: type[KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", backend)
    made = kept_or_made(open_secrets(tmp_path), STORE_KEY)
    assert kept_or_made(open_secrets(tmp_path), STORE_KEY) == made
