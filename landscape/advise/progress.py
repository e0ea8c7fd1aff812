"""What the landscape looks like after each wave, beside the goals of the horizon year.

In: the basis, the roadmap and the chosen target per overlap. Out: one row per wave (the first is today) with what is
left and the indicators: share in the cloud, share html5, applications per function. A newcomer would get wrong: shares
are taken over applications of which it is known, so an unknown neither helps nor hurts; and a step changes only what it
is about (contracts that are bundled change no application).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from landscape.advise.basis import Basis
from landscape.advise.roadmap import Roadmap, roadmap_settings

PROGRESS_COLUMNS = (
    "wave", "steps", "applications_left", "legacy_left", "cloud_share", "html5_share", "applications_per_function",
    "cloud_goal", "html5_goal", "applications_per_function_goal",
)  # fmt: skip
CLOUD = {"saas": 1.0, "vendor_hosted": 1.0, "own_or_hosted_servers": 0.0, "workstation": 0.0}
"""What counts as the cloud; any other answer is unknown."""


def progress(
    given: Basis, roadmap: Roadmap, targets: pd.DataFrame, goals: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """One row for today (wave "") and one per wave with steps; columns ``PROGRESS_COLUMNS``.

    Args:
        targets: per candidate and product which comes first (``choices.targets_of``).
        goals: the table ``[goals]`` of ``roadmap.toml`` or an edited copy.
    """
    setting = goals or roadmap_settings()["goals"]
    state = _today(given)
    done = roadmap.steps[(roadmap.steps["stage"] != "pilot") & (roadmap.steps["wave"] != "")]
    changes = _changes(given, targets, done)
    rows = [_row("", 0, state)]
    for wave, steps in done.groupby("wave", sort=True):
        state = _after(state, changes[changes["wave"] == wave])
        rows.append(_row(str(wave), len(steps), state))
    table = pd.DataFrame(rows)
    for name in ("cloud_share", "html5_share", "applications_per_function"):
        table[f"{name.removesuffix('_share')}_goal"] = float(setting[name])
    return table[list(PROGRESS_COLUMNS)]


def _today(given: Basis) -> pd.DataFrame:
    """The applications in use (index application_id): legacy, in the cloud and html5 (NaN unknown), and function."""
    used = given.known[~given.known["is_retired"]]
    yes_no = {"yes": 1.0, "no": 0.0}
    state = pd.DataFrame(
        {
            "component": used["component"].to_numpy(),
            "legacy": (used["readiness"] == "legacy").astype("float64").to_numpy(),
            "cloud": used["cloud"].map(CLOUD).astype("float64").to_numpy(),
            "html5": used["html5"].map(yes_no).astype("float64").to_numpy(),
        },
        index=pd.Index(used["application_id"]),
    )
    return state


def _changes(given: Basis, targets: pd.DataFrame, done: pd.DataFrame) -> pd.DataFrame:
    """Per application and wave what a step does to it: ``ends``, or the state it takes on."""
    rows = given.concerns[["candidate_id", "application_id", "organisation", "product"]].merge(
        done[["candidate_id", "action", "wave"]], on="candidate_id", how="inner"
    )
    best = targets[(targets["option_rank"] == 1) & targets["is_eligible"]].set_index("candidate_id")["product"]
    target = rows["candidate_id"].map(best).astype("str")
    chosen = (rows["action"] == "consolideren") & rows["candidate_id"].isin(best.index)
    moved = chosen & (rows["product"] != target)
    of_target = rows[chosen & ~moved].merge(_today(given), left_on="application_id", right_index=True)
    taken = of_target.groupby("candidate_id")[["legacy", "cloud", "html5"]].max()
    keys = ["candidate_id", "organisation"]
    has_target = rows.set_index(keys).index.isin(rows[chosen & ~moved].set_index(keys).index)
    again = rows.assign(_moved=moved).duplicated([*keys, "_moved"])
    ends = (rows["action"] == "uitfaseren") | (moved & (has_target | again))
    state = rows[["candidate_id"]].join(taken, on="candidate_id")
    new = rows["action"] == "vervangen_door_saas"
    values = {"legacy": 0.0, "cloud": 1.0, "html5": 1.0}
    table = rows[["application_id", "wave"]].assign(ends=ends, changes=moved | new)
    return table.assign(**{name: state[name].mask(new, value) for name, value in values.items()})


def _after(state: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    left = state[~state.index.isin(changes.loc[changes["ends"], "application_id"])].copy()
    changed = changes[changes["changes"] & ~changes["ends"]].drop_duplicates("application_id")
    changed = changed[changed["application_id"].isin(left.index)].set_index("application_id")
    for name in ("legacy", "cloud", "html5"):
        left.loc[changed.index, name] = changed[name]
    return left


def _row(wave: str, steps: int, state: pd.DataFrame) -> dict[str, Any]:
    placed = state[state["component"] != ""]
    functions = placed["component"].nunique()
    return {
        "wave": wave,
        "steps": steps,
        "applications_left": len(state),
        "legacy_left": int(state["legacy"].sum()),
        "cloud_share": state["cloud"].mean(),
        "html5_share": state["html5"].mean(),
        "applications_per_function": len(placed) / functions if functions else float("nan"),
    }
