"""A page, read back as a browser would."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

VOID = {"meta", "link", "br", "hr", "img", "input"}
Attributes = dict[str, str]


@dataclass
class Page:
    """What a page holds: elements with their attributes, text by element, and what was left open."""

    elements: list[tuple[str, Attributes]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        """Return all values of an attribute."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    @property
    def text(self) -> str:
        """All text, as it is read."""
        return "".join(self.texts)


class Reader(HTMLParser):
    """Reads a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
        if tag in {"h1", "h2", "h3"}:
            self.page.headings.append((tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.page.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.page.texts.append(data)
        if self.page.headings and {"h1", "h2", "h3"} & set(self._open):
            level, text = self.page.headings[-1]
            self.page.headings[-1] = (level, text + data)

    def close(self) -> None:
        super().close()
        self.page.unbalanced += self._open


@pytest.fixture(scope="session")
def read() -> Callable[[str], Page]:
    def parsed(html: str) -> Page:
        reader = Reader()
        reader.feed(html)
        reader.close()
        return reader.page

    return parsed
