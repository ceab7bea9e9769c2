"""Settings of duplicates and channel conflicts, with the weights of the evidence."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class AccountWeights(BaseModel):
    """Natural log-odds that two records are of one business account, for each thing that agrees or differs."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    prior: float = Field(
        default=-3.0, description="Before anything is compared: two records that share a key are seldom one account."
    )
    prior_growth: float = Field(
        default=-0.2,
        le=0,
        description="Added to the prior for each time that the earlier leads are e times more than a thousand: "
        "of more leads, more share a key by chance.",
    )
    domain_same: float = Field(default=8.0, description="Both write from the same company domain.")
    domain_alike: float = Field(
        default=3.0, description="The company domains differ by their ending, hyphens or one stroke."
    )
    domain_alike_named: float = Field(
        default=1.5, description="The same, where the names agree too: both domains may be made of one common name."
    )
    domain_differs: float = Field(default=-2.5, description="Both have company domains, and they are not alike.")
    name_base: float = Field(default=1.0, description="The names agree in every word, beside what the words are worth.")
    name_word: float = Field(default=1.2, description="For each unit of telling words, where all words agree.")
    name_part: float = Field(
        default=0.9, description="For each unit of shared telling words, where one name is part of the other."
    )
    name_rest: float = Field(default=-0.5, description="For each unit of words that only the longer name has.")
    name_one_word: float = Field(
        default=1.0, description="The most that a single shared word of a longer name is worth."
    )
    name_ordinary: float = Field(
        default=-1.0, description="The most that ordinary words of a longer name are worth (`Freight`)."
    )
    name_initials: float = Field(
        default=1.8, description="The most that initials are worth by themselves (`IBM`, `ABC`): many names have them."
    )
    name_most: float = Field(default=7.0, description="The most that the names together are worth.")
    name_joined: float = Field(default=-2.0, description="One name has an `and` where the other has none.")
    name_contested: float = Field(default=-1.0, description="Each name has words that the other lacks.")
    name_shared: float = Field(
        default=0.5, description="For each unit of shared words, where each has words of its own."
    )
    name_against: float = Field(
        default=-1.2, description="For each unit of words of its own, counted on the side that has fewer."
    )
    name_differs: float = Field(default=-4.5, description="The names share no telling word.")
    namesake: float = Field(
        default=-1.5,
        description="For each firm known to bear the name, where there are two or more and no common domain.",
    )
    namesakes_most: float = Field(default=-4.5, description="The most that namesakes speak against it.")
    unknown_firms: float = Field(
        default=0.35,
        gt=0,
        description="Firms of a name that nobody knows, for each one known. Among many more than a thousand firms "
        "known, a name in common makes odds of 1 to all other firms that bear it.",
    )
    name_tail: float = Field(
        default=-1.5, description="Among many firms, where one name is part of the other, but not its beginning."
    )
    two_spellings: float = Field(
        default=-4.0,
        description="Log-odds, prior included, among many firms, where the names are a stroke apart and both known.",
    )
    place_most: float = Field(
        default=4.0,
        description="The most that a rare postal code or city tells beside a name in common, among many records.",
    )
    name_differs_at_domain: float = Field(
        default=-3.0,
        description="The same, where both belong to one domain: a brand, a department, a name in translation.",
    )
    name_is_domain: float = Field(default=3.0, description="One has no name, but its domain spells the other's.")
    phone_same: float = Field(default=4.0, description="The same phone number.")
    phone_beside_mailbox: float = Field(
        default=1.0, description="The same phone number beside the same mailbox: both may go with a person."
    )
    phone_block: float = Field(default=2.0, description="Numbers of one switchboard: alike up to the last digits.")
    related: float = Field(
        default=10.0, description="The table of related companies names both, so they are one group."
    )
    mailbox_same: float = Field(
        default=4.0, description="The same personal mailbox, which says little of a company by itself."
    )
    postal_same: float = Field(default=2.0, description="The same postal code.")
    postal_differs: float = Field(default=-0.5, description="Different postal codes in one country.")
    city_same: float = Field(default=0.7, description="The same city.")
    city_differs: float = Field(default=-0.8, description="Different cities, or one city in two languages.")
    country_differs: float = Field(default=-1.5, description="Different countries, and no domain in common.")


class PersonWeights(BaseModel):
    """Natural log-odds that two records of one account are of one person, for each thing that agrees or differs."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    prior: float = Field(default=-1.0, description="Before anything is compared.")
    mailbox_same: float = Field(default=7.0, description="The same personal mailbox.")
    role_mailbox_same: float = Field(default=1.0, description="The same mailbox of an office, such as info@.")
    mailbox_alike: float = Field(default=3.0, description="The same name before the @, and domains one stroke apart.")
    name_same: float = Field(default=5.0, description="The same name, in whatever order and spelling.")
    name_alike: float = Field(
        default=3.5, description="The same family name, and a short form, an initial or one stroke apart."
    )
    name_part: float = Field(default=1.5, description="Only one of two names was given, and it is the same.")
    name_partly: float = Field(default=-3.2, description="One name in common, and another that differs.")
    name_differs: float = Field(default=-6.0, description="No name in common.")
    mobile_same: float = Field(default=4.0, description="The same mobile number.")
    phone_same: float = Field(default=0.8, description="The same number, which may be a switchboard.")
    extension_differs: float = Field(default=-2.0, description="The same number with different extensions.")
    phone_alike: float = Field(default=1.5, description="Numbers one stroke apart.")


class PrivateWeights(BaseModel):
    """Natural log-odds that two records that name no company are of one human, where that is not told by rarity."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    prior: float = Field(
        default=0.7,
        description="Before anything is compared, of how many other records there are (a thousand at least): the "
        "logarithm of how many of them are of the same human.",
    )
    name_kept: float = Field(default=0.85, gt=0, le=1, description="Share of records that spell a name as others do.")
    name_slipped: float = Field(default=0.15, gt=0, le=1, description="Share of records that spell it nearly so.")
    name_near: float = Field(default=0.01, gt=0, description="Share of other people's names that are as near.")
    name_in_mailbox: float = Field(
        default=0.3, gt=0, le=1, description="Share of mailboxes that spell a name which the record does not give."
    )
    name_differs: float = Field(default=-4.5, description="Both give a name that the other has not.")
    lone_name_differs: float = Field(default=-1.5, description="Both give one name, a first or a last, and it differs.")
    birth: float = Field(default=7.0, description="The same date of birth.")
    birth_alike: float = Field(default=3.5, description="Year, month or day of birth differs, or one digit.")
    birth_near: float = Field(default=1.5, description="A date near in the year, and one digit of the year at most.")
    birth_partly: float = Field(default=-0.5, description="Two of year, month and day differ.")
    birth_differs: float = Field(default=-3.0, description="Year, month and day of birth differ.")
    mailbox: float = Field(default=7.0, description="The same mailbox.")
    mailbox_alike: float = Field(default=5.0, description="Mailboxes that differ by few strokes.")
    mailbox_differs: float = Field(default=-2.5, description="Different mailboxes; many people have several.")
    phone: float = Field(default=5.0, description="The same phone number, which a family may share.")
    phone_alike: float = Field(default=2.5, description="Numbers one stroke apart.")
    phone_differs: float = Field(default=-1.5, description="Different numbers.")
    street: float = Field(default=5.0, description="The same street, or nearly so; a family shares it.")
    street_differs: float = Field(default=-1.5, description="Different streets.")
    street_near: float = Field(default=0.85, gt=0, le=1, description="Jaro-Winkler likeness of one street.")
    postal: float = Field(default=3.0, description="The same postal code.")
    postal_alike: float = Field(default=1.5, description="Postal codes one stroke apart.")
    postal_differs: float = Field(default=-1.0, description="Different postal codes.")
    city_most: float = Field(default=4.0, description="The most that a city in common tells.")
    city_alike: float = Field(default=0.7, description="Cities that are spelled nearly alike.")
    city_differs: float = Field(default=-1.5, description="Different cities.")


class ConflictSettings(BaseModel):
    """When two leads are duplicates, and when an account is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    account: AccountWeights = Field(default_factory=AccountWeights, description="Evidence for one account.")
    person: PersonWeights = Field(default_factory=PersonWeights, description="Evidence for one person.")
    private: PrivateWeights = Field(
        default_factory=PrivateWeights, description="Evidence for one human where neither record names a company."
    )
    account_threshold: float = Field(default=0.0, description="Log-odds from which two records are of one account.")
    person_threshold: float = Field(
        default=0.0, description="Log-odds from which two records of one account are of one person."
    )
    private_threshold: float = Field(
        default=0.0, description="Log-odds from which two records that name no company are of one human."
    )
    claim_threshold: float = Field(default=0.0, description="Log-odds from which a lead is of a claim's account.")
    block_threshold: float = Field(
        default=3.0,
        description="Log-odds from which a link is sure enough to act on by itself; below it somebody should look.",
    )
    window_days: float = Field(
        default=30, ge=0, description="Days within which a later lead can be a duplicate of an earlier one."
    )
    grace_days: float = Field(
        default=14, ge=0, description="Days for which a claim that was in force when the lead came in still counts."
    )
    recent_offer_days: float = Field(
        default=30, ge=0, description="Days for which an offer that ended without a deal is named."
    )
    incumbent_days: float = Field(
        default=0, ge=0, description="Days for which the partner of a won deal is named as the incumbent; 0 names none."
    )
    protect_from: Literal["expiry", "registration", "approval"] = Field(
        default="expiry",
        description="From when protection is counted for a partner's deal that states no `expires_at`: from its "
        "registration or its approval, for `protection_days`; `expiry` counts nothing, and such a deal has no end. An "
        "end that is stated always holds, so an extension is a later `expires_at`.",
    )
    protection_days: float = Field(
        default=90, gt=0, description="Days of protection of a deal that states no end, where they are counted."
    )
    pending_days: float | None = Field(
        default=None,
        ge=0,
        description="Days after registration for which a pending deal that states no end protects; 0 protects only "
        "approved ones. Left out, it is treated as `protect_from` says.",
    )
    precedence: Literal["registration", "approval"] = Field(
        default="registration",
        description="Which of several deals on one account holds it: the first registered, or the first registered of "
        "those that are approved.",
    )
    limit_to_products: bool = Field(
        default=True, description="Whether a claim covers only the products it names; else it covers the account whole."
    )
    limit_to_territory: bool = Field(
        default=True, description="Whether a claim covers only the territory it names; else it holds everywhere."
    )
    limit_to_division: bool = Field(
        default=False,
        description="Whether a claim covers only the part of a company that it names, told by the company's name: "
        "`Acme Pumps` is another division than `Acme Valves`; `Acme` alone may be either. Else it covers all that is "
        "one account.",
    )
    most_candidates: int = Field(
        default=64,
        ge=1,
        description="Records that a weak key may name; the answer says when there were more. Exact keys are never cut.",
    )
    most_broad: int = Field(
        default=16,
        ge=1,
        description="The same for a weak key that holds no place, such as a word or initials. Where more records share "
        "it, it tells nothing by itself, and the key that joins it with a place leads on.",
    )
    most_listed: int = Field(
        default=64,
        ge=16,
        description="Leads of one account, number or mailbox, within the window, that are compared one by one. Of "
        "more, the first, the latest and those with the person's name are; the answer says how many are left.",
    )
    related: tuple[tuple[str, ...], ...] = Field(
        default=(),
        description="Companies that belong together, such as a parent and its daughters: lists of names or domains.",
    )
    default_country: str | None = Field(
        default=None,
        description="Country (ISO 3166-1 alpha-2) in which national phone numbers are read where a record names none.",
    )
