"""Queries answered in processes of their own, which are bounded and can be ended."""

from api.workers.figures import Counts, PoolFigures
from api.workers.jobs import Cut, Job, Reply, Unanswerable
from api.workers.lanes import Lanes
from api.workers.pool import Pool

__all__ = ["Counts", "Cut", "Job", "Lanes", "Pool", "PoolFigures", "Reply", "Unanswerable"]
