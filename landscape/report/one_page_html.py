"""The page for the college as one HTML file: opens anywhere, prints on one A4, and can do nothing else.

In comes an :class:`OnePage`, out comes HTML as text. The style sheet stands in the file and is named by its fingerprint
in the content security policy, so no script, picture, font or request can come to life, whatever was uploaded: every
text goes through ``escape``. A newcomer would write widths as style attributes; the policy refuses those, so the bar is
drawn in SVG.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from landscape import knowledge
from landscape.report.decisions_due import Due
from landscape.report.one_page import Figure, OnePage, Part

_BAR_WIDTH, _BAR_HEIGHT, _BAR_GAP = 1_000, 40, 4


def one_page_html(page: OnePage) -> str:
    """The whole document; the same page gives the same text."""

    def section(name: str) -> str:
        return escape(knowledge.sentence("one_page", f"section_{name}", page.language))

    return f"""<!doctype html>
<html lang="{page.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(page.title)}</title>
<style>{_style()}</style>
</head>
<body>
<header><h1>{escape(page.title)}</h1><p class="under">{escape(page.subtitle)}</p></header>
<main>
<p class="lead">{escape(" ".join(page.lead))}</p>
<section aria-labelledby="count"><h2 id="count">{section("count")}</h2>
<dl class="figures">{"".join(map(_figure, page.figures))}</dl>{_list(page.overlap)}</section>
<div class="two">
<section aria-labelledby="risk"><h2 id="risk">{section("risk")}</h2>{_bar(page.readiness)}{_list(page.risks)}</section>
<section aria-labelledby="money"><h2 id="money">{section("money")}</h2>{_list(page.money)}</section>
</div>
<section aria-labelledby="decide"><h2 id="decide">{section("decide")}</h2>
{_decisions(page)}<p class="note">{escape(page.decisions_note)}</p></section>
<section class="unknown-list" aria-labelledby="unknown"><h2 id="unknown">{section("unknown")}</h2>
{_list(page.unknown)}</section>
</main>
<footer>{"".join(f"<p>{escape(line)}</p>" for line in page.basis)}</footer>
</body>
</html>
"""


@cache
def _style() -> str:
    return files("landscape.report").joinpath("one_page.css").read_text(encoding="utf-8")


def _policy() -> str:
    fingerprint = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{fingerprint}'; base-uri 'none'; form-action 'none'"


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _figure(figure: Figure) -> str:
    return (
        f'<div><dt>{escape(figure.label)}</dt><dd class="number">{escape(figure.shown)}</dd>'
        f'<dd class="note">{escape(figure.note)}</dd></div>'
    )


def _bar(parts: tuple[Part, ...]) -> str:
    """One bar in pieces, hidden for screen readers because the key beneath it says the same."""
    total = sum(part.number for part in parts)
    drawn, left = [], 0.0
    for part in parts if total else ():
        wide = part.number / total * _BAR_WIDTH
        shown = max(wide - _BAR_GAP, 0)
        drawn.append(f'<rect class="{part.code}" x="{left:.1f}" y="0" width="{shown:.1f}" height="{_BAR_HEIGHT}"/>')
        left += wide
    key = "".join(
        f'<li><span class="swatch {part.code}"></span>{escape(part.label)}: {escape(part.shown)}</li>' for part in parts
    )
    box = f'viewBox="0 0 {_BAR_WIDTH} {_BAR_HEIGHT}" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(drawn)}</svg><ul class="key">{key}</ul>'


def _decisions(page: OnePage) -> str:
    if not page.decisions:
        return ""
    classes = {"before": "day", "about": "about", "who": "who", "money": "money"}
    heads = {name: escape(knowledge.sentence("one_page", f"column_{name}", page.language)) for name in classes}
    head = "".join(f'<th scope="col" class="{classes[name]}">{text}</th>' for name, text in heads.items())
    body = "".join(f"<tr>{_cells(due, classes)}</tr>" for due in page.decisions)
    label = escape(knowledge.sentence("one_page", "section_decide", page.language))
    scroll = f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
    return f"{scroll}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def _cells(due: Due, classes: dict[str, str]) -> str:
    return "".join(f'<td class="{kind}">{escape(str(getattr(due, name)))}</td>' for name, kind in classes.items())
