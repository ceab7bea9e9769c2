"""Rules on what the message wants. The phrases lie in data, one file a language; each finding keeps its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leadmatch.screening.inquiry import Inquiry, Phrase, buyer_phrases
from leadmatch.screening.kinds import Category, Group, Level
from leadmatch.screening.rule import Finding, Rule

WEIGHTS = (
    ("strong", Level.DECISIVE, 80.0, ""),
    ("doubted", Level.TELLING, 26.0, "_doubted"),
    ("likely", Level.TELLING, 26.0, "_likely"),
    ("hint", Level.HINT, 8.0, "_hint"),
    ("title", Level.TELLING, 26.0, "_title"),
)
"""How strong phrases are: the name of their list, its level, its points, and the end of its code. `doubted` are the
strong ones of a text that also speaks of the writer's own purchase."""

INTENTS = (
    Category.STUDENT,
    Category.JOB_SEEKER,
    Category.SOLICITATION,
    Category.SUPPORT_REQUEST,
    Category.PRESS,
    Category.COMPETITOR,
    Category.SPAM,
    Category.TEST_SUBMISSION,
)
"""Categories that show in words."""


_PURCHASE = ("others.purchase", "others.order")
OF_OTHERS = {
    Category.STUDENT: ("others.study", "others.order"),
    Category.JOB_SEEKER: _PURCHASE,
    Category.SUPPORT_REQUEST: _PURCHASE,
    Category.SOLICITATION: _PURCHASE,
    Category.PRESS: ("others.order",),
}
"""What answers a category: an intern's thesis is not the writer's own, and who looks for software to sort applicants by
does not apply."""


DOUBTED = frozenset({Category.JOB_SEEKER, Category.SOLICITATION, Category.SUPPORT_REQUEST, Category.PRESS})
"""Categories whose words firms also use of what they deal in, or wish to replace."""
_WITH_MEANS = frozenset({Category.JOB_SEEKER, Category.SUPPORT_REQUEST, Category.PRESS})
"""Categories in whose texts nobody tells of an approved budget, a date to be live, or who signs."""


@dataclass(frozen=True, slots=True)
class PhrasesOf:
    """Finds the phrases of one term list, without those that overlap one found before.

    Attributes:
        term_id: the list, such as `student.strong`.
        unless: lists of which no phrase may be there.
        if_purchase: what is asked of a text that speaks of the writer's own purchase: True, False, or None for both.
        means: whether money, a date or who decides are a purchase too; sellers and rivals speak of these as well.
    """

    term_id: str
    unless: tuple[str, ...] = ()
    if_purchase: bool | None = None
    means: bool = False

    def __call__(self, inquiry: Inquiry) -> Iterable[Finding]:
        """Return one finding a phrase, longest first, at most one a place; a phrase that is repeated counts once."""
        phrases = inquiry.phrases.get(self.term_id)
        if not phrases or any(other in inquiry.phrases for other in self.unless):
            return ()
        if self.if_purchase is not None and self.if_purchase is not self._is_purchase(inquiry):
            return ()
        return _apart(phrases)

    def _is_purchase(self, inquiry: Inquiry) -> bool:
        """Tell whether a text asks for a price, or says what the writer needs and for how many, or with what means."""
        phrases = inquiry.phrases
        if self.means and "others.means" in phrases:
            return True
        return "others.request" in phrases or ("others.need" in phrases and "others.size" in phrases)


@dataclass(frozen=True, slots=True)
class BuyersPhrases:
    """Finds the phrases of one list of a buyer's, without those that overlap one found before.

    Attributes:
        term_id: the list, such as `buyer.need`.
    """

    term_id: str

    def __call__(self, inquiry: Inquiry) -> Iterable[Finding]:
        """Return one finding a phrase, longest first, at most one a place."""
        return _apart(buyer_phrases(inquiry.lead, self.term_id))


def _apart(phrases: list[Phrase]) -> Iterator[Finding]:
    taken: list[Phrase] = []
    for phrase in sorted(phrases, key=_longest_first):
        if not any(_overlap(phrase, other) for other in taken):
            taken.append(phrase)
            yield Finding(phrase.field, phrase.text, phrase.span)


def _longest_first(phrase: Phrase) -> tuple[int, int, str]:
    return phrase.span[0] - phrase.span[1], phrase.span[0], phrase.field


def _overlap(one: Phrase, other: Phrase) -> bool:
    apart = one.span[1] <= other.span[0] or other.span[1] <= one.span[0]
    same_words = one.text.lower() == other.text.lower()
    return same_words or (one.field == other.field and not apart)


def _unless(category: Category, strength: str) -> tuple[str, ...]:
    """Return the lists that answer a list: a stronger one, or what others than the writer do and look for."""
    if strength == "title":
        return ()
    stronger = () if strength in {"strong", "doubted"} else (f"{category.value}.strong",)
    return stronger + OF_OTHERS.get(category, ())


def is_plain(inquiry: Inquiry) -> bool:
    """Tell that no text holds a phrase of any list."""
    return not inquiry.phrases


def intent_rules() -> tuple[Rule, ...]:
    """Return the rules of all categories and strengths; where strong phrases stand, weaker ones are not counted."""
    return tuple(
        Rule(
            code=f"text.{category.value}{ending}",
            group=_group(category, strength),
            level=level,
            points=points,
            find=_finder(category, strength),
            category=category,
            most=2 if strength in {"likely", "hint"} else 1,
            personal=False,
            unless=is_plain,
            phrase=_list_of(category, strength),
        )
        for category in INTENTS
        for strength, level, points, ending in WEIGHTS
        if _is_looked_for(category, strength)
    )


def _is_looked_for(category: Category, strength: str) -> bool:
    if strength == "doubted":
        return category in DOUBTED
    return strength != "title" or category not in {Category.SUPPORT_REQUEST, Category.SPAM, Category.TEST_SUBMISSION}


def _group(category: Category, strength: str) -> Group:
    """Return where a phrase stands; sales people buy too, so a company's mailbox answers their title."""
    if strength != "title":
        return Group.TEXT
    return Group.COMPANY if category in {Category.SOLICITATION, Category.COMPETITOR} else Group.POSITION


def _list_of(category: Category, strength: str) -> str:
    return f"{category.value}.{'strong' if strength == 'doubted' else strength}"


def _finder(category: Category, strength: str) -> PhrasesOf:
    if_purchase = {"strong": False, "doubted": True, "likely": False}.get(strength) if category in DOUBTED else None
    means = category in _WITH_MEANS
    return PhrasesOf(_list_of(category, strength), _unless(category, strength), if_purchase, means)
