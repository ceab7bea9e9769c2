"""An AWS Lambda function behind an HTTP API: takes one lead as JSON, answers what may be done with it.

Put `partners.csv` beside this file, and the library into the package or a layer; the core and its data are far below
Lambda's 250 MB. Records are read once for each container, not for each call.

    curl -d '{"lead_id": "L1", "message": "Our scanners fail every day. I decide."}' https://….amazonaws.com/leads
"""

import base64
import json
import os
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import leadmatch as lm
from leadmatch.errors import RecordError
from leadmatch.records.making import make

PARTNERS = Path(os.environ.get("LEADMATCH_PARTNERS", Path(__file__).with_name("partners.csv")))

_ASKED = 'Send one lead as a JSON object, such as {"email": "ada@example.com"}'


@cache
def stages() -> tuple[lm.Screener, lm.Qualifier, lm.Matcher]:
    """Make the stages on the first call; later calls of the same container use them again."""
    return lm.Screener(), lm.Qualifier(), lm.Matcher(lm.read_partners(PARTNERS).records)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one request of an API Gateway."""
    try:
        lead = make(lm.Lead, body_of(event)).record
    except RecordError as error:
        return answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(error)})
    except ValueError as error:
        return answer(HTTPStatus.BAD_REQUEST, {"error": str(error)})
    return answer(HTTPStatus.OK, decide(lead, datetime.now(UTC)))


def decide(lead: lm.Lead, now: datetime) -> dict[str, Any]:
    """Screen a lead; qualify and rank it where it is a real inquiry."""
    screener, qualifier, matcher = stages()
    screening = screener.screen(lead)
    told: dict[str, Any] = {"screening": screening.to_dict()}
    if screening.verdict != "reject":
        qualification = qualifier.qualify(lead, now=now)
        told["qualification"] = qualification.to_dict()
        told["ranking"] = matcher.rank(lead, now=now, urgent=qualification.urgent).to_dict(top=3, ineligible=0)
    return told


def body_of(event: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON object that was sent.

    Raises:
        ValueError: it is no JSON object.
    """
    body = event.get("body") or ""
    text = base64.b64decode(body).decode() if event.get("isBase64Encoded") else body
    lead = json.loads(text) if text else None
    if not isinstance(lead, dict):
        raise ValueError(_ASKED)  # noqa: TRY004 - what the caller sent is wrong, not our code
    return lead


def answer(status: HTTPStatus, told: dict[str, Any]) -> dict[str, Any]:
    """Return a response in the form that API Gateway expects."""
    return {
        "statusCode": int(status),
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(told, allow_nan=False),
    }
