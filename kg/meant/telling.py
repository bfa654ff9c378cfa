"""Find the words of a paragraph that tell what a citation of it says or does."""

from __future__ import annotations

from kg.meant.before import told_before, told_in_this_regard
from kg.meant.behind import by_both, told_behind, told_in_relative
from kg.meant.chains import DATED, TITLED, chain_of
from kg.meant.told import Telling
from kg.meant.values import Citing, Reason
from kg.meant.verbs import Verbs

__all__ = ["telling_of"]


def telling_of(citing: Citing, which: int, verbs: Verbs) -> Telling | Reason:
    """What a paragraph tells of a citation in it, or why nothing.

    What a text did ("in which it …") goes before what is said of a thing that it concerns; "which"
    behind a resolution by which something was adopted may be of that.
    """
    chain = chain_of(citing, which)
    bound = not chain.follows or by_both(citing, which)
    told = told_behind(citing, which, chain, verbs) if bound else None
    if told is not None:
        return told
    before = told_before(citing, chain, verbs)
    if bound and not (before and before.deeds[0].back):
        told = told_in_relative(citing, chain, verbs)
    if told or before:
        return told or before or Reason.NOTHING
    concerned = told_in_this_regard(citing, chain, verbs)
    if concerned:
        return concerned
    end = citing.citations[which].end
    dated = DATED.match(citing.text, end)
    titled = TITLED.match(citing.text, dated.end() if dated else end)
    alone = chain.follows or not chain.joint
    return Reason.TITLE if titled and alone else Reason.NOTHING
