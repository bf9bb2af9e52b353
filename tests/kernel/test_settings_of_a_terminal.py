"""Settings: declared once, read from a file, a damaged file put aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import FILE_NAME, Settings, load, save


def test_settings_are_kept_and_read_back(tmp_path: Path) -> None:
    wanted = Settings(language="en", theme="dark", text_scale=1.25, ticket_printer='a "strange" \\ name')
    save(tmp_path, wanted)
    assert load(tmp_path) == (wanted, None)


@pytest.mark.parametrize(
    "content",
    ["language = ", 'langage = "en"', 'theme = "pink"', "text_scale = 9.0", 'display = "yes"', "\x00"],
)
def test_a_damaged_file_is_kept_aside_and_the_usual_settings_stand_in(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    settings, trouble = load(tmp_path)
    assert settings == Settings()
    assert trouble is not None
    assert (tmp_path / trouble.kept_as).read_text(encoding="utf-8") == content
    assert load(tmp_path) == (Settings(), None)


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path, Settings(theme="dark"))
    monkeypatch.setenv("GUITAI_SET_THEME", "light")
    monkeypatch.setenv("GUITAI_SET_VOICE", "no")
    settings, _ = load(tmp_path)
    assert (settings.theme, settings.voice) == ("light", False)


def test_what_is_not_allowed_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="slip_width_mm"):
        save(tmp_path, Settings(slip_width_mm=70))
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("words", ["两\n行", "有{空格}", "长" * 101])
def test_the_words_of_contracts_are_one_short_line(tmp_path: Path, words: str) -> None:
    with pytest.raises(ValueError, match="legal_basis"):
        save(tmp_path, Settings(legal_basis=words))
    save(tmp_path, Settings(legal_basis="《某法》"))
    assert load(tmp_path)[0].legal_basis == "《某法》"
