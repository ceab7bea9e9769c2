"""`leadmatch questions`: show the questions that qualify a lead."""

import textwrap
from collections.abc import Iterator
from html import escape
from itertools import groupby

import click

from leadmatch.cli.options import with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import drawn
from leadmatch.cli.terminal import width
from leadmatch.qualification.questions import LANGUAGES, Question, questions

_OWN_WORDS = {"en": "in other words", "de": "in anderen Worten", "fr": "en d'autres mots", "es": "en otras palabras"}


@click.command("questions", short_help="Show the questions that qualify a lead.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the questions.")
@click.option("--guide", is_flag=True, help="A guide to print, with boxes to tick.")
@click.option("--form", "as_form", is_flag=True, help="HTML to put into a form of your own.")
@with_session
def command(session: Session, *, language: str, guide: bool, as_form: bool) -> None:
    """Show the questions that qualify a lead: budget, authority, need, timing.

    The code of a question names its answer in a lead's `answers`; the code of an option, or free text, is the answer.
    """
    template = questions(language)
    if guide or as_form:
        lines = _form(template) if as_form else _guide(template, language)
        session.deliver(line + "\n" for line in lines)
        return
    session.write((question.to_dict() for question in template), _text, len(template), "Questions")


def _text(template: Objects) -> Iterator[str]:
    for question in template:
        yield f"{question['code']}: {question['text']}"
        options = question["options"]
        room = max((len(option["code"]) for option in options), default=0)
        yield from (f"    {option['code']:<{room}}  {option['text']}" for option in options)
        yield ""


def _guide(template: tuple[Question, ...], language: str) -> Iterator[str]:
    for criterion, asked in groupby(template, key=lambda question: question.criterion):
        yield f"{criterion.value.upper()}"
        yield drawn("─" * width())
        for question in asked:
            yield from textwrap.wrap(question.text, width())
            yield from (f"  [ ] {option.text}" for option in question.options)
            yield f"  [ ] {_OWN_WORDS[language]}: {'_' * 40}"
            yield ""


def _form(template: tuple[Question, ...]) -> Iterator[str]:
    """Yield a fragment without style or script; the names of its fields are the codes of the questions."""
    for question in template:
        name = escape(f"answers[{question.code}]")
        yield f"<fieldset><legend>{escape(question.text)}</legend>"
        for option in question.options:
            code, text = escape(option.code), escape(option.text)
            yield f'<label><input type="radio" name="{name}" value="{code}"> {text}</label>'
        yield "</fieldset>"
