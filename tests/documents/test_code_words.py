"""Square codes made fast are, module by module, the ones that qrcode makes alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from app.documents.code import MASK, matrix

plain = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=400).map(lambda text: "GT1:" + text)
any_text = st.text(min_size=1, max_size=200).filter(lambda text: not text.encode().isdigit())


@given(st.one_of(plain, any_text))
@settings(deadline=None)
def test_a_code_is_the_one_qrcode_makes(text: str) -> None:
    alone = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    alone.add_data(text, optimize=0)
    alone.make(fit=True)
    assert matrix(text) == tuple(bytes(map(bool, row)) for row in alone.modules)


def test_a_text_no_code_holds_is_refused() -> None:
    assert len(matrix("A" * 3391)) == 177
    with pytest.raises(ValueError, match="AAAA"):
        matrix("A" * 3392)
