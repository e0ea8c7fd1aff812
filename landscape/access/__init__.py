"""Who may see and do what in a stored partnership: the one gate every frame passes on its way to a person.

In come frames of a partnership and a :class:`Viewer`; out come the same frames with what the viewer may see. Which
columns are prices, notes or details, whose a row is, and what the partnership decided to share is data:
``knowledge/access_*.csv`` and ``access_policies.toml``. A frame nobody described is refused, a column nobody described
is left empty in every row that is not the viewer's own. A newcomer would filter in the page; pages, exports and caches
are too many to be trusted with that.
"""

from __future__ import annotations

from landscape.access.gate import POLICIES, is_described, supplier_view, visible, visible_frame
from landscape.access.viewer import ROLES, Viewer, allows, everything, refuse_unless

__all__ = [
    "POLICIES",
    "ROLES",
    "Viewer",
    "allows",
    "everything",
    "is_described",
    "refuse_unless",
    "supplier_view",
    "visible",
    "visible_frame",
]
