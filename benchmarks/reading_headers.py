"""How often an unseen header is understood: every source of ``header_synonyms.csv`` left out in turn.

    python benchmarks/reading_headers.py [--show]

For each source its headers are taken out of the table and then mapped with what the others know, by header alone (the
table holds no cells, so nothing is measured with values). Headers that stand for ``decide_by_values`` do not count.
Printed are the shares right, left to the user and wrong, for headers seen in real files and for the usual ones. Read
with care: the stems of ``header_terms.csv`` were written by people who knew this table.
"""

from __future__ import annotations

import sys
from collections import Counter
from unittest.mock import patch

from landscape import knowledge
from landscape.portfolio import headers, synonyms
from landscape.portfolio.synonyms import DECIDE_BY_VALUES
from landscape.portfolio.words import bare

_COMMON = "general knowledge"


def main(*, show: bool) -> None:
    """Measure and print."""
    table = knowledge.table("header_synonyms.csv", ("canonical", "synonym", "language", "source"))
    whole = synonyms.synonyms()
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for source, group in table.groupby("source"):
        own = {bare(text) for text in group["synonym"]}
        rest = {key: field for key, field in whole.items() if key not in own}
        with (
            patch.object(synonyms, "synonyms", lambda rest=rest: rest),
            patch.object(headers, "synonyms", lambda rest=rest: rest),
        ):
            headers.forget()
            for canonical, text in zip(group["canonical"], group["synonym"], strict=True):
                if canonical == DECIDE_BY_VALUES:
                    continue
                found = headers.by_header(text, "")
                outcome = "right" if found.field == canonical else "open" if found.field == headers.IGNORED else "wrong"
                counts[source != _COMMON][outcome] += 1
                if show and outcome != "right":
                    print(f"{outcome:6} {text:40} {canonical:24} {found.field:24} {found.like}")
    headers.forget()
    for real, label in ((True, "seen in real files"), (False, "general knowledge")):
        total = sum(counts[real].values())
        shares = ", ".join(f"{name} {counts[real][name] / total:.3f}" for name in ("right", "open", "wrong"))
        print(f"{label:20} {total:4} headers: {shares}")


if __name__ == "__main__":
    main(show="--show" in sys.argv)
