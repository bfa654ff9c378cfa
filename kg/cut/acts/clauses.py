"""Read the blocks without a label: recitals, unnumbered clauses, headings, lines that go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.acts.forms import ANNEX, opens_recital
from kg.cut.acts.headings import is_plain_heading, labelled_heading
from kg.cut.acts.items import Zone
from kg.cut.acts.numbers import Numbers
from kg.cut.acts.subs import Level
from kg.cut.scope import Scope

__all__ = ["Clauses", "is_bare"]

_SEIZED: Final = re.compile(
    r"(?:Also )?[Dd]ecides to remain (?:actively )?seized of [\w ]{3,30}\.$"
)
_BARE_LABEL: Final = re.compile(
    r"(?:article|rule|regulation|principle|guideline)\s(?:\d{1,3}|[ivxlc]{1,7})\W?", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"“[A-Z][^“”;,.]{2,80}”")
_TABLE: Final = re.compile(r"\btables?(?: (?:below|above|hereunder))?\s*:$")
_LEADING: Final = re.compile(r", (?:(?:also|further|[a-z]+ly) )?([a-z]+s) ")
_LONE: Final = re.compile(r"(?:[A-Z][a-z]+ly )?[A-Z]?[a-z]+s(?: that| as follows| to)?\s?:")
_TO_THIS_END: Final = re.compile(r"(?:And )?[Tt]o (?:this|that) end,?")
_LABEL: Final = 3
_BARE: Final = 30
_SHORT: Final = 110
_BARE_HEADING: Final = 12
_LIST: Final = 5
_LED: Final = 400
_BROKEN: Final = re.compile(r"\b(?:and|or|of|the|to|in|for|an?|by|with|on|its|their)$")


@dataclass(slots=True)
class Clauses(Numbers):
    """A state that takes blocks that begin with words."""

    def _words(self, index: int, block: Block) -> None:
        words = block.words
        current = self.current
        if self._is_over() and is_plain_heading(words) and len(words) > _LABEL:
            self.zone, self.scope, self.outer = Zone("annex", act=False), Scope(), None
            self._anew()
            self._add(block, "heading", numbered=False)
        elif self._is_lead_in(index, block):
            self.operative, self.levels, self.base = True, [], 0
        elif current is None or current.kind == "heading":
            self._first_words(index, block)
        elif self._has_lost_its_number(index, block):
            self.out.warnings.append(f"paragraph {self.last + 1} has lost its number and beginning")
            self._unnumbered(block)
        elif self._continues(block):
            self._extend(block)
        elif self.zone.act:
            self._clause(index, block)
        elif self._is_heading(index, block):
            self._plain_section(block)
        elif self._tail().endswith(":") and current.kind != "other":
            self._extend(block)
        else:
            self._other(block)

    def _is_lead_in(self, index: int, block: Block) -> bool:
        """Whether a block only gives the numbers below it their verb: "Declares that:"."""
        if not self.zone.act or self.out.closed or len(block.words) > _BARE:
            return False
        following = self._following(index)
        if following is None:
            return False
        if _TO_THIS_END.fullmatch(block.words):
            return not following.label and self._is_lead_in(
                self.blocks.index(following, index), following
            )
        lone = _LONE.fullmatch(block.words) is not None and self.forms.opens_operative(block.words)
        return lone and following.style == "number" and following.label == "1"

    def _is_over(self) -> bool:
        """Whether the clause that ends acts has been read: what follows is annexed."""
        return (
            self.zone.kind == "body"
            and self._in_operative()
            and _SEIZED.match(self._whole()) is not None
            and self._tail().endswith(".")
        )

    def _first_words(self, index: int, block: Block) -> None:
        if not self.spoken and self.zone.kind == "body":
            if not (opens_recital(block.words) or self.forms.opens_operative(block.words)):
                return
            self.spoken = True
        if self._after_heading() and self._title_goes_on(block):
            self._extend(block)
        elif self.zone.act:
            self._clause(index, block)
        elif self._is_heading(index, block):
            self._plain_section(block)
        else:
            self._other(block)

    def _title_goes_on(self, block: Block) -> bool:
        current = self.current
        said = self._said(current).strip() if current is not None else ""
        bare = len(said) < _BARE_HEADING or _BARE_LABEL.fullmatch(said) is not None
        # The title of an annex may run over two blocks, the first of which ends in a semicolon.
        return bare and is_plain_heading(block.words.rstrip(";"))

    def _other(self, block: Block) -> None:
        self.levels, self.base = [], 0
        kind = "report" if self.zone.counted else "other"
        self.parent = self._add(block, kind, numbered=False)

    def _continues(self, block: Block) -> bool:
        words = block.words
        first = words.lstrip('“"(')[:1]
        if first.islower() or not first.isalpha():
            return True
        if self._ended() or opens_recital(words) or self.forms.opens_operative(words):
            return False
        if self.zone.act:
            return True
        # In an annexed text a line goes on past a page's end or a footnote, after the title of a
        # number or letter, or where it breaks off at a word that must be followed by another.
        labelled = self.current is not None and (self.current.number or self.current.subs)
        follows = (labelled or self._parted(block)) and not is_plain_heading(words)
        return follows or _BROKEN.search(self._tail()) is not None

    def _parted(self, block: Block) -> bool:
        """Whether furniture or a footnote stands between the current paragraph and a block."""
        start = self.current.end if self.current is not None else block.start
        return bool(self.text[start : block.start].strip())

    def _clause(self, index: int, block: Block) -> None:
        words, current = block.words, self.current
        # "Reviews" alone is a heading, though it is a verb too.
        operative = self.forms.opens_operative(words) and not is_bare(words)
        recital = opens_recital(words) or (operative and self._stands_among_recitals(index, words))
        recital = recital and not self._leads_in(words)
        quoted = words[:1] in "“«„" and self.zone.kind == "body" and self._in_operative()
        if quoted and not self._is_quoted_heading(index, block):
            self._extend(block)
        elif quoted:
            self._plain_section(block)
        elif not (operative or recital or self._leads_in(words)) and self._tables():
            self._add(block, "heading" if is_plain_heading(words) else "other", numbered=False)
        elif self._is_heading(index, block) and not operative:
            if self._announced() and self._tail().endswith(":"):
                self._enter_text()
            self._plain_section(block)
        elif self._announced() and self._tail().endswith(":") and not (operative or recital):
            self._enter_text()
            self._other(block)
        elif (operative and not recital) or self._leads_in(words):
            self._unnumbered(block)
        elif not self.operative or (recital and self._recital_may_follow()):
            self.operative = False
            self.levels, self.base = [], 0
            self.parent = self._add(block, "preambular", numbered=False)
        elif current is not None and self._lists_on():
            self._unlettered(block)
        elif self.out.decides and self._tail().endswith("."):
            self._unnumbered(block)  # a decision that is told goes on with another sentence
        elif current is not None and current.kind != "heading":
            self._extend(block)
        else:
            self._other(block)

    def _has_lost_its_number(self, index: int, block: Block) -> bool:
        """Whether words in mid-sentence are the one paragraph that fails between two numbers.

        The paragraph before has ended as one does, and so do these words.
        """
        current = self.current
        if not (self.zone.act and self.last and self._in_operative()) or current is None:
            return False
        if not block.words[:1].islower() or not block.words.endswith(";"):
            return False
        following = self._following(index)
        return (
            current.number == str(self.last)
            and not current.subs
            and self._tail().endswith(";")
            and following is not None
            and following.style == "number"
            and following.label == str(self.last + 2)
        )

    def _tables(self) -> bool:
        """Whether the current paragraph announces a table, which ends nothing."""
        return self._in_operative() and _TABLE.search(self._tail()) is not None

    def _leads_in(self, words: str) -> bool:
        """Whether a participle only leads in the verb of an unnumbered operative paragraph.

        "Deeply concerned about the lamps, urges …" after another such paragraph.
        """
        if not self._in_operative() or self.current is None or self.current.number:
            return False
        if not self._ended() or not opens_recital(words):
            return False
        found = _LEADING.findall(words[:_LED])
        return any(verb in self.forms.verbs for verb in found)

    def _in_operative(self) -> bool:
        return self.current is not None and self.current.kind == "operative"

    def _stands_among_recitals(self, index: int, words: str) -> bool:
        """Whether a verb opens a recital: it ends in a comma, and another recital follows."""
        following = self._following(index)
        return (
            not self.operative
            and words.endswith(",")
            and following is not None
            and not following.label
            and opens_recital(following.words)
        )

    def _unnumbered(self, block: Block) -> None:
        self.operative, self.levels, self.base = True, [], 0
        self.parent = self._add(block, "operative", numbered=False)

    def _recital_may_follow(self) -> bool:
        return self._after_heading()

    def _lists_on(self) -> bool:
        """Whether the next part of a list without letters may begin here."""
        if self.current is None or self.current.kind != "operative" or self.last:
            return False
        tail = self._tail()
        return tail.endswith(":") or (
            bool(self.current.subs) and tail.endswith((";", "; and", ","))
        )

    def _unlettered(self, block: Block) -> None:
        last = self.levels[0].label if self.levels else "`"
        label = chr(ord(last[0]) + 1) if last[0] < "z" else "z"
        self.levels = [Level("letter", label)]
        item = self._add(block, "operative", numbered=False)
        item.parent, item.subs = self.parent, (label,)

    def _plain_section(self, block: Block) -> None:
        item = self._add(block, "heading", numbered=False)
        self.scope.enter("", block.words)
        item.headings = self.scope.headings()[:-1]

    def _in_list(self, index: int) -> bool:
        """Whether a block is one of five or more bare lines together, which are a list."""
        run = 1
        for step in (1, -1):
            at = index + step
            while 0 <= at < len(self.blocks) and run < _LIST and _is_line(self.blocks[at]):
                run, at = run + 1, at + step
        return run >= _LIST

    def _following(self, index: int) -> Block | None:
        for at in range(index + 1, len(self.blocks)):
            if self.blocks[at].style != "note":
                return self.blocks[at]
        return None

    def _is_heading(self, index: int, block: Block) -> bool:
        opens_text = self.amending is not None and self.current is None
        if not is_plain_heading(block.words):
            return False
        if not (opens_text or self._ended() or self._after_heading()):
            return False
        if self.current is not None and self._tail().endswith(":") and self.zone.act:
            return self._announced() and not self.forms.opens_operative(block.words)
        following = self._following(index)
        if following is None:
            return False
        if not self.zone.act:
            return not self._in_list(index)
        if self.current is not None and self.current.kind == "preambular":
            # A recital may lack its comma; a heading stands before a number.
            short = len(block.words) < _SHORT and following.style == "number"
            if opens_recital(block.words) and not short:
                return False
        return bool(
            following.style == "number"
            or self._is_heading_of_number(index, following)
            or self.forms.opens_operative(following.words)
            or opens_recital(following.words)
            or labelled_heading(following, self.scope)
            or self.forms.speaker(following.words)
        )

    def _is_quoted_heading(self, index: int, block: Block) -> bool:
        """Whether a block is a heading in quotation marks: it stands alone before a number."""
        following = self._following(index)
        return (
            _QUOTED.fullmatch(block.words) is not None
            and self._ended()
            and following is not None
            and following.style == "number"
        )

    def _is_heading_of_number(self, index: int, following: Block) -> bool:
        """Whether the block after a heading is a second heading, before a number."""
        if following.label or not is_plain_heading(following.words):
            return False
        further = self._following(self.blocks.index(following, index))
        return (
            self._in_operative()
            and further is not None
            and further.style == "number"
            and not self.forms.opens_operative(following.words)
        )


def _is_line(block: Block) -> bool:
    """Whether a block is a line without a label or an end, and no label of a section."""
    return (
        not block.label
        and is_plain_heading(block.words)
        and labelled_heading(block, Scope()) is None
        and ANNEX.match(block.words) is None
    )


def is_bare(words: str) -> bool:
    """Whether words are too few for a clause, and end in no point."""
    return len(words) < _BARE and not re.search(r"[.;:,]$", words)
