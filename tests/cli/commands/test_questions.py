from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

Cli = Callable[..., Any]


def test_the_template_comes_as_text_and_json(cli: Cli) -> None:
    assert "budget.range: What" in cli("questions").out
    codes = [one["code"] for one in cli("questions", "--json").objects]
    assert codes[0] == "budget.range"
    assert len(codes) == 10


def test_the_template_comes_as_csv(cli: Cli, tmp_path: Path) -> None:
    cli("questions", "--out", tmp_path / "questions.csv")
    assert (tmp_path / "questions.csv").read_text(encoding="utf-8").startswith("code,criterion,text,options\n")


def test_the_guide_has_boxes_to_tick_in_every_language(cli: Cli) -> None:
    for language in ("en", "de", "fr", "es"):
        out = cli("questions", "--guide", "--language", language).out
        assert out.startswith("BUDGET\n──")
        assert "  [ ] " in out


def test_the_form_is_well_formed_and_named_by_codes(cli: Cli) -> None:
    out = cli("questions", "--form").out
    closed = out.replace('"> ', '"/> ')  # HTML leaves inputs open
    names = {box.get("name") for box in ET.fromstring(f"<form>{closed}</form>").iter("input")}  # noqa: S314 - our own
    assert "answers[budget.range]" in names


def test_the_guide_tells_what_each_level_looks_like_and_fits_a_page(cli: Cli) -> None:
    out = cli("questions", "--guide").out
    assert "4  approved; amount and process known" in out
    assert "0  content, built or bought elsewhere" in out
    assert out.count("\n") <= 70


def test_the_form_comes_as_a_page_of_its_own(cli: Cli) -> None:
    out = cli("questions", "--page", "--language", "de").out
    assert out.startswith("<!doctype html>")
    assert 'name="answers[budget.range]"' in out
    assert "<script" not in out


def test_questions_of_ones_own_are_shown_instead(cli: Cli, tmp_path: Path) -> None:
    settings = tmp_path / "own.toml"
    settings.write_text(
        '[qualification.questions."money"]\ncriterion = "budget"\ntext = "Any <money>?"\n'
        'options = [{ code = "y", text = "Yes", level = 3 }]\n',
        encoding="utf-8",
    )
    assert [one["code"] for one in cli("questions", "--json", "--settings", settings).objects] == ["money"]
    assert "Any &lt;money&gt;?" in cli("questions", "--page", "--settings", settings).out
