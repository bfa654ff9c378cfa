"""Decide which paragraph of a cited text the words of a citation mean."""

from kg.meant.cited import CitedText, read_cited
from kg.meant.deciding import decide
from kg.meant.placing import places
from kg.meant.topics import decide_topic
from kg.meant.values import Citing, Decision, Named, Reason, Rule, Told, Topic
from kg.meant.verbs import Verbs, read_verbs

__all__ = [
    "CitedText",
    "Citing",
    "Decision",
    "Named",
    "Reason",
    "Rule",
    "Told",
    "Topic",
    "Verbs",
    "decide",
    "decide_topic",
    "places",
    "read_cited",
    "read_verbs",
]
