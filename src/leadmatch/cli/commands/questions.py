"""`leadmatch questions`: show the questions that qualify a lead."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

import click

from leadmatch.adapters.pages.questions import render_questions
from leadmatch.cli.options import with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import drawn
from leadmatch.cli.terminal import width
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.questions import LANGUAGES, Question, level_texts, questions

_OWN_WORDS = {"en": "in other words", "de": "in anderen Worten", "fr": "en d'autres mots", "es": "en otras palabras"}


_FAST = "\0"  # stands for blanks that no line may break at


@click.command("questions", short_help="Show the questions that qualify a lead.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the questions.")
@click.option("--guide", is_flag=True, help="A guide to print, with boxes to tick.")
@click.option("--form", "as_form", is_flag=True, help="HTML to put into a form of your own.")
@click.option("--page", "as_page", is_flag=True, help="A page with the form.")
@with_session
def command(session: Session, *, language: str, guide: bool, as_form: bool, as_page: bool) -> None:
    """Show the questions that qualify a lead: budget, authority, need, timing.

    The code of a question names its answer in a lead's `answers`; the code of an option, or free text, is the answer.
    """
    own = session.settings.qualification
    template = own.template if own.questions else questions(language)
    if guide or as_form or as_page:
        session.deliver(line + "\n" for line in _lines(template, language, as_form=as_form, as_page=as_page))
        return
    session.write((question.to_dict() for question in template), _text, len(template), "Questions")


def _lines(template: Sequence[Question], language: str, *, as_form: bool, as_page: bool) -> Iterable[str]:
    if as_page:
        return render_questions(template, language).splitlines()
    return _form(template) if as_form else _guide([question.to_dict() for question in template], language)


def _text(template: Objects) -> Iterator[str]:
    for question in template:
        yield f"{question['code']}: {question['text']}"
        options = question["options"]
        room = max((len(option["code"]) for option in options), default=0)
        yield from (f"    {option['code']:<{room}}  {option['text']}" for option in options)
        yield ""


def _guide(template: Sequence[Mapping[str, Any]], language: str) -> Iterator[str]:
    """Yield one page to print: of each criterion what its levels look like, and its questions with boxes to tick."""
    looks = level_texts(language)
    for criterion in Criterion:
        yield f"{criterion.value.upper()}"
        yield drawn("─" * width())
        yield from (line for at, look in enumerate(looks[criterion]) for line in _hung(f"{at}  ", look))
        for question in (each for each in template if each["criterion"] == criterion.value):
            yield from textwrap.wrap(question["text"], width())
            boxes = (f"[ ] {option['text']}".replace(" ", _FAST) for option in question["options"])
            own = f"[ ] {_OWN_WORDS[language]}:".replace(" ", _FAST) + _FAST + "_" * 16
            indent = "  "
            text = "   ".join((*boxes, own))
            for line in textwrap.wrap(text, width(), initial_indent=indent, subsequent_indent=indent):
                yield line.replace(_FAST, " ")
        yield ""


def _hung(mark: str, text: str) -> list[str]:
    return textwrap.wrap(mark + text, width(), subsequent_indent=" " * len(mark))


def _form(template: Sequence[Question]) -> Iterator[str]:
    """Yield a fragment without style or script; the names of its fields are the codes of the questions."""
    for question in template:
        name = escape(f"answers[{question.code}]")
        yield f"<fieldset><legend>{escape(question.text)}</legend>"
        for option in question.options:
            code, text = escape(option.code), escape(option.text)
            yield f'<label><input type="radio" name="{name}" value="{code}"> {text}</label>'
        yield "</fieldset>"
