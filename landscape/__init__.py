"""Landschapswijzer: application lists of gemeenten in, explained saneringskandidaten out."""

from __future__ import annotations
