"""The settings of everything below the doors: frozen, strict, TOML in and out."""

import difflib
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from functools import cached_property
from typing import Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.errors import SettingsError
from leadmatch.matching.settings import MatchingSettings
from leadmatch.qualification.settings import QualificationSettings
from leadmatch.screening.settings import ScreeningSettings
from leadmatch.values.calendar.moments import zone as zone_of

HandOver = Literal["sales_ready", "ask", "nurture", "disqualified"]
_CLOSE_ENOUGH = 0.6


class AssignmentSettings(BaseModel):
    """How the batch is assigned."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    tolerance: float = Field(
        default=1e-3, gt=0, le=1, description="largest part of the best plan's value that a plan may fall short of it"
    )
    min_utility: float = Field(
        default=0.0, ge=0, description="expected value, in the settings' currency, below which a lead goes to nobody"
    )


class Settings(BaseModel):
    """All settings; each stage has a section of its own.

    The sections `web`, `ledger` and `map` belong to the portal, the ledger and the reading of files: they are kept
    unread here. Secrets are never settings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    zone: str = Field(default="UTC", description="IANA time zone in which a time without an offset is meant")
    hand_over: tuple[HandOver, ...] = Field(
        default=("sales_ready",), description="readiness of leads that go to partners; all others wait"
    )
    screening: ScreeningSettings = Field(default_factory=ScreeningSettings)
    qualification: QualificationSettings = Field(default_factory=QualificationSettings)
    conflicts: ConflictSettings = Field(default_factory=ConflictSettings)
    matching: MatchingSettings = Field(default_factory=MatchingSettings)
    assignment: AssignmentSettings = Field(default_factory=AssignmentSettings)
    distribution: DistributionSettings = Field(default_factory=DistributionSettings)
    web: dict[str, Any] = Field(default_factory=dict)
    ledger: dict[str, Any] = Field(default_factory=dict)
    map: dict[str, Any] = Field(default_factory=dict)

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        zone_of(name)
        return name

    @cached_property
    def tzinfo(self) -> tzinfo:
        """The time zone of `zone`."""
        return zone_of(self.zone)

    @classmethod
    def from_toml(cls, text: str) -> "Settings":
        """Read settings from TOML; what is not named keeps its default.

        Raises:
            SettingsError: the text is not TOML, or keys or values are wrong; all of them are named, a wrong key
                with the nearest right one.
        """
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"The settings are not TOML: {error}") from None
        return cls.from_dict(data)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Settings":
        """Read settings from plain data, such as a parsed TOML or JSON file.

        Raises:
            SettingsError: as `from_toml`.
        """
        try:
            return cls.model_validate_json(json.dumps(dict(data), default=str))
        except ValidationError as error:
            faults = "\n".join(_fault(detail["type"], detail["loc"], detail["msg"]) for detail in error.errors())
            raise SettingsError(faults) from None

    def to_toml(self) -> str:
        """Return all settings as TOML, defaults included; `from_toml` gives equal settings back."""
        return tomli_w.dumps(self.model_dump(mode="json", exclude_none=True))

    def with_hand_over(self, readiness: Iterable[HandOver]) -> "Settings":
        """Return the same settings with another choice of leads that go to partners."""
        return Settings.from_dict({**self.model_dump(mode="json", exclude_none=True), "hand_over": list(readiness)})

    def digest(self) -> str:
        """Return the first 12 hex digits of the SHA-256 of the settings: their name in every decision."""
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()[:12]


def _fault(kind: str, location: tuple[int | str, ...], message: str) -> str:
    """Word one fault of the settings as `key: what is wrong and what is right`."""
    key = ".".join(map(str, location))
    if kind != "extra_forbidden":
        return f"{key}: {message.removeprefix('Value error, ')}."
    known = _keys_beside(location)
    nearest = difflib.get_close_matches(str(location[-1]), known, n=1, cutoff=_CLOSE_ENOUGH)
    remedy = f"Did you mean {nearest[0]}?" if nearest else f"Known here: {', '.join(sorted(known))}."
    return f"{key}: there is no such setting. {remedy}"


def _keys_beside(location: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the section of a wrong key knows."""
    model: Any = Settings
    for step in location[:-1]:
        field = getattr(model, "model_fields", {}).get(str(step))
        model = field.annotation if field is not None else None
    return list(getattr(model, "model_fields", {}))
