"""The words of the grammar: the compiled ones are those that people wrote, and a language is told by few signs."""

import pytest

from leadmatch.qualification.lexicon import LANGUAGES, language_of, titles
from leadmatch.values.resources import read
from leadmatch.values.text.language import guess_language
from leadmatch.values.text.terms import compile_terms
from leadmatch.values.text.token_table import token_table
from leadmatch.values.text.tokens import tokenize


def test_the_compiled_terms_are_those_that_people_wrote() -> None:
    assert compile_terms("qualification", sorted(LANGUAGES)) == read("data/terms/qualification.tsv"), (
        "run: python tools/compile_terms.py qualification, then python tools/source_digests.py"
    )


@pytest.mark.parametrize(
    "text", ["the owner of the shop and the bakery", "Wir haben das Geld und die Zeit", "cost?", ""]
)
def test_the_language_of_known_words_is_the_one_that_is_guessed_of_the_text(text: str) -> None:
    assert language_of(token_table(text)) == guess_language(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Gubimy ciągle kartony", "pl"), ("größer", "de"), ("mañana", "es"), ("orçamentação", "pt")],
)
def test_letters_tell_a_language_where_small_words_do_not(text: str, language: str) -> None:
    assert language_of(token_table(text)) == language


def test_letters_that_several_languages_write_tell_none() -> None:
    assert language_of(token_table("café")) is None


def test_titles_of_all_languages_are_found_together() -> None:
    found = titles(LANGUAGES).find(tokenize("Geschäftsführer, dueña"))
    assert {hit.term_id for hit in found} == {"title.chief_executive", "title.owner"}
