"""Clusters of leads that stay as they are: a new lead joins one, and never melts two old ones together by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two clusters that a new lead links.

    Attributes:
        kept: the cluster that would remain: the older one.
        joined: the cluster that would become part of it.
        because: id of the lead that links the two.
    """

    kept: str
    joined: str
    because: str


class Clusters:
    """Leads by account, each cluster named after its first lead; the name never changes.

    A lead that is linked to one cluster joins it. A lead that is linked to several joins the oldest, and the others are
    proposed for merging: `accept` merges, `undo` takes a merge back. Within a merged cluster a lead is kept with the
    part that it is linked to, so that it goes with that part when the merge is undone.
    """

    def __init__(self) -> None:
        """Begin without any lead."""
        self._first: dict[str, str] = {}
        self._age: dict[str, int] = {}
        self._members: dict[str, list[str]] = {}
        self._merged: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {}

    def add(self, lead_id: str, linked: Iterable[str] = ()) -> tuple[MergeProposal, ...]:
        """Place a lead, and return the merges that its links suggest, oldest first.

        Args:
            lead_id: the lead; one that was placed already stays where it is.
            linked: ids of leads that it is surely of one account with; those that were never placed do not count.
        """
        parts = sorted({self._first[other] for other in linked if other in self._first}, key=self._age.__getitem__)
        clusters = sorted({self._root(part) for part in parts}, key=self._age.__getitem__)
        if lead_id not in self._first:
            own = next((part for part in parts if self._root(part) == clusters[0]), lead_id)
            self._age.setdefault(own, len(self._age))
            self._first[lead_id] = own
            self._members.setdefault(own, []).append(lead_id)
        own = self.of(lead_id)
        pairs = (sorted((own, other), key=self._age.__getitem__) for other in clusters if other != own)
        return tuple(MergeProposal(kept, joined, lead_id) for kept, joined in pairs)

    def accept(self, proposal: MergeProposal) -> MergeProposal | None:
        """Merge two clusters, or what has become of them.

        Returns:
            The merge as it was made, for `undo`; None where the two were one already.

        Raises:
            KeyError: one of them is unknown.
        """
        kept, joined = sorted((self.of(proposal.kept), self.of(proposal.joined)), key=self._age.__getitem__)
        if kept == joined:
            return None
        self._merged[joined] = kept
        self._parts.setdefault(kept, []).append(joined)
        return MergeProposal(kept, joined, proposal.because)

    def undo(self, merge: MergeProposal) -> None:
        """Take a merge back: the cluster that was joined stands alone again, with newer leads that are linked to it.

        Args:
            merge: as `accept` gave it.

        Raises:
            KeyError: it was not merged.
        """
        self._parts[self._merged.pop(merge.joined)].remove(merge.joined)

    def of(self, lead_id: str) -> str:
        """Return the name of the cluster of a lead.

        Raises:
            KeyError: the lead was never placed.
        """
        return self._root(self._first[lead_id])

    def members(self, name: str) -> tuple[str, ...]:
        """Return the leads of a cluster, in the order in which they came to it; those of merged ones follow.

        Args:
            name: as `of` gives it.
        """
        found: list[str] = []
        waiting = [name]
        while waiting:
            part = waiting.pop()
            found += self._members.get(part, ())
            waiting += reversed(self._parts.get(part, ()))
        return tuple(found)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the clusters, oldest first."""
        return (name for name in self._age if name not in self._merged)

    def __len__(self) -> int:
        return len(self._age) - len(self._merged)

    def _root(self, part: str) -> str:
        while part in self._merged:
            part = self._merged[part]
        return part
