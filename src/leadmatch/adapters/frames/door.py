"""Leads in a data frame: each stage takes a table and gives the same kind back, row by row, with its results.

A table is a frame of pandas or polars (eager or lazy), a table or reader of pyarrow, a relation of DuckDB, or anything
else that offers an Arrow stream. A reader of Arrow batches is worked on batch by batch, in bounded memory.

Rows stay as they are: the same rows in the same order, all their columns, and the index of pandas. A result column
whose name is taken gets the stage before it, as in `screening_score`; only such a column is ever replaced. Leads
without ids get a column `lead_id`. A row that cannot be read keeps its place with empty results, and the column
`error` says why; a `FrameWarning` tells of all of them at once.
"""

from datetime import datetime, tzinfo
from typing import TypeVar

from leadmatch.adapters.frames.columns import DECISION, QUALIFICATION, RANKING, SCREENING
from leadmatch.adapters.frames.findings import FrameWarning
from leadmatch.adapters.frames.given import Market, Records, moment_of
from leadmatch.adapters.frames.leads import Intake, Meanings
from leadmatch.adapters.frames.listings import check, matches, reasons
from leadmatch.adapters.frames.work import Stage, by_id, extended
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.screening.screener import Screener
from leadmatch.settings import Settings

__all__ = ["FrameWarning", "check", "matches", "qualify", "rank", "reasons", "run", "screen"]

FrameT = TypeVar("FrameT")


def screen(
    frame: FrameT,
    *,
    settings: Settings | None = None,
    zone: str | tzinfo | None = None,
    field_map: Meanings | None = None,
    prefix: str | None = None,
) -> FrameT:
    """Screen the leads of a table.

    Adds `verdict`, `category`, `disposition`, `score` (junk points), `email_canonical`, `email_ok`, `phone_e164`,
    `phone_ok` and `error`.

    Args:
        frame: one row a lead.
        settings: in force; the defaults where None.
        zone: where times without an offset are meant, such as `Europe/Berlin`. Without it they are read in the zone of
            the settings, with a warning.
        field_map: what the columns mean, where they have other names than ours.
        prefix: put before the name of every result column; what stands under such a name is replaced.

    Raises:
        FrameError: it is no table, or none of its columns is one of a lead.
        MissingExtraError: narwhals is not installed.
        ValueError: there is no such zone.
    """
    intake = Intake(settings or Settings(), zone, field_map)
    stage = Stage("screening", SCREENING, Screener(intake.settings.screening).screen_many)
    return extended(frame, intake, stage, prefix)  # type: ignore[no-any-return] # the same kind as was given


def qualify(
    frame: FrameT,
    *,
    now: datetime | None = None,
    settings: Settings | None = None,
    zone: str | tzinfo | None = None,
    field_map: Meanings | None = None,
    prefix: str | None = None,
) -> FrameT:
    """Say how ready the leads of a table are.

    Adds `readiness`, `score` (0 to 100), `low`, `high`, `completeness`, `urgent`, `budget_level` and so on for
    authority, need and timing (0 to 4), `budget_amount`, `budget_amount_max`, `budget_currency`, `decision_role`,
    `deadline`, `deadline_latest`, `next_question` and `error`.

    Args:
        frame: one row a lead.
        now: when deadlines are looked at; aware. None is the clock.
        settings: as for `screen`, and so are the others.
        zone: as for `screen`.
        field_map: as for `screen`.
        prefix: as for `screen`.

    Raises:
        FrameError: as `screen`.
        MissingExtraError: as `screen`.
        ValueError: `now` has no offset, or there is no such zone.
    """
    intake, moment = Intake(settings or Settings(), zone, field_map), moment_of(now)
    qualifier = Qualifier(intake.settings.qualification)
    stage = Stage("qualification", QUALIFICATION, lambda leads: qualifier.qualify_many(leads, now=moment))
    return extended(frame, intake, stage, prefix)  # type: ignore[no-any-return] # the same kind as was given


def rank(  # noqa: PLR0913 - one keyword for each thing that the caller may know
    frame: FrameT,
    partners: Records,
    *,
    deals: Records = (),
    offers: Records = (),
    now: datetime | None = None,
    settings: Settings | None = None,
    zone: str | tzinfo | None = None,
    field_map: Meanings | None = None,
    prefix: str | None = None,
) -> FrameT:
    """Name the partner that suits each lead of a table best.

    Adds `recommendation`, `partner_id`, `score` (log-odds), `probability`, `utility`, `ineligible_count` and `error`;
    `matches` lists further partners.

    Args:
        frame: one row a lead.
        partners: records, or a table with a row for each.
        deals: registered deals and protected accounts, likewise.
        offers: earlier offers, likewise.
        now: the time of the decisions; aware. None is the clock.
        settings: as for `screen`.
        zone: as for `screen`; it holds for all tables.
        field_map: as for `screen`; a whole field map holds for all tables.
        prefix: as for `screen`.

    Raises:
        FrameError: as `screen`, for any of the tables.
        MissingExtraError: as `screen`.
        ValueError: `now` has no offset, or there is no such zone.
    """
    intake, moment = Intake(settings or Settings(), zone, field_map), moment_of(now)
    matcher = Market.of(intake, partners, deals, offers).matcher(intake.settings)
    stage = Stage("ranking", RANKING, lambda leads: matcher.rank_many(leads, now=moment, top=1))
    return extended(frame, intake, stage, prefix)  # type: ignore[no-any-return] # the same kind as was given


def run(  # noqa: PLR0913 - as above
    frame: FrameT,
    partners: Records,
    *,
    deals: Records = (),
    offers: Records = (),
    now: datetime | None = None,
    settings: Settings | None = None,
    zone: str | tzinfo | None = None,
    field_map: Meanings | None = None,
    prefix: str | None = None,
) -> FrameT:
    """Take the leads of a table through all stages, as one batch.

    Adds `decision`, `partner_id`, `summary`, `verdict`, `category`, `disposition`, `readiness`, `score` (of
    qualification), `utility`, `duplicate_of`, `next_question` and `error`.

    Args:
        frame: one row a lead; a reader of Arrow batches is read to its end first.
        partners: as for `rank`, and so are all others.
        deals: as for `rank`.
        offers: as for `rank`.
        now: as for `rank`.
        settings: as for `rank`.
        zone: as for `rank`.
        field_map: as for `rank`.
        prefix: as for `rank`.

    Raises:
        FrameError: as `rank`.
        MissingExtraError: as `rank`.
        ValueError: as `rank`.
    """
    intake, moment = Intake(settings or Settings(), zone, field_map), moment_of(now)
    market = Market.of(intake, partners, deals, offers)
    pipeline = LeadPipeline(market.partners, deals=market.deals, offers=market.offers, settings=intake.settings)
    decide = by_id(lambda leads: pipeline.run(leads, now=moment).decisions)
    return extended(frame, intake, Stage("run", DECISION, decide, is_of_all=True), prefix)  # type: ignore[no-any-return] # the same kind as was given
