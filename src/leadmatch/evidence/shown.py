"""What every result has in common: a card that notebooks, terminals and logs show each in their way."""

from abc import abstractmethod
from typing import Protocol

from leadmatch.evidence.card import Card
from leadmatch.evidence.display import headline, to_html, to_text


class Printer(Protocol):
    """The part of IPython's pretty printer that is used."""

    def text(self, obj: str) -> None:
        """Print a text as it stands."""
        ...


class Shown:
    """A result with a card: HTML in a notebook, the whole card as text where it is printed, one line as its repr."""

    __slots__ = ()

    @abstractmethod
    def card(self) -> Card:
        """Return what there is to show."""

    def _repr_html_(self) -> str:
        return to_html(self.card())

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:  # noqa: ARG002, FBT001 - as IPython calls it
        printer.text(str(self))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {headline(self.card())}>"

    def __str__(self) -> str:
        return to_text(self.card())
