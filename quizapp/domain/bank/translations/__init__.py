"""The bank in other words: another language, or an easier version, as a file of texts.

A translation has the ids of its bank and nothing but texts. What is missing, broken or behind in
it falls back to the original's words, so that it never takes a bank down.
"""

from __future__ import annotations

from quizapp.domain.bank.translation import QuizWords, Translation
from quizapp.domain.bank.translations.reading import MOST, TranslationReading, with_translations

__all__ = ["MOST", "QuizWords", "Translation", "TranslationReading", "with_translations"]
