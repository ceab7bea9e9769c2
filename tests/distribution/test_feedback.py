"""Feedback is asked for in its time; a decline before opening costs nothing, silence does."""

from datetime import datetime, timedelta

import pytest

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.feedback import Occasion
from leadmatch.distribution.store import User
from leadmatch.errors import IllegalStepError, LeadmatchError
from leadmatch.records.lead import Lead

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_feedback_is_asked_for_at_decline(desk: DistributionDesk, now: datetime) -> None:
    desk.put(User("U1", "P1"))
    desk.offer("L1", "P1", now=now)
    assert desk.feedback_due("P1", now=now) == ()
    with pytest.raises(IllegalStepError, match="answered by no partner"):
        desk.feedback("L1", fit=1, readiness=1, now=now)
    desk.decline("L1", "our_customer", comment="We serve Birte", now=now)
    [asked] = desk.feedback_due("P1", now=now)
    assert (asked.occasion, asked.since) == (Occasion.DECLINE, now)
    desk.feedback("L1", fit=1, readiness=4, comment="Ours", now=now, actor="U1")
    assert desk.feedback_due("P1", now=now) == ()
    assert desk.state("L1").partner_id == "P2"
    assert all("Birte" not in event.to_json() for event in desk.history("L1"))


def test_feedback_is_asked_for_five_working_days_after_acceptance_and_at_the_close(
    desk: DistributionDesk, now: datetime
) -> None:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now)
    desk.accept("L1", now=now)
    assert desk.feedback_due("P1", now=now + 4 * DAY) == ()
    [asked] = desk.feedback_due("P1", now=now + 7 * DAY)
    assert asked.occasion is Occasion.ACCEPT
    desk.feedback("L1", fit=5, readiness=3, now=now + 7 * DAY)
    assert desk.feedback_due("P1", now=now + 8 * DAY) == ()
    desk.close("L1", won=False, reason="price", now=now + 9 * DAY)
    assert [each.occasion for each in desk.feedback_due("P1", now=now + 9 * DAY)] == [Occasion.CLOSE]
    assert desk.feedback_due("P2", now=now + 9 * DAY) == ()
    assert desk.feedback_due("P9", now=now + 9 * DAY) == ()


@pytest.mark.parametrize("mark", [0, 6, True, -1])
def test_marks_go_from_one_to_five(desk: DistributionDesk, now: datetime, mark: int) -> None:
    with pytest.raises(LeadmatchError, match="from 1"):
        desk.feedback("L1", fit=3, readiness=mark, now=now)


def test_reasons_are_from_the_list_and_junk_has_a_kind(desk: DistributionDesk, now: datetime) -> None:
    desk.offer("L1", "P1", now=now)
    with pytest.raises(LeadmatchError, match="Use one of: not_reached"):
        desk.decline("L1", "dislike", now=now)
    with pytest.raises(LeadmatchError, match="student"):
        desk.decline("L1", "junk", now=now)
    assert desk.decline("L1", "junk", kind_of_junk="student", now=now).decision == "person"


def test_promptness_counts_silence_and_no_early_decline(desk: DistributionDesk, now: datetime) -> None:
    for number in range(2, 6):
        desk.receive(Lead(lead_id=f"L{number}"), now=now)
    for number in (1, 2, 3, 4):
        desk.offer(f"L{number}", "P1", now=now)
    desk.open("L1", now=now + 2 * HOUR)
    desk.open("L2", now=now + DAY)
    desk.decline("L3", "no_room", now=now)
    desk.due(now=now + DAY)
    prompt = desk.promptness("P1")
    assert prompt is not None
    assert (prompt.in_time, prompt.asked, prompt.median_hours) == (1, 3, 5.0)
    nobody = desk.promptness("P2")
    assert nobody is not None
    assert nobody.median_hours is None
    assert desk.promptness("P9") is None
