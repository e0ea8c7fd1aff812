"""A partnership that is stored, read in again, judged and decided: the layer just above the pipeline.

``landscape.open("regio.duckdb")`` gives a :class:`Partnership`. Each method is one thing a person does; the work is in
the modules beside this one and in ``landscape.store``. Dates are arguments; where a caller leaves one out, today's
date is read once, here at the edge.
"""

from __future__ import annotations

from landscape.partnership.importing import Accepted, Preview
from landscape.partnership.opening import open_partnership, restore_partnership
from landscape.partnership.stored import Partnership
from landscape.store.forgetting import Removed

__all__ = ["Accepted", "Partnership", "Preview", "Removed", "open_partnership", "restore_partnership"]
