"""Long tables about the leads of a data frame: any number of lines for each of them."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TypeVar

from leadmatch.adapters.frames.columns import MATCHES, REASONS, MatchLine, ReasonLine
from leadmatch.adapters.frames.given import Market, Records, moment_of
from leadmatch.adapters.frames.leads import Intake, Meanings
from leadmatch.adapters.frames.work import derived, faults
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.records.lead import Lead
from leadmatch.screening.screener import Screener
from leadmatch.settings import Settings

FrameT = TypeVar("FrameT")


def matches(  # noqa: PLR0913 - one keyword for each thing that the caller may know
    frame: FrameT,
    partners: Records,
    *,
    deals: Records = (),
    offers: Records = (),
    top: int = 5,
    now: datetime | None = None,
    settings: Settings | None = None,
    zone: str | tzinfo | None = None,
    field_map: Meanings | None = None,
) -> FrameT:
    """List the partners that suit the leads of a table: a long table of the same kind, best partner first.

    Its columns are `row` (the place of the lead in the table, from 0), `lead_id`, `partner_id`, `rank`, `score`,
    `probability` and `utility`.

    Args:
        frame: one row a lead.
        partners: as for `rank`, and so are all others.
        deals: as for `rank`.
        offers: as for `rank`.
        top: partners a lead; 0 is all.
        now: as for `rank`.
        settings: as for `rank`.
        zone: as for `rank`.
        field_map: as for `rank`.

    Raises:
        FrameError: as `rank`.
        MissingExtraError: as `rank`.
        ValueError: as `rank`.
    """
    intake, moment = Intake(settings or Settings(), zone, field_map), moment_of(now)
    matcher = Market.of(intake, partners, deals, offers).matcher(intake.settings)

    def spell(row: int, lead: Lead) -> Iterator[MatchLine]:
        found = matcher.rank(lead, now=moment, top=top).matches
        return (MatchLine(row, lead.id, match) for match in found)

    return derived(frame, intake, MATCHES, spell)  # type: ignore[no-any-return] # the same kind as was given


def reasons(  # noqa: PLR0913 - as above
    frame: FrameT,
    partners: Records = None,
    *,
    deals: Records = (),
    offers: Records = (),
    top: int = 1,
    now: datetime | None = None,
    settings: Settings | None = None,
    zone: str | tzinfo | None = None,
    field_map: Meanings | None = None,
) -> FrameT:
    """List why the leads of a table are judged as they are: a long table of the same kind, a line a reason.

    Its columns are `row`, `lead_id`, `stage` (`screening`, `qualification` or `ranking`), `partner_id` (of a ranking),
    `code`, `field`, `observed`, `points` and `message`. The points of a lead's stage (and partner) add up to its score.

    Args:
        frame: one row a lead.
        partners: as for `rank`; without them there is no ranking.
        deals: as for `rank`.
        offers: as for `rank`.
        top: partners a lead whose reasons are listed; 0 is all.
        now: as for `rank`.
        settings: as for `rank`.
        zone: as for `rank`.
        field_map: as for `rank`.

    Raises:
        FrameError: as `rank`.
        MissingExtraError: as `rank`.
        ValueError: as `rank`.
    """
    intake, moment = Intake(settings or Settings(), zone, field_map), moment_of(now)
    screener, qualifier = Screener(intake.settings.screening), Qualifier(intake.settings.qualification)
    matcher = None if partners is None else Market.of(intake, partners, deals, offers).matcher(intake.settings)

    def spell(row: int, lead: Lead) -> Iterator[ReasonLine]:
        for reason in screener.screen(lead).reasons:
            yield ReasonLine(row, lead.id, "screening", None, reason)
        for reason in qualifier.qualify(lead, now=moment).reasons:
            yield ReasonLine(row, lead.id, "qualification", None, reason)
        for match in matcher.rank(lead, now=moment, top=top).matches if matcher else ():
            for reason in match.reasons:
                yield ReasonLine(row, lead.id, "ranking", match.partner_id, reason)

    return derived(frame, intake, REASONS, spell)  # type: ignore[no-any-return] # the same kind as was given


def check(
    frame: FrameT,
    *,
    settings: Settings | None = None,
    zone: str | tzinfo | None = None,
    field_map: Meanings | None = None,
) -> FrameT:
    """List all that is wrong with the rows of a table, without a word about the leads: a long table of the same kind.

    Its columns are `row` (from 0), `column`, `found` and `message`. Where `found` is empty the row can be read, and the
    message says what has to be assumed; where it is filled the row is left out.

    Args:
        frame: one row a lead.
        settings: as for `rank`.
        zone: as for `rank`.
        field_map: as for `rank`.

    Raises:
        FrameError: as `rank`.
        MissingExtraError: as `rank`.
        ValueError: there is no such zone.
    """
    return faults(frame, Intake(settings or Settings(), zone, field_map))  # type: ignore[no-any-return] # the same kind as was given
