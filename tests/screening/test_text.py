from collections.abc import Callable

import pytest

Codes = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("hjgk fdgh rtyu dfg bnm", "text.gibberish"),
        ("12345 ...", "text.only_digits"),
        ("na na na na", "text.only_digits"),
        ("?!", "text.only_digits"),
        ("bla bla", "text.filler"),
        ("essai 2", "text.test_word"),
        ('order <a href="http://x.example">here</a>', "text.markup"),
        ("see bit.ly/abc", "text.short_link"),
        ("http://a.example and http://b.example", "text.links"),
        ("http://a.example", "text.only_link"),
    ],
)
def test_messages_that_say_nothing_have_their_code(codes: Codes, message: str, code: str) -> None:
    assert code in codes(message=message)


@pytest.mark.parametrize(
    "message", [None, "", "call", "ballpark?", "See www.brightwaterfoods.co.uk, 40 vans", "Drug test kits, price?"]
)
def test_terse_messages_have_none(codes: Codes, message: str | None) -> None:
    told = {"text.gibberish", "text.only_digits", "text.filler", "text.test_word", "text.links", "text.only_link"}
    assert codes(message=message).isdisjoint(told)
