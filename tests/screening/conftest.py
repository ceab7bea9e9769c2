from collections.abc import Callable
from typing import Any

import pytest

from leadmatch.records.lead import Lead
from leadmatch.screening.inquiry import Inquiry, read_inquiry
from leadmatch.screening.report import ScreeningReport
from leadmatch.screening.screener import Screener
from leadmatch.screening.settings import ScreeningSettings

GENUINE: dict[str, Any] = {
    "lead_id": "L1",
    "first_name": "Sam",
    "last_name": "Okello",
    "email": "sokello@brightwaterfoods.co.uk",
    "phone": "020 7183 8750",
    "country": "GB",
    "company": "Brightwater Foods Ltd",
    "message": "We need a quote for 40 handhelds in two depots.",
}


@pytest.fixture
def lead() -> Callable[..., Lead]:
    return lambda **fields: Lead(**(GENUINE | fields))


@pytest.fixture
def inquire(lead: Callable[..., Lead]) -> Callable[..., Inquiry]:
    return lambda **fields: read_inquiry(lead(**fields), ScreeningSettings())


@pytest.fixture
def screen(lead: Callable[..., Lead]) -> Callable[..., ScreeningReport]:
    return lambda **fields: Screener().screen(lead(**fields))


@pytest.fixture
def codes(lead: Callable[..., Lead]) -> Callable[..., set[str]]:
    def of(settings: ScreeningSettings | None = None, **fields: object) -> set[str]:
        return {reason.code for reason in Screener(settings).screen(lead(**fields)).reasons}

    return of
