from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.clusters import Clusters, MergeProposal

LINKS = st.lists(st.lists(st.integers(0, 20), max_size=4), max_size=12)


def placed(*links: tuple[str, str]) -> Clusters:
    clusters = Clusters()
    for lead_id, linked in links:
        clusters.add(lead_id, linked.split())
    return clusters


def test_a_lead_joins_the_cluster_it_is_linked_to() -> None:
    clusters = placed(("a", ""), ("b", "a"), ("c", "b x"), ("d", ""))
    assert clusters.members("a") == ("a", "b", "c")
    assert list(clusters) == ["a", "d"]
    assert len(clusters) == 2
    assert clusters.add("b", ["d"]) == (MergeProposal("a", "d", "b"),)


def test_two_old_clusters_are_never_merged_by_a_new_lead() -> None:
    clusters = placed(("a", ""), ("b", ""))
    (proposal,) = clusters.add("c", ["b", "a"])
    assert proposal == MergeProposal("a", "b", "c")
    assert clusters.of("a") == "a"
    assert clusters.of("b") == "b"
    assert clusters.of("c") == "a"


def test_a_merge_can_be_undone() -> None:
    clusters = placed(("a", ""), ("b", ""))
    (proposal,) = clusters.add("c", ["a", "b"])
    merge = clusters.accept(proposal)
    assert merge is not None
    assert clusters.members("a") == ("a", "c", "b")
    assert clusters.accept(proposal) is None
    clusters.undo(merge)
    assert clusters.of("b") == "b"
    with pytest.raises(KeyError):
        clusters.undo(merge)


def test_a_merge_of_merged_clusters_goes_to_what_they_have_become() -> None:
    clusters = placed(("a", ""), ("b", ""), ("c", ""))
    first = clusters.accept(MergeProposal("a", "b", "x"))
    assert clusters.accept(MergeProposal("b", "c", "x")) == MergeProposal("a", "c", "x")
    assert clusters.members("a") == ("a", "b", "c")
    assert first is not None
    clusters.undo(first)
    assert clusters.of("c") == "a"
    assert clusters.of("b") == "b"


def test_what_came_since_a_merge_goes_with_the_part_it_is_linked_to_when_the_merge_is_undone() -> None:
    clusters = placed(("a", ""), ("b", ""))
    merge = clusters.accept(MergeProposal("a", "b", "x"))
    assert merge is not None
    assert clusters.add("new", ["b"]) == ()
    assert clusters.of("new") == "a"
    clusters.undo(merge)
    assert clusters.members("b") == ("b", "new")


def test_thousands_of_merges_in_a_chain_are_told_like_any_other() -> None:
    clusters = Clusters()
    names = [str(number) for number in range(3_000)]
    for name in names:
        clusters.add(name)
    for older, newer in reversed(list(pairwise(names))):
        clusters.accept(MergeProposal(older, newer, "x"))
    assert clusters.members("0") == tuple(names)
    assert list(clusters) == ["0"]


@given(LINKS)
def test_clusters_part_the_leads_and_keep_their_names(links: list[list[int]]) -> None:
    clusters = Clusters()
    names: dict[str, str] = {}
    for number, linked in enumerate(links):
        clusters.add(str(number), map(str, linked))
        names[str(number)] = clusters.of(str(number))
        assert all(clusters.of(lead_id) == name for lead_id, name in names.items())
    assert sorted(lead_id for name in clusters for lead_id in clusters.members(name)) == sorted(names)


@given(LINKS)
def test_undoing_all_merges_backwards_brings_everything_back(links: list[list[int]]) -> None:
    clusters = Clusters()
    proposals = [merge for number, linked in enumerate(links) for merge in clusters.add(str(number), map(str, linked))]
    before = {name: clusters.members(name) for name in clusters}
    made = [merge for merge in map(clusters.accept, proposals) if merge]
    for merge in reversed(made):
        clusters.undo(merge)
    assert {name: clusters.members(name) for name in clusters} == before
