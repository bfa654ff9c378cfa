"""Write the figures of the service in the text formats that Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from api.logs import RequestLog
from api.metrics import BUCKETS, Meter
from api.service import Service
from kg.errors import StoreError
from kg.store import Ledger

__all__ = ["Exposition", "figures"]

_NAME: Final = "mandategraph"


class Exposition:
    """The figures of one application, in a registry of its own."""

    def __init__(self, service: Service, meter: Meter, log: RequestLog) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Figures(service, meter, log))
        ProcessCollector(registry=self._registry)

    def text(self, accept: str) -> tuple[bytes, str]:
        """The figures and their media type: OpenMetrics where that is accepted, else text."""
        encoder, media = choose_encoder(accept)
        return encoder(self._registry), media


def figures(part: object) -> Iterator[tuple[str, float, bool]]:
    """What a part of the service says of itself by ``figures()``: name, value, whether it grows.

    ``figures()`` gives a dataclass; what stands in a dataclass within it (``counts``) only grows.
    A part that is not there says nothing.
    """
    ask = getattr(part, "figures", None)
    said = ask() if callable(ask) else None
    if is_dataclass(said):
        yield from _numbers(said, grows=False)


def _numbers(said: object, *, grows: bool) -> Iterator[tuple[str, float, bool]]:
    for each in fields(said) if is_dataclass(said) else ():
        value = getattr(said, each.name)
        if is_dataclass(value):
            yield from _numbers(value, grows=True)
        elif isinstance(value, int | float):
            yield each.name, float(value), grows


class _Figures(Collector):
    def __init__(self, service: Service, meter: Meter, log: RequestLog) -> None:
        self._service, self._meter, self._log = service, meter, log
        self._quads = (0, 0)

    def describe(self) -> Iterable[Metric]:
        """Nothing: what there is depends on what has happened."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Every figure, as it is now."""
        yield from self._requests()
        yield from self._graph()
        answers = self._service.answers
        yield CounterMetricFamily(f"{_NAME}_cache_hits", "Kept answers given.", answers.hits)
        yield CounterMetricFamily(f"{_NAME}_cache_misses", "Answers not kept.", answers.misses)
        for name in ("pool", "writer"):
            for figure, value, grows in figures(getattr(self._service, name, None)):
                kind = CounterMetricFamily if grows else GaugeMetricFamily
                meaning = f"Of the {name}: {figure.replace('_', ' ')}."
                yield kind(f"{_NAME}_{name}_{figure}", meaning, value)

    def _requests(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            f"{_NAME}_requests", "Requests answered.", labels=("address", "method", "status")
        )
        for (address, method, status), number in self._meter.requests.items():
            requests.add_metric((address, method, str(status)), number)
        yield requests
        yield from _series(self._meter)
        yield GaugeMetricFamily(
            f"{_NAME}_requests_running", "Requests in work.", self._meter.running
        )
        yield CounterMetricFamily(
            f"{_NAME}_slow_queries", "Queries logged as slow.", self._log.slow
        )
        yield CounterMetricFamily(
            f"{_NAME}_log_lines_dropped", "Lines that could not be logged.", self._log.dropped
        )

    def _graph(self) -> Iterator[Metric]:
        ready = generation = quads = 0
        program = ""
        try:
            view = self._service.views.current()
            ready, generation, program = 1, view.generation, view.stamp.program
            quads = self._counted(generation)
        except StoreError:
            pass  # said by 0: no generation has this number
        yield GaugeMetricFamily(f"{_NAME}_ready", "Whether there is data to answer from.", ready)
        yield GaugeMetricFamily(f"{_NAME}_generation", "The generation shown.", generation)
        yield GaugeMetricFamily(f"{_NAME}_quads", "Quads of the newest generation.", quads)
        yield InfoMetricFamily(f"{_NAME}_program", "The program.", {"digest": program})

    def _counted(self, generation: int) -> int:
        """The quads of a generation: read from the ledger once, then kept."""
        if self._quads[0] != generation:
            last = Ledger(self._service.settings.store / "ledger.jsonl").last()
            self._quads = (generation, last.quads if last else 0)
        return self._quads[1]


def _series(meter: Meter) -> Iterator[Metric]:
    seconds = HistogramMetricFamily(
        f"{_NAME}_request_seconds", "From a request to its last byte.", labels=("address",)
    )
    size = CounterMetricFamily(f"{_NAME}_response_bytes", "Bytes sent.", labels=("address",))
    cut = CounterMetricFamily(
        f"{_NAME}_responses_cut", "Answers that ended before their end.", labels=("address",)
    )
    for address, series in meter.series.items():
        total, buckets = 0, []
        for bound, number in zip((*map(str, BUCKETS), "+Inf"), series.buckets, strict=True):
            total += number
            buckets.append((bound, float(total)))
        seconds.add_metric((address,), buckets, series.seconds)
        size.add_metric((address,), series.size)
        cut.add_metric((address,), series.cut)
    yield from (seconds, size, cut)
