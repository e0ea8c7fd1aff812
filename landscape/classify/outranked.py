"""What outranks rules and learner: what kind of thing a row is, and what people said about it.

Comes in: the frame of :mod:`decide`, the applications and the judgements. Goes out: the frame with those rows replaced.
What a newcomer would get wrong: whether a row is an application at all is answered once, by :mod:`kinds`; here that
answer is followed, so that no row is "no application" on one page and cloud-capable on the next.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.classify import explain
from landscape.classify.nothing import NO_APPLICATION_RULES
from landscape.classify.rules import rules
from landscape.records import READINESS

JUDGEMENT_COLUMNS = ("application_id", "readiness", "by")
NO_APPLICATION = "not_an_application"
_RULE = "not_application"


def by_kind(frame: pd.DataFrame, applications: pd.DataFrame, language: str) -> pd.DataFrame:
    """A row that is no application has no class; the reason is that of its kind.

    Args:
        applications: in the order of ``frame``; without ``application_kind`` nothing changes.
    """
    if "application_kind" not in applications:
        return frame
    said = frame["readiness_rule"].isin(NO_APPLICATION_RULES).to_numpy()
    other = (applications["application_kind"].to_numpy() == NO_APPLICATION) & ~said
    if not other.any():
        return frame
    rule = next(rule for rule in rules() if rule.id == _RULE)
    why, unknown = knowledge.sentence("readiness_rule", _RULE, language), explain.label(rule.readiness, language)
    kinds = applications["application_kind_reason"].to_numpy()[other]
    frame.loc[other, "readiness_reason"] = [f"{unknown}: {kind} {why}" for kind in kinds]
    frame.loc[other, ["readiness", "readiness_model"]] = rule.readiness
    frame.loc[other, "readiness_probability"] = rule.certainty
    frame.loc[other, ["readiness_rule", "readiness_votes"]] = _RULE
    frame.loc[other, "readiness_decided_by"] = "rule"
    frame.loc[other, "readiness_question"] = explain.question(_RULE, language)
    frame.loc[other, "readiness_change"] = ""
    frame.loc[other, "readiness_automatic"] = True
    return frame


def by_people(frame: pd.DataFrame, judgements: pd.DataFrame | None, language: str) -> pd.DataFrame:
    """People outrank rules and learner: their class, certain, with their role in the reason.

    Args:
        frame: as ``decide.classify`` makes it.
        judgements: columns ``JUDGEMENT_COLUMNS``; of several about one application the last counts.

    Raises:
        landscape.knowledge.KnowledgeError: a judged class is not one of ``records.READINESS``.
    """
    if judgements is None or judgements.empty:
        return frame
    unknown = sorted(set(judgements["readiness"].astype("str")) - set(READINESS))
    if unknown:
        raise knowledge.KnowledgeError(f"judged readiness {', '.join(unknown)} is not one of {', '.join(READINESS)}")
    last = judgements.drop_duplicates("application_id", keep="last").set_index("application_id")
    judged = frame["application_id"].map(last["readiness"])
    by = frame["application_id"].map(last["by"]).fillna("")
    known = judged.notna().to_numpy()
    reasons = [
        explain.person_reason(str(readiness), str(role), language)
        for readiness, role in zip(judged[known], by[known], strict=True)
    ]
    frame.loc[known, "readiness"] = judged[known]
    frame.loc[known, "readiness_reason"] = reasons
    frame.loc[known, "readiness_decided_by"] = "person"
    frame.loc[known, "readiness_change"] = ""
    frame["readiness_probability"] = np.where(known, 1.0, frame["readiness_probability"])
    frame["readiness_automatic"] = frame["readiness_automatic"] & ~known
    return frame
