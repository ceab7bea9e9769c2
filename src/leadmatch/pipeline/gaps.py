"""What the data lack, what a wider choice would release, and what each partner carries."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.evidence.reason import Reason
from leadmatch.matching.capacity import ASSUMED_CAPACITY, stated_capacity
from leadmatch.matching.lines import Match
from leadmatch.pipeline.decision import Decision
from leadmatch.pipeline.result import PartnerLoad, WiderChoice
from leadmatch.pipeline.settling import Examined
from leadmatch.records.partner import Partner

_READINESS = ("sales_ready", "ask", "nurture")


def data_gaps(decisions: Iterable[Decision], partners: Sequence[Partner]) -> tuple[Reason, ...]:
    """Say what the data lack and what that let in or kept out; nothing where nothing lacks.

    Args:
        decisions: of the run.
        partners: of the run; inactive ones do not count.
    """
    planned = [decision for decision in decisions if decision.ranking is not None]
    active = [partner for partner in partners if partner.is_active]
    gaps = [
        _let_in("gap.territory", active, planned, _has_no_territory),
        _let_in("gap.products", active, planned, lambda partner: not partner.products),
        _assumed_capacity(active, planned),
        _unknown_of_leads("gap.lead_place", sum(decision.lead.country is None for decision in planned)),
        _unknown_of_leads("gap.lead_products", sum(not decision.lead.products for decision in planned)),
    ]
    return tuple(gap for gap in gaps if gap is not None)


def _has_no_territory(partner: Partner) -> bool:
    return not (partner.countries or partner.regions or partner.postal_prefixes)


def _let_in(
    code: str, partners: Iterable[Partner], planned: Iterable[Decision], lacks: Callable[[Partner], bool]
) -> Reason | None:
    lacking = {partner.id for partner in partners if lacks(partner)}
    if not lacking:
        return None
    leads = sum(any(match.partner_id in lacking for match in _matches(decision)) for decision in planned)
    return Reason.of(code, partners=_count(len(lacking), "partner"), leads=_count(leads, "lead"))


def _assumed_capacity(partners: Iterable[Partner], planned: Iterable[Decision]) -> Reason | None:
    lacking = {partner.id for partner in partners if partner.capacity is None}
    if not lacking:
        return None
    missed = sum(
        bool(matches := _matches(decision)) and _lost_to(decision, matches[0].partner_id, lacking)
        for decision in planned
    )
    unstated, kept_out = _count(len(lacking), "partner"), _count(missed, "lead")
    return Reason.of("gap.capacity", partners=unstated, assumed=ASSUMED_CAPACITY, leads=kept_out)


def _lost_to(decision: Decision, first_choice: str, lacking: set[str]) -> bool:
    return first_choice in lacking and decision.partner_id != first_choice


def _unknown_of_leads(code: str, leads: int) -> Reason | None:
    return Reason.of(code, leads=_count(leads, "ready lead")) if leads else None


def _matches(decision: Decision) -> Sequence[Match]:
    return decision.ranking.matches if decision.ranking is not None else ()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def wider_choices(examined: Iterable[Examined], hand_over: Sequence[str]) -> tuple[WiderChoice, ...]:
    """Say how many leads each readiness that is not handed over would release."""
    waiting = [one for one in examined if one.is_free and one.qualification is not None]
    choices = []
    for readiness in _READINESS:
        if readiness in hand_over:
            continue
        alike = [one for one in waiting if one.qualification and one.qualification.readiness.value == readiness]
        suited = sum(one.ranking is not None and bool(one.ranking.matches) for one in alike)
        choices.append(WiderChoice(readiness, len(alike), suited))
    return tuple(choices)


def partner_loads(
    partners: Iterable[Partner], plan: AssignmentPlan, places: Mapping[str, int]
) -> tuple[PartnerLoad, ...]:
    """Say what each partner carries after the plan: full ones first, then by the worth of one more slot and id.

    Args:
        partners: of the run.
        plan: of the run.
        places: leads that each partner could take before the plan, by its id.
    """
    numbers = range(plan.problem.n_partners)
    taken = plan.load
    new = {str(plan.problem.partner_id(number)): int(taken[number]) for number in numbers}
    worth = plan.one_more_place()
    loads = [
        PartnerLoad(
            partner=partner,
            capacity=stated_capacity(partner),
            assumed=partner.capacity is None,
            before=partner.open_leads or 0,
            new=new.get(partner.id, 0),
            room=places[partner.id] - new.get(partner.id, 0),
            slot_value=worth.get(partner.id, 0.0),
        )
        for partner in partners
    ]
    return tuple(sorted(loads, key=lambda load: (load.room > 0, -load.slot_value, load.room, load.partner.id)))
