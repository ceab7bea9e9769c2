import pytest

from leadmatch.values.text.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are looking for a system with support for our plant", "en"),
        ("Wir suchen eine neue Lösung für unser Lager", "de"),
        ("Nous cherchons une solution pour notre entrepôt", "fr"),
        ("Necesitamos una cotización para nuestra planta", "es"),
        ("Precisamos de um orçamento para os nossos armazéns, obrigado", "pt"),
        ("Abbiamo bisogno di una soluzione per il magazzino", "it"),
        ("Wij zoeken een oplossing voor het magazijn", "nl"),
        ("Szukamy systemu dla naszej firmy, proszę o ofertę", "pl"),
        ("見積をお願いします", "ja"),
        ("ERP 40", None),
        ("", None),
        ("the der and und", None),
        ("we", None),
    ],
)
def test_small_words_tell_the_language(text: str, language: str | None) -> None:
    assert guess_language(text) == language
