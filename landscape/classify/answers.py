"""Three separate answers beside the class: html5, cloud (hosting form) and integration.

Comes in: the facts of a row. Goes out: fixed words. What a newcomer would get wrong: these answers do not decide the
class and are not derived from it; a legacy application may stand at the vendor.
"""

from __future__ import annotations

from landscape.classify.facts import Facts

HTML5 = ("yes", "no", "unknown")
CLOUD = ("saas", "vendor_hosted", "own_or_hosted_servers", "workstation", "unknown")
INTEGRATION = ("ggi", "api", "stuf", "files", "none_stated")


def html5(facts: Facts) -> str:
    """Whether the main client is a modern browser: yes when stated, no when another client is."""
    if facts.has("A3", "A4", "A4S", "A5", "dead_technology", "spreadsheet"):
        return "no"
    return "yes" if facts.has("A1") else "unknown"


def cloud(facts: Facts) -> str:
    """Where it runs and who runs it, as far as the row says."""
    if facts.has("LOCAL") or (facts.has("B4") and not facts.has("server", "provider_run")):
        return "workstation"
    if facts.has("B2", "B2S"):
        return "vendor_hosted"
    if facts.has("shared_service"):
        return "vendor_hosted" if facts.has("A4", "A4S", "A5") else "saas"
    if facts.has("BC") and facts.has("browser"):
        return "saas"
    if facts.has("B3", "B3O", "A4S", "A5") or (facts.has("OP") and facts.has("DB", "browser", "CN")):
        return "own_or_hosted_servers"
    return "unknown"


def integration(facts: Facts) -> str:
    """The most modern way of exchanging data the row states."""
    for group, answer in (("I_GGI", "ggi"), ("I_API", "api"), ("I_STUF", "stuf"), ("I_FILES", "files")):
        if facts.has(group):
            return answer
    return "none_stated"
