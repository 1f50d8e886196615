"""Questions and answers as JSON objects.

``what`` chooses the question; every answer echoes ``id`` and ``what``. Unknown fields are
ignored, wrong types are refused, and nothing that the text of a line says is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from redaction.authority.catalogue import code_family
from redaction.authority.days import duty_after_years, iso, read_day
from redaction.authority.determine import determine
from redaction.authority.pack import Pack
from redaction.errors import AuthorityInputError

Question = Mapping[str, Any]
Answer = dict[str, Any]

DEFAULT_QUESTION = "declassification"


def answer(question: Question, pack: Pack) -> Answer:
    """Answer one question.

    Raises:
        AuthorityInputError: a malformed question, with its code.
    """
    what = question.get("what", DEFAULT_QUESTION)
    if not isinstance(what, str):
        raise AuthorityInputError("bad_input", "what must be a string")
    if what not in _QUESTIONS:
        raise AuthorityInputError("unknown_what", "there is no such question")
    return {"id": question.get("id"), "what": what, **_QUESTIONS[what](question, pack)}


def _declassification(question: Question, pack: Pack) -> Answer:
    if question.get("as_of") is None:
        raise AuthorityInputError("bad_input", "as_of is missing")
    determination = determine(
        question.get("origin_date"),
        question.get("decl_line"),
        question.get("classified_by_line"),
        question.get("level"),
        question["as_of"],
        question.get("facts"),
        pack,
    )
    return determination.to_json()


def _reasons(question: Question, pack: Pack) -> Answer:
    line = _text_or_none(question, "classified_by_line")
    origin = question.get("origin_date")
    day = None if origin is None else read_day(origin, "origin_date")
    return pack.reasons.read(line, day).to_json()


def _portion(question: Question, pack: Pack) -> Answer:
    mark = pack.portions.read(_text(question, "text"))
    return {"mark": None if mark is None else mark.to_json()}


def _header(question: Question, pack: Pack) -> Answer:
    return {"level": pack.banners.level(_text(question, "line"))}


def _rollup(question: Question, pack: Pack) -> Answer:
    portions = question.get("portions")
    if not isinstance(portions, list):
        raise AuthorityInputError("bad_input", "portions must be an array")
    levels = [_level(portion, pack) for portion in portions]
    return pack.banners.rollup(levels, _level(question.get("header"), pack)).to_json()


def _working_days(question: Question, pack: Pack) -> Answer:
    closures = question.get("closures") or []
    if not isinstance(closures, list):
        raise AuthorityInputError("bad_input", "closures must be an array")
    closed = {read_day(day, "closures") for day in closures}
    days = _number(question, "days", 1000)
    return {"due": iso(pack.clock.working_days(_day(question, "received"), days, closed))}


def _years(question: Question, pack: Pack) -> Answer:
    received = _day(question, "received")
    return {"due": iso(duty_after_years(received, _number(question, "years", 100)))}


def _deliberative_process(question: Question, pack: Pack) -> Answer:
    origin, requested = _day(question, "origin"), _day(question, "requested")
    return {"may_claim": pack.clock.may_claim_deliberative_process(origin, requested)}


def _code_family(question: Question, pack: Pack) -> Answer:
    origin, decided = _day(question, "origin"), _day(question, "decided")
    return {"family": code_family(origin, decided, pack.data)}


_QUESTIONS: Mapping[str, Callable[[Question, Pack], Answer]] = {
    DEFAULT_QUESTION: _declassification,
    "reasons": _reasons,
    "portion": _portion,
    "header": _header,
    "rollup": _rollup,
    "working_days": _working_days,
    "years": _years,
    "deliberative_process": _deliberative_process,
    "code_family": _code_family,
}


def _text(question: Question, field: str) -> str:
    value = question.get(field)
    if not isinstance(value, str):
        raise AuthorityInputError("bad_input", f"{field} must be a string")
    return value


def _text_or_none(question: Question, field: str) -> str | None:
    return None if question.get(field) is None else _text(question, field)


def _day(question: Question, field: str) -> date:
    return read_day(question.get(field), field)


def _number(question: Question, field: str, most: int) -> int:
    value = question.get(field)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise AuthorityInputError("bad_input", f"{field} must be a whole number from 0 to {most}")
    return value


def _level(value: object, pack: Pack) -> str | None:
    if value is None:
        return None
    level = pack.level(value) if isinstance(value, str) else None
    if level is None:
        raise AuthorityInputError("bad_input", "a level is not one of the listed values")
    return level.code
