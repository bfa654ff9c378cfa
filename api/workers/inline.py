"""Answer jobs in the server itself, with nothing that bounds them: to measure, and to trust."""

from __future__ import annotations

from api.problems import Refusal
from api.views import Views
from api.workers.answering import answer
from api.workers.jobs import Job, Reply, Unanswerable
from api.workers.sink import Kept
from api.workers.tasks import task

__all__ = ["Inline"]


class Inline:
    """What ``Pool`` is without workers: each answer whole, in the event loop."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def ask(self, job: Job, generation: int) -> Reply:
        """The answer to a query; the engine's values never leave this thread.

        Raises:
            Refusal: as a worker would say.
        """
        view = self._views.of(generation)
        sink = Kept()
        try:
            answer(view.snapshot, job, sink)
        except Unanswerable as error:
            raise _refusal(error) from None
        body = sink.pieces[0] if len(sink.pieces) == 1 else b"".join(sink.pieces)
        return Reply(sink.kind, sink.form, body, None, view.generation, sink.truncated)

    def run(self, name: str, payload: bytes) -> bytes:
        """The result of a task.

        Raises:
            Refusal: as the task says.
        """
        try:
            return task(name)(self._views.current().snapshot, payload)
        except Unanswerable as error:
            raise _refusal(error) from None


def _refusal(error: Unanswerable) -> Refusal:
    values = dict(error.values)
    status, detail, hint = (values.pop(name) for name in ("status", "detail", "hint"))
    return Refusal(int(str(status)), str(detail), str(hint), **values)
