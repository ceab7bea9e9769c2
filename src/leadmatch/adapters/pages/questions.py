"""The question template as a page with a form: no script, no request, in the look of the other pages."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from leadmatch.adapters.pages.report import style_hash
from leadmatch.qualification.questions import Question
from leadmatch.values.resources import read

_PACKAGE = "leadmatch.adapters.pages"
_NAMES = ("title", "own", "send", "budget", "authority", "need", "timing")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("About your project", "In your own words", "Send", "Budget", "Who decides", "What is needed", "When"),
    "de": ("Zu Ihrem Vorhaben", "In eigenen Worten", "Senden", "Budget", "Wer entscheidet", "Was fehlt", "Wann"),
    "fr": ("Votre projet", "En vos propres mots", "Envoyer", "Budget", "Qui décide", "Le besoin", "Quand"),
    "es": ("Su proyecto", "En sus propias palabras", "Enviar", "Presupuesto", "Quién decide", "Qué falta", "Cuándo"),
}


@cache
def _sheet() -> str:
    return read("tokens.css", _PACKAGE) + read("questions.css", _PACKAGE)


def render_questions(template: Sequence[Question], language: str = "en") -> str:
    """Return a page with a form of the questions; its fields are named `answers[code]`, as the records' `answers` are.

    Args:
        template: the questions; they may be a vendor's own.
        language: of the words around them, `en`, `de`, `fr` or `es`.
    """
    ordered = sorted(template, key=lambda question: _NAMES.index(question.criterion.value))
    groups = [(name.value, list(asked)) for name, asked in groupby(ordered, key=lambda question: question.criterion)]
    sheet = _sheet()
    pages = Environment(
        loader=PackageLoader(_PACKAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return pages.get_template("questions.html").render(
        groups=groups,
        language=language,
        words=dict(zip(_NAMES, _WORDS[language], strict=True)),
        style=sheet,
        style_hash=style_hash(sheet),
    )
