import pytest

from leadmatch.adapters.fieldmaps.field_map import KindMap
from leadmatch.adapters.fieldmaps.loading import SHIPPED, field_map_of, shipped
from leadmatch.errors import SettingsError
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_map_is_right_and_goes_both_ways(name: str) -> None:
    told = shipped(name)
    assert {"lead", "partner", "deal"} == told.kinds.keys()
    assert all(one.is_shipped for one in told.kinds.values())
    assert "lead_id" in {returned.source for returned in told.returned.values()}
    assert told.of(Offer) == KindMap()


@pytest.mark.parametrize("name", SHIPPED)
def test_no_column_of_a_shipped_map_means_two_things(name: str) -> None:
    for kind, one in shipped(name).kinds.items():
        names = [each for key, meaning in one.meanings.items() for each in (key, *meaning.also)]
        assert len(names) == len(set(names)), (name, kind)


def test_a_name_that_is_not_shipped_is_told_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match="nearest is hubspot"):
        shipped("hubspt")
    with pytest.raises(SettingsError, match="nearest is salesforce"):
        field_map_of('extends = "salesfroce"')


def test_an_own_map_extends_a_shipped_one_and_wins() -> None:
    told = field_map_of(
        'extends = "hubspot"\nlists = "|"\nempty = ["n/a"]\ndates = "day first"\n'
        '[lead]\n"Company Name" = ""\nRolle = { means = "answers.authority.signs", values = { Chef = "me" } }\n'
        '[back]\n"Rolle" = "readiness"\n[offer]\nNr = "offer_id"\n',
        "own.toml",
    )
    lead = told.of(Lead)
    assert (told.system, told.base, told.name) == ("HubSpot", "hubspot", "own.toml")
    assert (lead.lists, lead.empty, lead.dates, lead.is_shipped) == ("|", frozenset({"n/a"}), "day first", False)
    assert lead.meanings["Company Name"].target == ""
    assert lead.meanings["Rolle"].values == {"chef": "me"}
    assert lead.meanings["Email"].target == "email"
    assert next(iter(lead.meanings)) == "Company Name"
    assert told.returned["Rolle"].source == "readiness"
    assert told.kinds["offer"].meanings["Nr"].target == "offer_id"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("system = 5", "system is a text"),
        ("extends = 5", "extends is a text"),
        ('lists = ""', "what parts the values"),
        ('empty = "x"', "empty is a list"),
        ('dates = "month"', "dates is"),
        ("values = 5", "table of their values"),
        ("[values]\na = 5", "table of their values"),
        ("back = 5", r"\[back\] is a table"),
        ("[back]\na = 5", r"\[back\] is a table"),
        ("[back]\na = { from = 5 }", r"\[back\] is a table"),
        ('[back]\na = { from = "decision", values = 5 }', r"\[back\] is a table"),
        ("[lead]\na = 5", "which is no column of a lead"),
        ('[lead]\na = { men = "email" }', "'men'; known are also"),
        ('[lead]\na = { means = "email", read = "htlm" }', "read is one of"),
        ('[lead]\na = { means = "email", values = "x" }', "no \\[values.x\\]"),
        ('[lead]\na = { means = "email", values = 5 }', "values is the name of a table"),
        ('[lead]\na = { means = "email", also = "x" }', "also is a list"),
        ('[lead]\na = { means = "email", otherwise = 5 }', "otherwise is a text"),
        ('[deal]\na = { means = "answers.x" }', "which is no column of a deal"),
        ('values = 5\n[lead]\na = { means = "email", values = "x" }', "no \\[values.x\\]"),
    ],
)
def test_what_is_wrong_in_a_map_is_told(text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        field_map_of(text)
