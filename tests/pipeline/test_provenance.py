"""Decisions name what they were made with."""

from leadmatch.pipeline.provenance import _version, digest, versions
from leadmatch.records.partner import Partner


def test_every_part_that_can_change_a_decision_has_a_version() -> None:
    assert all(version and version != "unknown" for version in versions().values())


def test_a_part_that_is_not_installed_reads_unknown() -> None:
    assert _version("no-such-distribution") == "unknown"


def test_a_digest_changes_with_any_field() -> None:
    one = Partner(partner_id="P1", capacity=3)
    assert digest([one]) == digest([Partner(partner_id="P1", capacity=3)])
    assert digest([one]) != digest([Partner(partner_id="P1", capacity=4)])
