import pytest

from leadmatch.values.resources import read
from leadmatch.values.text.phrases import PhraseIndex
from leadmatch.values.text.terms import compile_terms, load_terms, written_terms

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_of_screening_can_be_looked_for(language: str) -> None:
    terms = load_terms("screening", language)
    assert {term.term_id.partition(".")[2] for term in terms} >= {"strong", "likely"}
    PhraseIndex(terms)


def test_german_phrases_are_read_in_both_spellings() -> None:
    index = PhraseIndex(load_terms("screening", "de"))
    assert {hit.term_id for hit in index.search("Schuelerversion")} == {
        hit.term_id for hit in index.search("Schülerversion")
    }


def test_a_language_that_is_not_shipped_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        load_terms("screening", "xx")


def test_the_compiled_terms_of_screening_are_those_that_people_wrote() -> None:
    assert compile_terms("screening", sorted(LANGUAGES)) == read("data/terms/screening.tsv"), (
        "run: python tools/compile_terms.py screening, then python tools/source_digests.py"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_compiled_term_is_the_written_one_with_its_keys(language: str) -> None:
    assert [term[:2] for term in load_terms("screening", language)] == [
        term[:2] for term in written_terms("screening", language)
    ]
