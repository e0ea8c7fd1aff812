"""What matching worked out, kept as long as somebody asks questions about it.

In: nothing; ``products.match`` fills it. Out: :class:`Scored` (the pairs) and :class:`Matched` (the pairs, the clusters
they became and the rows behind them), from which ``explain`` answers. A newcomer would explain a cluster by matching
again; here every answer is looked up in what decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from landscape.overlap.clusters import strongest_ties
from landscape.overlap.features import Comparison
from landscape.overlap.forms import Forms, matching
from landscape.overlap.words import Bools, Floats, Ints

LEVELS = ["version", "organisation", "environment", "application_id", "name"]
RIVALS = 3
"""How many names of other products a product is compared with in its explanation."""
LOOKS_ALIKE = 0.5
"""From this likeness of their letters two known packages are worth naming beside each other."""


@dataclass(frozen=True)
class Scored:
    """Pairs with their features summed: what the explanation is taken from.

    Attributes:
        comparison: the pairs.
        contributions: pairs x features, log odds.
        probability: after knowledge and judgements.
        zone: same, review or different.
        decided_by: per pair ``score``, or the text key of what outranks it.
    """

    comparison: Comparison
    contributions: Floats
    probability: Floats
    zone: np.ndarray
    decided_by: np.ndarray


def is_near(scored: Scored) -> Bools:
    """Per pair whether it came near: by score, by the alike names of two known packages, or because somebody spoke."""
    known_apart = (scored.decided_by == "held_apart_packages") & (scored.comparison.likeness >= LOOKS_ALIKE)
    spoken = np.isin(scored.decided_by, ["judged_same", "judged_different"])
    near: Bools = (scored.probability >= float(matching("shown")["near_miss"])) | known_apart | spoken
    return near


@dataclass(frozen=True)
class Groups:
    """Things sorted by the group they belong to, so that one group is a slice."""

    order: Ints
    group: Ints

    def of(self, number: int) -> Ints:
        """The positions of everything in group ``number``, smallest first."""
        begin, end = np.searchsorted(self.group, [number, number + 1])
        found: Ints = self.order[begin:end]
        return found


def in_groups(group: Ints) -> Groups:
    """Sort positions by their group."""
    order = np.argsort(group, kind="stable").astype(np.int64)
    return Groups(order, group[order])


@dataclass(frozen=True)
class Matched:
    """The outcome of matching with everything that decided it.

    Attributes:
        rows: per application ``application_id, organisation, name`` and, where known, ``name_version`` and
            ``name_environment``, in the order given.
        forms: the distinct forms.
        scored: the compared pairs with their zones after clustering.
        of: per form the number of its product.
        names: per product number ``product_id, product_name, vendor, package``.
    """

    rows: pd.DataFrame
    forms: Forms
    scored: Scored
    of: Ints
    names: pd.DataFrame

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of a product by its id."""
        used = sorted(set(self.of.tolist()))
        return dict(zip(self.names["product_id"].loc[used], used, strict=True))

    @cached_property
    def forms_by_product(self) -> Groups:
        """The forms of every product."""
        return in_groups(self.of)

    @cached_property
    def named(self) -> Mapping[str, np.ndarray]:
        """The columns of ``names`` as arrays."""
        return {str(name): self.names[name].to_numpy() for name in self.names.columns}

    @cached_property
    def installations(self) -> pd.DataFrame:
        """The applications as the level below their product: columns ``LEVELS``, sorted in that order."""
        levels = self.rows.rename(columns={"name_version": "version", "name_environment": "environment"})
        levels = levels.reindex(columns=LEVELS, fill_value="").astype("str")
        return levels.sort_values(LEVELS[:-1], kind="stable")

    @cached_property
    def installations_by_product(self) -> Groups:
        """The places in ``installations`` of every product."""
        return in_groups(self.of[self.forms.form_of[self.installations.index]])

    @cached_property
    def ties(self) -> Ints:
        """Per form the position of the pair that holds it most firmly inside its product, -1 without one."""
        return strongest_ties(self.of, self.scored.comparison.pairs, self.scored.probability)

    @cached_property
    def rivals(self) -> Groups:
        """Per product the few pairs with a form of another product that came nearest, the nearest first."""
        pairs, probability = self.scored.comparison.pairs, self.scored.probability
        near = np.flatnonzero((self.of[pairs.left] != self.of[pairs.right]) & is_near(self.scored))
        number = np.concatenate([self.of[pairs.left[near]], self.of[pairs.right[near]]])
        pair = np.concatenate([near, near])
        order = np.lexsort((pair, -self.scored.comparison.likeness[pair], -probability[pair], number))
        number, pair = number[order], pair[order]
        place = np.arange(len(number)) - np.searchsorted(number, number)
        return Groups(pair[place < RIVALS], number[place < RIVALS])

    def prepared(self) -> Matched:
        """The same, with the look-up tables made, so that the first question is as quick as the next."""
        _ = (self.number_of, self.named, self.forms.columns, self.forms_by_product, self.ties, self.rivals)
        _ = (self.installations, self.installations_by_product)
        return self
