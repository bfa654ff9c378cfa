"""Keep the account of a soak: what was answered, refused and wrong."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

from tests.soak.wire import Said

__all__ = ["Record", "honest"]

_MOST_FAULTS = 20


@dataclass(slots=True)
class Record:
    """Counts by kind of client; ``faults`` are sentences, and none is well.

    ``reasons`` are those given to clients that ask what has an answer.
    ``over`` is by how many seconds the longest query outlived its deadline.
    """

    answers: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    acknowledged: set[int] = field(default_factory=set)
    killed: Counter[str] = field(default_factory=Counter)
    over: float = float("-inf")

    def fault(self, sentence: str) -> None:
        """Note what must not be."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(sentence)

    def note(self, client: str, answer: Said) -> None:
        """Count an answer; a status of 500 and more other than 503 is a fault of the server."""
        self.statuses[answer.status] += 1
        if answer.status >= 500 and answer.status != 503:
            self.fault(f"{client}: status {answer.status}: {answer.body[:300]!r}")

    def judge(self, client: str, answer: Said, right: bool) -> None:
        """Count an answer that must be right or an honest refusal."""
        self.note(client, answer)
        if answer.status == 200 and answer.complete:
            self.answers[client] += 1
            if not right:
                self.fault(f"{client}: a wrong answer: {answer.body[:300]!r}")
        elif honest(answer):
            self.refusals[client] += 1
            self.reasons[_reason(answer)] += 1
        else:
            self.fault(f"{client}: neither an answer nor a refusal: {_shown(answer)}")

    def expect(self, client: str, answer: Said, *statuses: int) -> None:
        """Count an answer that must have one of these statuses, or be an honest refusal."""
        self.note(client, answer)
        if answer.status in statuses:
            self.answers[client] += 1
        elif honest(answer):
            self.refusals[client] += 1
        else:
            wanted = ", ".join(map(str, statuses))
            self.fault(f"{client}: not {wanted} but {_shown(answer)}")

    def late(self, client: str, seconds: float, deadline: float, margin: float) -> None:
        """Count how long a query took against its deadline."""
        self.over = max(self.over, seconds - deadline)
        if seconds > deadline + margin:
            self.fault(f"{client}: took {seconds:.2f} s with a deadline of {deadline:g} s")


def honest(answer: Said) -> bool:
    """Whether it says that it is no answer: 503 or 429 as a problem, or cut before its end."""
    if answer.status in (429, 503):
        problem = answer.headers.get("content-type", "").startswith("application/problem+json")
        return problem and answer.complete
    return answer.status == 200 and not answer.complete


def _reason(answer: Said) -> str:
    if answer.status == 200:
        return "(cut)"
    return str(json.loads(answer.body).get("detail"))


def _shown(answer: Said) -> str:
    return f"{answer.status} {dict(answer.headers)} {answer.body[:300]!r}"
