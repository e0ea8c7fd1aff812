"""A person outranks a rule: what people said about kind and function replaces what the rooms found.

In: applications after a room has answered, and the judgements that hold. Out: the same frame where a judged answer is
the person's, certain, and says who gave it. A newcomer would forget that a judgement about an application that is not
here changes nothing and is kept for when it returns.
"""

from __future__ import annotations

import pandas as pd

from landscape.knowledge import memory, sentence


def outrank(applications: pd.DataFrame, said: pd.DataFrame, answer: str, *, language: str = "nl") -> pd.DataFrame:
    """Put the judged ``answer`` in place of the found one.

    Args:
        applications: with ``application_id``, ``answer``, ``<answer>_reason`` and ``<answer>_decided_by``.
        said: ``application_id``, ``answer`` and ``by`` (a role); one row per judged application.
        answer: ``application_kind`` or ``component``.
    """
    judged = said.set_index("application_id")[[answer, "by"]].reindex(applications["application_id"])
    is_judged = judged[answer].notna().to_numpy()
    if not is_judged.any():
        return applications
    reasons = judged["by"].map(lambda role: sentence("person", "said", language, by=role), na_action="ignore")
    changed = applications.copy()
    changed.loc[is_judged, answer] = judged.loc[is_judged, answer].to_numpy()
    changed.loc[is_judged, f"{answer}_reason"] = reasons[is_judged].to_numpy()
    changed.loc[is_judged, f"{answer}_decided_by"] = "person"
    if answer == "component":
        # Certain, and no longer left out as broad: somebody placed it there knowingly.
        changed.loc[is_judged, "component_probability"] = 1.0
        changed.loc[is_judged, "component_is_broad"] = False
        changed.loc[is_judged, ["component_2", "component_3"]] = ""
        changed.loc[is_judged, ["component_2_probability", "component_3_probability"]] = float("nan")
    return changed


def worth_learning(applications: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Applications with the judged ``readiness`` beside them, for the learner; no rows while there are too few.

    Args:
        applications: with ``application_id``, and no ``readiness`` yet.
        said: ``application_id, readiness``; a judged "unknown" teaches nothing.
    """
    least = memory("training")
    judged = said.loc[said["readiness"] != "unknown", ["application_id", "readiness"]]
    known = applications.merge(judged, on="application_id")
    per_class = known["readiness"].value_counts()
    kept = known["readiness"].isin(per_class.index[per_class >= least["fewest_per_class"]])
    enough = len(known) >= least["fewest_judgements"] and int(known.loc[kept, "readiness"].nunique()) > 1
    return known[kept & enough].reset_index(drop=True)
