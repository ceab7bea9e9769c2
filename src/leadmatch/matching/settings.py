"""Settings of matching: what is required, what things are worth, and what is assumed where something is missing."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

RequirementName = Literal[
    "sharing",
    "claim",
    "active",
    "away",
    "capacity",
    "monthly_capacity",
    "territory",
    "products",
    "certifications",
    "deal_size",
    "customer_size",
    "excluded_account",
    "excluded_industry",
    "declined",
]


class IndustryPoints(BaseModel):
    """Natural log-odds for how near the lead's industry is to the nearest one that the partner states."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    exact: float = Field(default=0.4, description="the same industry")
    group: float = Field(default=0.25, description="one is the whole group of the other: hospital and healthcare")
    umbrella: float = Field(default=0.2, description="one is a word for several groups: manufacturing")
    sibling: float = Field(default=0.05, description="another industry of the same group: hospital and dentist")
    adjacent: float = Field(default=-0.2, description="a neighbouring group: wholesale and retail")
    unrelated: float = Field(default=-0.5, description="something else")
    unknown: float = Field(default=0.0, description="one of them states no industry that is understood")


class MatchingSettings(BaseModel):
    """Settings of matching. Points are natural log-odds: +0.7 doubles the odds of a win.

    They are sizes at which criteria can stand beside each other, for one match earns several at once.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    currency: str = Field(
        default="EUR",
        pattern="^[A-Z]{3}$",
        description="ISO 4217; values are counted in it, and amounts without a currency are taken to be in it",
    )
    default_deal_size: float = Field(
        default=10_000.0, gt=0, description="value of a lead whose deal size is unknown, in `currency`"
    )
    largest_deal_size: float = Field(
        default=1_000_000.0, gt=0, description="value that a larger deal counts at most, in `currency`"
    )
    deal_size_tolerance: float = Field(
        default=0.05, ge=0, lt=1, description="a deal that misses a partner's range by less than this share still fits"
    )
    soft: tuple[RequirementName, ...] = Field(
        default=(), description="requirements that only cost points (`soft_points`) where they are not met"
    )
    soft_points: float = Field(default=-1.2, le=0, description="points for each soft requirement that is not met")
    monthly_pace: Literal["free", "even"] = Field(
        default="free",
        description="`free`: a month's places may be used up at once; `even`: they come evenly over 30 days, by the "
        "times of the offers, and a week's are carried over at most, or two",
    )
    unknown_place: Literal["keep", "exclude"] = Field(
        default="keep", description="what happens where nobody can tell whether a lead lies in a partner's territory"
    )
    unknown_place_points: float = Field(
        default=-0.3, le=0, description="nobody can tell whether the lead lies in the partner's territory"
    )
    least_probability: float = Field(
        default=0.01, ge=0, lt=1, description="below this chance of a win nobody fits well enough: recruit instead"
    )
    base_rate: float = Field(
        default=0.25, gt=0, lt=1, description="share of closed leads that are won, before the records are looked at"
    )
    base_rate_weight: float = Field(
        default=50.0, ge=0, description="closed leads that `base_rate` counts for beside those of the track records"
    )
    closed_share: float = Field(
        default=0.7,
        gt=0,
        le=1,
        description="share of leads handed over that partners bring to a close; records count closed leads only, and "
        "the rest is not won either. 1 where a lead that nobody worked is recorded as lost",
    )
    usual_fit: float = Field(
        default=0.5,
        description="points for fit that the leads of the track records had on average, taken off each match: their "
        "partners were chosen too, so this much is in the base rate already. The default is that of the same group of "
        "industries, a common language and half the places free",
    )
    record_spread: float = Field(
        default=0.08, gt=0, description="variance of partners' observed over expected wins, before data"
    )
    record_spread_weight: float = Field(
        default=10.0, gt=0, description="partners that `record_spread` counts for beside those with a track record"
    )
    optimism: float = Field(
        default=0.0,
        ge=0,
        lt=1,
        description="0 counts the mean of what a track record may mean; 0.8 counts the value that it stays below with "
        "80 % certainty, which gives those of whom little is known more to prove themselves with; below 0.5 it is "
        "caution, which keeps them back",
    )
    industry: IndustryPoints = Field(default_factory=IndustryPoints)
    target_account: float = Field(default=1.3, ge=0, description="the lead is an account that the partner courts")
    speciality: float = Field(default=0.8, ge=0, description="the lead names a speciality of the partner")
    speciality_in_part: float = Field(
        default=0.35, ge=0, description="the lead names half a speciality of the partner or more"
    )
    language_shared: float = Field(default=0.2, ge=0, description="they share a language")
    language_missing: float = Field(default=-0.4, le=0, description="both state languages and share none")
    deal_size_edge: float = Field(
        default=-0.25, le=0, description="the deal lies at the very edge of the partner's range; 0 in its middle"
    )
    customer_size_edge: float = Field(
        default=-0.1, le=0, description="the company lies at the very edge of the customers served; 0 in the middle"
    )
    response: float = Field(
        default=-0.06, le=0, description="for each time that the usual response time is e times 8 hours"
    )
    response_urgent: float = Field(default=-0.35, le=0, description="the same where the lead is urgent")
    room: float = Field(default=0.1, ge=0, description="all places of the partner are free; 0 where none is")
    tiers: dict[str, float] = Field(
        default={"platinum": 0.06, "diamond": 0.06, "elite": 0.06, "gold": 0.04, "silver": 0.02, "bronze": 0.01},
        description="points by tier; a tier that is not listed counts 0",
    )
