"""Starting an analysis from a page: progress on the screen, the result in the session, again when a wish changes.

Nothing here blocks another user: the work is done by a child process (:mod:`landscape.ui.work`), and a press on Stop
ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from landscape import knowledge
from landscape.access import everything
from landscape.findings import PortfolioError
from landscape.ui import judgements, partnerships, shared, state, uploads, viewing, work
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis, Request
from landscape.ui.worker import START_STAGE

if TYPE_CHECKING:
    from landscape.portfolio.inventories import Inventories

Answer = TypeVar("Answer")

_STAYS = "language_stays"
"""The key of the analysis somebody did not want in another language."""
_READ_AT_START = "read_at_start"


def run(sources: Sequence[Source], request: Request, *, is_sample: bool = False) -> None:
    """Analyse ``sources`` and keep the result; the same files and wishes are not analysed twice.

    The judgements of this session outrank rules and model, whatever ``request`` says about them. Loose lists are
    no partnership: the one that was open is left.
    """
    partnerships.leave()
    request = replace(request, judgements=judgements.held(), viewer=everything(), shares="full")
    _run(uploads.fingerprint(sources, request.as_text()), request, sources, is_sample=is_sample)


def run_partnership(request: Request) -> bool:
    """Analyse what the open partnership holds, with its judgements; a partnership without inventories shows nothing.

    Draws the page again when there is a new analysis. Returns False, and says why, when that failed.
    """
    partnership = partnerships.current()
    if partnership is None:
        return True
    request = replace(request, judgements=judgements.held(), confirmed={}, organisations={}, keep_personal={})
    request = shared.anonymous(replace(request, viewer=viewing.viewer(), shares=viewing.shares()))
    name = partnerships.current_name()
    standing = partnership.standing()
    if not standing:
        state.forget()
        return True
    return _run(uploads.fingerprint((), f"{name}\0{standing}\0{request.as_text()}"), request, partnership=name)


def again(analysis: Analysis, **changes: Any) -> None:
    """Analyse the same files or partnership with other wishes (fields of :class:`~landscape.ui.work.Request`)."""
    request = replace(analysis.request, **changes)
    if analysis.partnership:
        run_partnership(request)
    else:
        run(analysis.sources, request, is_sample=analysis.is_sample)


def _run(
    key: str, request: Request, sources: Sequence[Source] = (), *, is_sample: bool = False, partnership: str = ""
) -> bool:
    known = state.analysis()
    if known is not None and known.key == key:
        return True

    def make(progress: Callable[[str, float], object]) -> Analysis:
        stored = _inventories() if partnership else None
        return work.analyse(sources, request, key=key, is_sample=is_sample, stored=stored, progress=progress)

    share = shared.key(key, partnerships.path_of(partnership)) if partnership else ""
    result = watch(
        label("run.running"), lambda progress: shared.once(share, make, progress) if share else make(progress)
    )
    if result is not None:
        state.remember(replace(result, partnership=partnership))
        st.rerun()
    return False


def watch(title: str, job: Callable[[Callable[[str, float], object]], Answer]) -> Answer | None:
    """Do a child's ``job`` with its progress and a Stop button on the screen; None, and a sentence, when it failed."""
    with st.status(title, expanded=True) as status:
        bar = st.progress(0.0, text=label("run.start"))
        st.button(label("run.stop"), key="run_stop", on_click=_stay)
        try:
            return job(lambda step, done: bar.progress(done, _stage(step)))
        except PortfolioError as problem:
            sentence = partnerships.sentence_of(problem)
        except work.AnalysisError as problem:
            sentence = str(problem)
        status.update(label=label("run.failed"), state="error")
        st.error(plain(sentence) or label("run.died"))
        return None


def _inventories() -> Inventories | None:
    partnership = partnerships.current()
    return None if partnership is None else partnership.inventories()


def follow_language() -> None:
    """After a switch of language: the sentences of the analysis follow, unless somebody pressed Stop."""
    analysis = state.analysis()
    if analysis is None or not (analysis.sources or analysis.partnership) or analysis.request.language == language():
        return
    if st.session_state.get(_STAYS) == analysis.key:
        st.info(label("shell.other_language"))
        if not st.button(label("shell.follow"), key="follow_language"):
            return
    again(analysis, language=language())


def read_at_start() -> None:
    """The lists ``landscape serve FILE...`` named are read when a window opens, once, unless somebody presses Stop."""
    if st.session_state.get(_READ_AT_START) or viewing.settings().mode != "local":
        return
    start = uploads.at_start()
    if start.files and state.analysis() is None and _STAYS not in st.session_state:
        _read(start)
    st.session_state[_READ_AT_START] = True


def _read(start: uploads.Start) -> None:
    try:
        sources = uploads.opened(start.files)
    except OSError as problem:
        st.error(label("run.gone", file=plain(Path(str(problem.filename)).name)))
        return
    is_sample = set(sources) == set(uploads.sample_sources())
    run(sources, Request(start.on, language()), is_sample=is_sample)


def _stay() -> None:
    """The Stop button: what was there stays, also its language."""
    analysis = state.analysis()
    st.session_state[_STAYS] = "" if analysis is None else analysis.key


def _stage(step: str) -> str:
    if step == START_STAGE:
        return label(f"run.{step}")
    return str(knowledge.texts(language())["step"].get(step, step))
