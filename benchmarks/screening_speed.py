"""Measure how fast screening is: `python benchmarks/screening_speed.py [LEADS]`.

Printed: leads a second on one core with realistic leads (phones of many regions, e-mail domains that repeat, a message
of some 40 words), the ratio to the bare calls of phonenumbers and email-validator on the same rows, and the time that
the phrases of a message take.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from leadmatch.records.lead import Lead
from leadmatch.screening.inquiry import screening_terms
from leadmatch.screening.screener import Screener

REGIONS = (
    "US",
    "GB",
    "DE",
    "FR",
    "ES",
    "IT",
    "NL",
    "PL",
    "BR",
    "IN",
    "JP",
    "SE",
    "AT",
    "CH",
    "BE",
    "PT",
    "CA",
    "AU",
    "MX",
    "DK",
)
NAMES = ("Meyer", "Okello", "Nguyen", "Rossi", "Lindqvist", "Novak", "Costa", "Jansen")
MESSAGES = tuple(
    line.split("\t")[2]
    for line in (Path(__file__).parents[1] / "tests/screening/data/messages.tsv").read_text("utf-8").splitlines()
    if line.startswith(("en\tgenuine", "de\tgenuine", "fr\tgenuine", "es\tgenuine"))
)


def number(region: str, generator: random.Random) -> str:
    """Return a valid number of a region whose last digits are random."""
    example = phonenumbers.example_number(region)
    digits = str(example.national_number)
    for _ in range(20):
        example.national_number = int(digits[:-5] + f"{generator.randrange(100_000):05}")
        if phonenumbers.is_valid_number(example):
            break
    return phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)


def make_leads(count: int, regions: tuple[str, ...]) -> list[Lead]:
    """Make leads like those of a web form; the same seed makes the same leads."""
    generator = random.Random(7)
    leads = []
    for place in range(count):
        region = generator.choice(regions)
        last = generator.choice(("Meyer", "Okello", "Nguyen", "Rossi", "Lindqvist", "Novak", "Costa", "Jansen")) + str(
            place % 97
        )
        domain = f"firm{generator.randrange(count // 3 + 1)}.com"
        message = " ".join(generator.choice(MESSAGES) for _ in range(3))
        leads.append(
            Lead(
                lead_id=str(place), first_name="Anna", last_name=last.rstrip("0123456789"),
                email=f"{last.lower()}.{place}@{domain}",
                phone=number(region, generator), country=region, company=f"{last} Fittings", job_title="Buyer",
                message=message,
            )
        )  # fmt: skip
    return leads


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the least CPU time of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def bare(leads: list[Lead]) -> None:
    """Parse the phones and validate the addresses, nothing more."""
    for lead in leads:
        phonenumbers.number_type(phonenumbers.parse(lead.phone, lead.country))
        try:
            validate_email(lead.email or "", check_deliverability=False)
        except EmailNotValidError:
            continue


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 6_000
    phonenumbers.enable_pattern_cache()
    leads, others = make_leads(count, REGIONS), make_leads(count, tuple(sorted(phonenumbers.SUPPORTED_REGIONS)))
    Screener().screen(leads[0])
    start = time.process_time()
    first = [report.verdict for report in Screener().screen_many(leads)]
    cold = time.process_time() - start
    plain = cpu_seconds(lambda: bare(leads))
    start = time.process_time()
    sum(1 for _ in Screener().screen_many(others))
    many = time.process_time() - start
    terms = screening_terms()
    words = sum(len((lead.message or "").split()) for lead in leads) / count
    text = cpu_seconds(lambda: [terms.search(lead.message or "") for lead in leads])
    print(
        f"{count:,} leads, {len(first)} judged: {cold / count * 1e6:.0f} µs a lead, {count / cold:,.0f} leads a second"
    )
    print(f"against bare phonenumbers + email-validator ({plain / count * 1e6:.0f} µs): ratio {cold / plain:.2f}")
    print(f"{len(phonenumbers.SUPPORTED_REGIONS)} regions against {len(REGIONS)}: ratio {many / cold:.2f}")
    print(f"phrases in a message of {words:.0f} words: {text / count * 1e6:.1f} µs")


if __name__ == "__main__":
    main()
