"""Which language the program speaks. English is in the sources; others are files in resources/i18n."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.kernel.places import resource

NAMES: dict[str, str] = {"zh_CN": QLocale("zh_CN").nativeLanguageName(), "en": "English"}
"""What each language calls itself, whatever is spoken now."""


def other(code: str) -> str:
    """Give the language the switch offers."""
    return "zh_CN" if code == "en" else "en"


class Language:
    """The translators in force."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []

    def speak(self, code: str) -> None:
        """Switch to a language; pages built from now on speak it."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()
        QLocale.setDefault(QLocale(code))
        shipped = str(resource("i18n"))
        own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (f"qtbase_{code}", own),
            (f"qtbase_{code}", shipped),
            (f"guitai_{code}", shipped),
        ):
            translator = QTranslator()
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)
