"""The example data of the package: readable, varied, and a good first impression."""

import tomllib
from functools import cache
from importlib.resources import as_file, files

from leadmatch.adapters.files.reading import read_deals, read_leads, read_partners
from leadmatch.pipeline.decision import DecisionKind
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.pipeline.result import PipelineResult
from leadmatch.qualification.criteria import Readiness
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

JUNK_MAILBOXES = {
    "mm@mickeymouse.com",
    "homer@springfieldnuclear.com",
    "jule.habermehl@stud.hochschule-oderbruch.de",
    "tokonjo@students.bluffcollege.edu",
    "lbelmonte@alumnos.uni-duero.es",
    "yanis.benkacem@etu.univ-garonne.fr",
    "asdfgh@qwertz.com",
    "xkcjv@bvnmqwrt.net",
    "winner2231@mailinator.com",
    "rohan@rankupward.agency",
    "kuhnert@adressen-turbo.de",
    "funding@swiftcapitalloans.biz",
    "kofi.asantereid@gmail.com",
    "kinga.rybarczyk@gmail.com",
    "g.eickhoff@eickhoff-kartonagen.de",
    "accounts@dunmorefarmfoods.co.uk",
    "verity.lockridge@logisticsgazette.co.uk",
    "pyardley@northgateinsight.com",
    "test@test.com",
    "qa+form7@formchecks.dev",
    "alex@bitcoin-doubler.top",
    "claims@prize-orbit.click",
    "order@cheap-pills-rx.shop",
    "norbert.kessler@gmial.con",
}


@cache
def batch() -> tuple[tuple[Lead, ...], tuple[Partner, ...], tuple[Deal, ...]]:
    with as_file(files("leadmatch.cli") / "demo") as folder:
        leads = read_leads(folder / "leads.csv")
        partners = read_partners(folder / "partners.csv")
        deals = read_deals(folder / "deals.csv")
    assert leads.bad_rows == partners.bad_rows == deals.bad_rows == ()
    assert leads.warnings == partners.warnings == deals.warnings == ()
    return leads.records, partners.records, deals.records


@cache
def result() -> PipelineResult:
    leads, partners, deals = batch()
    about = tomllib.loads((files("leadmatch.cli") / "demo" / "about.toml").read_text(encoding="utf-8"))
    return LeadPipeline(partners, deals=deals).run(leads, now=about["now"])


def test_the_example_is_large_enough_and_a_third_of_it_is_junk() -> None:
    leads, partners, deals = batch()
    junk = [lead for lead in leads if lead.email in JUNK_MAILBOXES]
    assert len(leads) >= 60
    assert len(partners) == 15
    assert len(deals) == 8
    assert len(junk) == len(JUNK_MAILBOXES)
    assert 0.3 < len(junk) / len(leads) < 0.4


def test_every_lead_came_in_before_the_time_of_the_demo() -> None:
    leads, _, _ = batch()
    about = tomllib.loads((files("leadmatch.cli") / "demo" / "about.toml").read_text(encoding="utf-8"))
    assert all(lead.received_at is not None and lead.received_at < about["now"] for lead in leads)


def test_a_formula_in_a_cell_is_read_as_the_text_it_was() -> None:
    leads, _, _ = batch()
    assert [lead.company for lead in leads if (lead.message or "").startswith("=HYPERLINK")] == [
        '=HYPERLINK("http://prize-orbit.click/x","Click here")'
    ]


def test_no_junk_goes_to_a_partner() -> None:
    assert [d.lead.email for d in result().of(DecisionKind.ASSIGNED) if d.lead.email in JUNK_MAILBOXES] == []


def test_no_genuine_inquiry_is_rejected() -> None:
    stopped = result().of(DecisionKind.REJECTED, DecisionKind.REDIRECTED)
    assert [decision.lead.email for decision in stopped if decision.lead.email not in JUNK_MAILBOXES] == []


def test_at_least_twenty_leads_are_ready_and_every_way_to_end_is_seen() -> None:
    ready = [d for d in result().decisions if d.qualification and d.qualification.readiness is Readiness.SALES_READY]
    assert len(ready) >= 20
    assert all(result().counts.values())


def test_no_partner_gets_more_than_it_can_carry_and_absent_ones_get_nothing() -> None:
    loads = {load.partner.id: load for load in result().loads}
    assert all(load.new == 0 or load.before + load.new <= load.capacity for load in loads.values())
    assert {partner: loads[partner].new for partner in ("CP-12", "CP-14", "CP-15")} == {
        "CP-12": 0,
        "CP-14": 0,
        "CP-15": 0,
    }


def test_the_plan_is_worth_more_than_handing_out_in_turn() -> None:
    assert result().plan.value > result().plan.greedy_value
