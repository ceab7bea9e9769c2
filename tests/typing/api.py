"""How the public names are used, as type checkers see it: this file is checked, never run."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, assert_type

import leadmatch as lm
from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.conflicts.report import ConflictReport
from leadmatch.evidence.verdict import Verdict
from leadmatch.matching.lines import Match
from leadmatch.matching.ranking import Ranking
from leadmatch.pipeline.decision import Decision
from leadmatch.pipeline.result import PipelineResult
from leadmatch.qualification.qualification import Qualification
from leadmatch.screening.kinds import Category
from leadmatch.screening.report import ScreeningReport

NOW = datetime(2026, 11, 16, tzinfo=UTC)
lead = lm.Lead(lead_id="L1", email="a@b.de", products=("Scanners",), notes=(lm.Note(text="They called."),))
partner = lm.Partner(partner_id="P1", track_record=(lm.TrackRecord("Brewery", 3, 1),), contacts=(lm.Contact("Ada"),))
deal = lm.Deal(deal_id="D1", status="approved")
offer = lm.Offer(offer_id="O1", state="opened")

report = lm.Screener().screen(lead)
assert_type(report, ScreeningReport)
assert_type(report.verdict, Verdict)
assert_type(report.category, Category | None)
assert_type(report.reasons, tuple[lm.Reason, ...])
assert_type(lm.Screener().screen_many([lead]), Iterator[ScreeningReport])

bant = lm.Qualifier().qualify(lead, now=NOW)
assert_type(bant, Qualification)
assert_type(bant.low, float)

assert_type(lm.ConflictFinder([deal], [offer], [lead]).find(lead, now=NOW), ConflictReport)

ranking = lm.Matcher([partner], deals=[deal], offers=[offer]).rank(lead, now=NOW)
assert_type(ranking, Ranking)
assert_type(ranking.matches, Sequence[Match])

result = lm.LeadPipeline([partner], deals=[deal]).run([lead], now=NOW)
assert_type(result, PipelineResult)
assert_type(result.decisions, tuple[Decision, ...])
assert_type(result.plan, AssignmentPlan)
assert_type(result.to_dict(), dict[str, Any])

settings = lm.Settings.from_toml('zone = "Europe/Berlin"')
assert_type(settings, lm.Settings)
assert_type(settings.to_toml(), str)
assert_type(lm.Scorecard(report.reasons).total, float)
assert_type(lm.PointsTable.from_json("{}"), lm.PointsTable)

assert_type(lm.read_leads("leads.csv").records, tuple[lm.Lead, ...])
assert_type(lm.read_partners("partners.csv").records, tuple[lm.Partner, ...])
assert_type(lm.read_deals("deals.csv").records, tuple[lm.Deal, ...])
assert_type(lm.read_offers("offers.csv").records, tuple[lm.Offer, ...])
assert_type(lm.load_settings("leadmatch.toml"), lm.Settings)

problem = lm.AssignmentProblem.from_arrays(leads=[0], partners=[0], utility=[1.0], capacity=[1])
assert_type(lm.assign(problem), AssignmentPlan)
