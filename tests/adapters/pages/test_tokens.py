"""The colours of the sheet, measured."""

import re
from functools import cache
from itertools import product

import pytest

from leadmatch.values.resources import read

TEXT, FIGURE = 4.5, 3.0
SCHEMES = ("light", "dark", "print")


@cache
def schemes() -> dict[str, dict[str, str]]:
    """Return the tokens of each scheme; what a scheme does not name it takes from the light one."""
    sheet = read("tokens.css", "leadmatch.adapters.pages")
    blocks = [dict(re.findall(r"--([\w-]+):(#[0-9A-F]{6})", block)) for block in re.findall(r":root\{([^}]*)\}", sheet)]
    light, dark, paper = blocks
    return {"light": light, "dark": light | dark, "print": light | paper}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_reads_on_paper_and_on_wash(scheme: str) -> None:
    tokens = schemes()[scheme]
    names = ("ink", "ink-2", "ink-3", "accent", "good", "warn", "bad", "quiet")
    weak = {
        (name, ground): round(contrast(tokens[name], tokens[ground]), 2)
        for name, ground in product(names, ("paper", "wash", "raised"))
        if contrast(tokens[name], tokens[ground]) < TEXT
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_chip_reads_on_its_own_tint(scheme: str) -> None:
    tokens = schemes()[scheme]
    pairs = [(name, f"{name}-soft") for name in ("accent", "good", "warn", "bad", "quiet")]
    assert [pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < TEXT] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_figures_and_edges_stand_out_from_their_ground(scheme: str) -> None:
    tokens = schemes()[scheme]
    names = ("edge", "c-blue", "c-amber", "c-teal", "c-plum", "c-brick", "c-slate")
    weak = [
        (name, ground)
        for name, ground in product(names, ("paper", "wash"))
        if contrast(tokens[name], tokens[ground]) < FIGURE
    ]
    assert weak == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_figures_written_into_a_blue_bar_read(scheme: str) -> None:
    assert contrast(schemes()[scheme]["c-on"], schemes()[scheme]["c-blue"]) >= TEXT


def test_figures_have_one_palette_in_every_scheme() -> None:
    light, dark, paper = (schemes()[scheme] for scheme in SCHEMES)
    assert {
        name for name in light if name.startswith("c-") and len({light[name], dark[name], paper[name]}) > 1
    } == set()


@pytest.mark.parametrize("name", ["tokens.css", "report.css"])
def test_no_rule_names_a_colour_of_its_own(name: str) -> None:
    rules = re.sub(r":root\{[^}]*\}", "", read(name, "leadmatch.adapters.pages"))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w)]*\{)|rgba?\(|hsla?\(", rules) == []
