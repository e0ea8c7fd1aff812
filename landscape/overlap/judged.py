"""What people said about pairs, as links between forms.

In: judgements (two application ids and same or different). Out: pairs of forms that must or may not be one product,
and the judgements that cannot both hold. A judgement about two rows holds for all rows with the same forms: an
answer is given once and reused after every upload. A newcomer would forget that "the same" chains: A = B, B = C and
A is not C.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse as sp

from landscape.overlap.candidates import Pairs, as_pairs
from landscape.overlap.forms import joined
from landscape.overlap.words import Ints

COLUMNS = ["application_id_1", "application_id_2", "outcome"]


@dataclass(frozen=True)
class Links:
    """Judgements between forms: must be one product, may not be one product, and both at once."""

    same: Pairs
    different: Pairs
    contradicted: Pairs
    forms: Pairs

    def contradictions(self, said: pd.DataFrame) -> pd.DataFrame:
        """The judgements "different" about forms that other judgements tie together."""
        wrong = among(self.forms, self.contradicted) if len(said) else np.zeros(0, dtype=bool)
        return said.loc[(said["outcome"] == "different") & wrong, COLUMNS].reset_index(drop=True)


def known(judgements: pd.DataFrame | None, application_ids: pd.Series) -> pd.DataFrame:
    """The judgements whose two applications are both here, sorted."""
    if judgements is None or judgements.empty:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS})
    here = judgements["application_id_1"].isin(application_ids) & judgements["application_id_2"].isin(application_ids)
    kept = judgements.loc[here & judgements["outcome"].isin(["same", "different"]), COLUMNS]
    return kept.drop_duplicates().sort_values(COLUMNS, kind="stable", ignore_index=True)


def split_rows(applications: pd.DataFrame, said: pd.DataFrame) -> list[str]:
    """Applications to keep apart although name, vendor and package are the same as those of the other one."""
    key = joined(applications.set_index("application_id"), ["name_key", "vendor_name", "package"])
    different = said.loc[said["outcome"] == "different"]
    package = applications.set_index("application_id")["package"]
    first, second = different["application_id_1"], different["application_id_2"]
    same_form = key.reindex(first).to_numpy() == key.reindex(second).to_numpy()
    same_package = (package.reindex(first).to_numpy() == package.reindex(second).to_numpy()) & (
        package.reindex(first).to_numpy() != ""
    )
    later = np.maximum(first.to_numpy(dtype=object), second.to_numpy(dtype=object))
    return sorted(set(later[same_form | same_package].tolist()))


def as_links(said: pd.DataFrame, application_ids: pd.Series, form_of: Ints) -> Links:
    """Judgements as pairs of forms; what two people contradict is tied together and reported."""
    place = pd.Series(form_of, index=application_ids)
    one = place.reindex(said["application_id_1"]).to_numpy(dtype=np.int64)
    other = place.reindex(said["application_id_2"]).to_numpy(dtype=np.int64)
    is_same = (said["outcome"] == "same").to_numpy()
    same = as_pairs(one[is_same], other[is_same])
    different = as_pairs(one[~is_same], other[~is_same])
    size = int(form_of.max()) + 1 if len(form_of) else 0
    links = sp.csr_matrix((np.ones(len(same)), (same.left, same.right)), shape=(size, size))
    group = sp.csgraph.connected_components(links, directed=False)[1]
    clash = group[different.left] == group[different.right]
    kept = Pairs(different.left[~clash], different.right[~clash])
    forms = Pairs(np.minimum(one, other), np.maximum(one, other))
    return Links(same, kept, Pairs(different.left[clash], different.right[clash]), forms)


def among(pairs: Pairs, wanted: Pairs) -> np.ndarray:
    """Per pair whether it is one of ``wanted``."""
    size = int(max(pairs.right.max(initial=0), wanted.right.max(initial=0))) + 1
    return np.isin(pairs.left * size + pairs.right, wanted.left * size + wanted.right)
