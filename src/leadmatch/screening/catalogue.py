"""All rules of screening in one place: a new rule is one function, one line here, and its sentence."""

from collections.abc import Callable
from dataclasses import replace

from leadmatch.screening import buyer, company, email, form, person, phone, text
from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.intent import BuyersPhrases, intent_rules
from leadmatch.screening.kinds import Category, Group, Level
from leadmatch.screening.rule import Rule
from leadmatch.screening.wording import wording_rules

_PHONE = (
    Rule("phone.unparseable", Group.PHONE, Level.TELLING, 28.0, phone.unparseable),
    Rule("phone.invalid", Group.PHONE, Level.HINT, 15.0, phone.invalid),
    Rule("phone.fictional", Group.PHONE, Level.TELLING, 32.0, phone.fictional),
    Rule("phone.placeholder", Group.PHONE, Level.TELLING, 32.0, phone.placeholder),
    Rule("phone.repeated", Group.PHONE, Level.TELLING, 32.0, phone.repeated),
    Rule("phone.lucky", Group.PHONE, Level.HINT, 5.0, phone.lucky),
    Rule("phone.sequential", Group.PHONE, Level.TELLING, 32.0, phone.sequential),
    Rule("phone.premium", Group.PHONE, Level.TELLING, 26.0, phone.premium),
    Rule("phone.special_kind", Group.PHONE, Level.NOTE, 0.0, phone.special_kind),
    Rule("phone.other_country", Group.PHONE, Level.HINT, 3.0, phone.other_country),
)
_EMAIL = (
    Rule("email.syntax", Group.EMAIL, Level.TELLING, 30.0, email.syntax),
    Rule("email.placeholder", Group.EMAIL, Level.TELLING, 40.0, email.placeholder),
    Rule("email.placeholder_mailbox", Group.EMAIL, Level.TELLING, 26.0, email.placeholder_mailbox),
    Rule("email.disposable", Group.EMAIL, Level.TELLING, 40.0, email.disposable),
    Rule("email.relay", Group.EMAIL, Level.NOTE, 0.0, email.relay),
    Rule("email.free", Group.EMAIL, Level.HINT, 3.0, email.free_mail),
    Rule("email.role", Group.EMAIL, Level.NOTE, 0.0, email.role),
    Rule("email.no_reply", Group.EMAIL, Level.HINT, 12.0, email.no_reply),
    Rule("email.misspelt", Group.EMAIL, Level.HINT, 10.0, email.misspelt),
    Rule("email.unknown_ending", Group.EMAIL, Level.HINT, 10.0, email.unknown_ending),
    Rule("email.academic", Group.EMAIL, Level.HINT, 4.0, email.academic, Category.STUDENT),
    Rule("email.student", Group.EMAIL, Level.TELLING, 26.0, email.student_mailbox, Category.STUDENT),
    Rule("email.look_alike", Group.EMAIL, Level.TELLING, 30.0, email.look_alike, Category.SPAM),
    Rule("email.mash", Group.EMAIL, Level.TELLING, 32.0, email.mash, Category.GIBBERISH),
    Rule("email.bulk_domain", Group.EMAIL, Level.HINT, 12.0, email.bulk_domain, Category.SPAM),
)
_PERSON = (
    Rule("person.character", Group.PERSON, Level.TELLING, 40.0, person.character, Category.FAKE_IDENTITY),
    Rule(
        "person.character_mailbox", Group.EMAIL, Level.TELLING, 26.0, person.character_mailbox, Category.FAKE_IDENTITY
    ),
    Rule("person.celebrity", Group.PERSON, Level.TELLING, 32.0, person.celebrity, Category.FAKE_IDENTITY),
    Rule("person.placeholder", Group.PERSON, Level.TELLING, 40.0, person.placeholder, Category.FAKE_IDENTITY),
    Rule(
        "person.common_placeholder", Group.PERSON, Level.HINT, 10.0, person.common_placeholder, Category.FAKE_IDENTITY
    ),
    Rule("person.prank", Group.PERSON, Level.TELLING, 40.0, person.prank, Category.FAKE_IDENTITY),
    Rule("person.filler", Group.PERSON, Level.TELLING, 32.0, person.filler, Category.FAKE_IDENTITY),
    Rule("person.test", Group.PERSON, Level.TELLING, 40.0, person.test_name, Category.TEST_SUBMISSION),
    Rule("person.test_in_name", Group.PERSON, Level.HINT, 15.0, person.test_in_name, Category.TEST_SUBMISSION),
    Rule("person.key_run", Group.PERSON, Level.TELLING, 28.0, person.key_run, Category.GIBBERISH),
    Rule("person.gibberish", Group.PERSON, Level.TELLING, 28.0, person.gibberish, Category.GIBBERISH),
    Rule("person.strange_case", Group.PERSON, Level.TELLING, 28.0, person.strange_case, Category.GIBBERISH),
    Rule("person.address", Group.PERSON, Level.TELLING, 40.0, person.address_in_name, Category.SPAM),
    Rule("person.same_twice", Group.PERSON, Level.HINT, 8.0, person.same_twice),
    Rule("person.bot", Group.PERSON, Level.TELLING, 40.0, person.bot_name, Category.SPAM),
)
_COMPANY = (
    Rule("company.missing", Group.COMPANY, Level.HINT, 4.0, company.missing),
    Rule("company.private", Group.COMPANY, Level.HINT, 12.0, company.private),
    Rule("company.placeholder", Group.COMPANY, Level.TELLING, 26.0, company.placeholder, Category.FAKE_IDENTITY),
    Rule("company.fictional", Group.COMPANY, Level.TELLING, 30.0, company.fictional, Category.FAKE_IDENTITY),
    Rule("company.of_celebrity", Group.COMPANY, Level.TELLING, 30.0, company.of_celebrity, Category.FAKE_IDENTITY),
    Rule("company.test", Group.COMPANY, Level.TELLING, 40.0, company.test_company, Category.TEST_SUBMISSION),
    Rule("company.test_title", Group.COMPANY, Level.HINT, 12.0, company.test_title, Category.TEST_SUBMISSION),
    Rule("company.gibberish", Group.COMPANY, Level.TELLING, 26.0, company.gibberish, Category.GIBBERISH),
    Rule("company.gibberish_title", Group.COMPANY, Level.HINT, 15.0, company.gibberish_title, Category.GIBBERISH),
)
_TEXT = (
    Rule("text.gibberish", Group.TEXT, Level.TELLING, 40.0, text.gibberish, Category.GIBBERISH, personal=False),
    Rule("text.only_digits", Group.TEXT, Level.TELLING, 26.0, text.only_digits, Category.GIBBERISH, personal=False),
    Rule("text.filler", Group.TEXT, Level.HINT, 12.0, text.filler, personal=False),
    Rule("text.test_word", Group.TEXT, Level.DECISIVE, 80.0, text.test_word, Category.TEST_SUBMISSION, personal=False),
    Rule("text.markup", Group.TEXT, Level.DECISIVE, 80.0, text.markup, Category.SPAM, personal=False),
    Rule("text.short_link", Group.TEXT, Level.TELLING, 32.0, text.short_link, Category.SPAM, personal=False),
    Rule("text.links", Group.TEXT, Level.TELLING, 26.0, text.links, Category.SPAM, personal=False),
    Rule("text.only_link", Group.TEXT, Level.TELLING, 40.0, text.only_link, Category.SPAM, personal=False),
)
_FORM = (
    Rule("form.honeypot", Group.FORM, Level.DECISIVE, 80.0, form.honeypot, Category.SPAM, personal=False),
    Rule("form.too_fast", Group.FORM, Level.HINT, 15.0, form.too_fast, Category.SPAM, personal=False),
    Rule("list.own", Group.LIST, Level.DECISIVE, 80.0, form.own_domain, Category.TEST_SUBMISSION),
    Rule("list.competitor", Group.LIST, Level.DECISIVE, 80.0, form.competitor_domain, Category.COMPETITOR),
    Rule("list.partner", Group.LIST, Level.TELLING, 30.0, form.partner_domain),
    Rule("list.blocked", Group.LIST, Level.DECISIVE, 1000.0, form.blocked, Category.SPAM),
    Rule("list.allowed", Group.LIST, Level.NOTE, -10_000.0, form.allowed),
)
_IDENTITY = frozenset({Group.PHONE, Group.EMAIL, Group.PERSON, Group.COMPANY})
_EVERYTHING = _IDENTITY | {Group.TEXT, Group.POSITION}
_WHOSE = _IDENTITY | {Group.BATCH}
_BUYER = (
    Rule("buyer.company_mailbox", Group.EMAIL, Level.NOTE, -14.0, buyer.company_mailbox, answers=_WHOSE),
    Rule("buyer.named_mailbox", Group.EMAIL, Level.NOTE, -5.0, buyer.named_mailbox, answers=_IDENTITY),
    Rule("buyer.need", Group.TEXT, Level.NOTE, -10.0, BuyersPhrases("buyer.need"), answers=_EVERYTHING, personal=False),
    Rule("buyer.project", Group.TEXT, Level.NOTE, -8.0, BuyersPhrases("buyer.project"), None, 2, answers=_EVERYTHING),
)  # fmt: skip


def _unless(is_plain: Callable[[Inquiry], bool], rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Give rules the short cut that they share."""
    return tuple(replace(rule, unless=is_plain) for rule in rules)


DEFAULT_RULES: tuple[Rule, ...] = (
    *_unless(phone.is_plain, _PHONE),
    *_unless(email.is_plain, _EMAIL),
    *_unless(person.is_plain, _PERSON),
    *_unless(company.is_plain, _COMPANY),
    *intent_rules(),
    *wording_rules(),
    *_unless(text.is_plain, _TEXT),
    *_unless(form.is_plain, _FORM),
    *_BUYER,
)
"""The rules that ship, in the order in which their reasons are listed."""
