"""Answer jobs in the server itself, with nothing that bounds them: to measure, and to trust."""

from __future__ import annotations

from api.problems import Refusal
from api.views import Views
from api.workers.answering import answer
from api.workers.frames import HEAD, Tag
from api.workers.jobs import KINDS, Job, Reply, Unanswerable
from api.workers.sink import Sink
from api.workers.tasks import task

__all__ = ["Inline"]


class Inline:
    """What ``Pool`` is without workers: each answer whole, in the event loop."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def ask(self, job: Job) -> Reply:
        """The answer to a query; the engine's values never leave this thread.

        Raises:
            Refusal: as a worker would say.
        """
        view = self._views.current()
        frames: list[bytes] = []
        try:
            answer(view.snapshot, job, Sink(frames.append))
        except Unanswerable as error:
            raise _refusal(error) from None
        head, body, truncated = _joined(frames)
        form = head[2 : 2 + head[1]].decode()
        return Reply(KINDS[head[0]], form, body, None, view.generation, truncated)

    def run(self, name: str, payload: bytes) -> bytes:
        """The result of a task.

        Raises:
            Refusal: as the task says.
        """
        try:
            return task(name)(self._views.current().snapshot, payload)
        except Unanswerable as error:
            raise _refusal(error) from None


def _joined(frames: list[bytes]) -> tuple[bytes, bytes, bool]:
    """Head, body and truncation of an answer in frames."""
    start = HEAD.size
    first = frames[0]
    if first[0] == Tag.WHOLE:
        end = start + 3 + first[start + 2]
        return first[start + 1 : end], first[end:], first[start : start + 1] == b"1"
    body = b"".join(piece[start:] for piece in frames[1:-1])
    return first[start:], body, frames[-1][start:] == b"1"


def _refusal(error: Unanswerable) -> Refusal:
    values = dict(error.values)
    status, detail, hint = (values.pop(name) for name in ("status", "detail", "hint"))
    return Refusal(int(str(status)), str(detail), str(hint), **values)
