"""Read whom a clause addresses: the list of those who are asked, thanked or empowered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.authority import Authority
from kg.recognise.known_names import KnownName, NameFinder

__all__ = ["AddresseeReader", "Asked", "Context"]

_REGION: Final = 3_000
_MASK: Final = "\u0001"
_DETERMINER: Final = re.compile(
    r"(?:the|all|any|each|every|both|(?:those|these)(?! \w+ing\b| in | who | that | with | concerned)|its|their|his|her|an?|also|among|inter alia"
    r"|other|as appropriate|further) ",
    re.IGNORECASE,
)
_ADVERB: Final = r"(?:not|also|further|always|fully|now|again|either|[a-z]+ly|inter alia|,)"
_TO: Final = re.compile(
    rf"(?P<prev>[\w{_MASK}’'-]*)(?P<comma>,?) to (?:,? ?{_ADVERB},? )*(?P<verb>[a-z][a-z-]+)\b"
)
_NO_INFINITIVE: Final = frozenset(
    "the a an its their his her all any each this that these those such other and or which whom it"
    " them us international national regional human armed persons people women children education"
    " food health water development peace life terrorism justice information climate further".split()
)
_TAKES_TO: Final = frozenset(
    "right rights access relating related relevant contribute contributes contributed contributing"
    " due according subject pursuant regard respect addition response responses approach approaches"
    " commitment commitments threat threats vulnerable prone exposed belonging applicable committed"
    " adhere adhered acceded accede acceding accession adherence referred refers able unable"
    " position need needs yet order view seek continue ready ability capacity obligation"
    " opportunity up prior similar equivalent close next thanks owing contrary party wishing"
    " willing wish seeks agreed wishes continues responsible connected linked as relates relate"
    " seeking continuing attention mandated decided aim aims pertains pertain pertaining attributable".split()
)
_PARTIES_TO: Final = re.compile(r"[Pp]arties$")
_THAT: Final = re.compile(r",? ?(?:and )?that,? ")
_BASE_VERBS: Final = frozenset("""
    abandon abide abstain accede accept act address adhere adopt allow analyse apply appoint
    arrange assess assist avoid become begin brief bring call carry cease circulate
    co-operate collect communicate complete comply conduct consider consult continue
    contribute convene convey cooperate coordinate create decide dedicate define deliver
    demonstrate deposit design desist determine develop devote disarm discuss dismantle do
    draw elaborate elect employ enable enact encourage end endeavour engage enhance ensure
    enter establish evaluate examine exercise expand expedite explore extend facilitate
    finalize finance focus foster fulfil fund give grant guarantee help hold honour identify
    implement improve include incorporate increase inform initiate integrate intensify
    introduce investigate invite issue join keep launch lend lift maintain make meet monitor
    notify observe obtain offer offset open operate order organize participate pay perform
    permit place play prepare present prevent proceed produce prohibit promote propose
    prosecute protect provide publish pursue put ratify reaffirm reassess receive recognize
    recommend reconsider redouble reduce refer reflect refrain reinforce release remain
    remove render renew repeal replace report request require respect respond restore resume
    return review seek select send serve set share show sign solicit stand start stop
    strengthen study submit support suspend take transfer transmit treat undertake update
    urge use utilize withdraw
    """.split())
_MODAL: Final = re.compile(
    r",? (?:shall|should|will|must|may|would|can|is to|are to|be|have|has|is|are|ought to|need to)\b"
)
_CONJOINED: Final = re.compile(
    r"(?:and|or|as well as|including|in particular|especially|particularly|notably|such as"
    r"|inter alia|namely|primarily|above all|and also|but also)(?:,|:)? (?:(?:by|through|for) )?(?=\S)"
)
_WITHIN: Final = re.compile(
    r",? (?:and|or|as well as|including|in particular|especially|particularly|such as|and/or) "
)
_ASIDE: Final = re.compile(
    r"(?:in|within|as|with|when|upon|on|at|by|through|where|while|subject|pursuant|taking|having"
    r"|after|before|if|under|from|for|consistent|drawing|acting|working|building|bearing|using"
    r"|based|to|until|during|following|together|along|without|given|recognizing|once|unless"
    r"|whenever|wherever|inter|if|which|who|that|whose|also|jointly|individually|of|not|since"
    r"|particularly in|both|whether|no later|notwithstanding|starting|prior|via|making|noting"
    r"|recalling|considering|keeping|mindful|guided|despite|directly|consulting|according"
    r"|depending|per|and where|and when|and as|and in|and within|and with|or in|over|[a-z]+ly)\b"
)
_COMPANY: Final = re.compile(
    r"(?:in|through) (?:\w+ )?(?:consultation|cooperation|co-operation|coordination|collaboration"
    r"|partnership|conjunction|association|coordinating|liaison|agreement|dialogue)"
    r"|(?:together|along|jointly|working|cooperating|in close \w+) with"
)
_TAIL: Final = re.compile(
    r" (?:that|which|who|whose|whom|where|when|in (?:accordance|line|a position|their|its|his"
    r"|order|keeping|conformity|cooperation|consultation|coordination|collaboration"
    r"|close|particular|need|need of|compliance|question|all|countries|relation|full|view)"
    r"|within (?:their|its|his|the|existing)"
    r"|at (?:the|its|all|their)|as|under|with (?:a|the|due|its|their|full|regard|respect|immediate)"
    r"|on (?:a|the basis|their|its)|upon|through|during|by|pursuant|taking|having|wishing|not"
    r"|able|willing|working|without|until|for (?:its|their|consideration|the))\b"
)
_HEADS: Final = frozenset(
    "states governments parties members countries organizations organisations agencies entities"
    " donors stakeholders institutions mechanisms bodies rapporteur rapporteurs expert experts"
    " representative representatives office offices committee committees commission commissions"
    " council councils conference group groups board boards secretariat secretariats programme"
    " programmes fund funds bank banks union centre centres director chair chairs chairperson"
    " chairman president bureau commissioner coordinator community communities society sector"
    " sectors academia media partners actors authorities authority force mission missions forum"
    " universities individuals companies enterprises businesses business leaders youth peoples"
    " nations assembly court courts tribunal tribunals team teams network networks adviser advisers"
    " envoy panel state government party member agency organization entity institution mechanism"
    " body procedures holders holder rapporteurs secretary-general executive secretary secretaries"
    " manager managers operators defenders unit department departments division institute"
    " institutes associations association federation foundations ombudsperson inspectors"
    " high-level administrator prosecutor registrar judges police military forces faction factions"
    " side sides powers power territories observers delegations participants philanthropists"
    " industry industries consumers employers workers unions journalists scientists researchers academics"
    " scholars practitioners parliaments parliamentarians cities municipalities settlers citizens"
    " service services personnel staff economies financiers corporations groupings presidents"
    " co-chairs co-facilitators facilitators facilitator facility alliance initiative taliban"
    " houthis movement leadership presidency platform troika signatories trustees leader ministers"
    " minister ministry ministries neighbours contributors country procedure owners coordinators"
    " focal points system movements women girls everyone those academies schools religions churches"
    " regulators lenders creditors investors subcommittee subsidiary inspectorate inquiry"
    " ambassador ambassadors directors officers officer chairpersons".split()
)
_THING: Final = re.compile(
    r"(?:efforts?|work|use|conclusion|report|reports|measures?|actions?|role|progress|participation"
    r"|need|end|development|support|importance|steps?|initiatives?|process|resumption|[a-z]+tion"
    r"|[a-z]+(?<!govern)(?<!depart)ment|[a-z]+ance|[a-z]+ence(?<!conference)|[a-z]+ing|[a-z]+ness"
    r"|[a-z]+sion(?<!mission)|attention|contributions?|return|release|sharing)$"
)
_COMPLEMENT: Final = re.compile(
    r" (?:of|on|for|to|in|from|with|against|by|at|under|within|among|between|across|who|that)\b"
)
_ADJECTIVES: Final = re.compile(
    r"(?:(?:and|or|the|all|other|relevant|concerned|interested|appropriate|competent|existing)\s+)*"
    r"(?:inter)?(?:national|regional|governmental|local|subregional|multilateral|bilateral|global"
    r"|non-governmental|intergovernmental|public|private|developed|developing|political|social"
    r"|economic|financial|humanitarian|civil|academic|interregional|sub-regional|troop-|municipal"
    r"|[a-z-]+al|[a-z-]+ic|[a-z-]+ary|military|[a-z]+-|religious|relevant|interested|transit"
    r"|origin|community|troop|police|state|donor|host|affected|exporting|importing|producing)$"
)
_GOVERNMENT: Final = re.compile(r"(?:[\w-]+ )*[Gg]overnments? of (?:the )?")
_MEMBER_STATES: Final = re.compile(
    r"(?:(?:relevant|concerned|interested|individual|contributing|remaining) )?"
    r"(?:Member States|States Members?|member States|Members? of the United Nations|Members"
    r" States|States Members of the United Nations)"
    r"(?! of (?!the United Nations)| (?:parties|Parties))\b"
)
_ANAPHORA: Final = re.compile(
    r"(?:Council|Assembly|Commission|Committee|Office|Conference|Board|Programme|Fund|Organization"
    r"|Agency|Union|Bank|Group|Forum|Panel|Centre|Institute|Mission|Court|Tribunal|Expert Group"
    r"|Executive Director|High Commissioner|Director-General|Special Rapporteur"
    r"|Independent Expert|Working Group|Ad Hoc Committee|Governing Council|Environment Assembly"
    r"|Executive Secretary|Advisory Committee|Special Representative|Special Envoy"
    r"|Open-ended Working Group|Mechanism|Expert Mechanism|Secretariat|Preparatory Committee)"
)


_FULL: Final = re.compile(
    rf"\b(?:[A-Z][\w-]+ ){{0,4}}?(?P<short>{_ANAPHORA.pattern}) (?:of|for|on|against) (?:the )?[A-Z][\w'’-]+"
    r"(?: (?:(?:of|on|and|for|in|to|the|against|with) ){0,2}[A-Z][\w'’-]+){0,12}"
)
"""A body named in full that the list does not know."""
_NO_SESSIONS: Final = frozenset(("secretary-general", "member-states", "secretariat", "ohchr"))


_REFERRING: Final = re.compile(
    r",? (?:in (?:this|that) (?:regard|respect|context|connection)|to (?:this|that) end|in particular|therefore|accordingly"
    r"|consequently),?(?= )"
)
_APPOSITION: Final = re.compile(r"the (?:occupying|administering) Powers?")
_BARE: Final = re.compile(
    r"(?:mechanisms|bodies|institutions|organizations|agencies|entities|programmes|funds|organs|structures|networks)"
)
_THEIRS: Final = re.compile(r"(?:their|its|his|her) ")
_SYSTEM: Final = re.compile(
    r"(?:the |all |relevant )*(?:\x01+ )?(?:specialized )?(?:agencies|funds|programmes|bodies|organs|organizations|entities|offices"
    r"|departments|institutions|mechanisms)(?:(?:, | and )(?:agencies|funds|programmes|bodies|organs))*"
)
_SYSTEM_OF: Final = re.compile(
    r"(?:agencies|funds|programmes|bodies|organs|organizations|entities|institutions|mechanisms)(?: of the|$)"
)
"""The agencies, funds and programmes of one system stand under one genitive."""
_VERB_WORD: Final = r"[a-z]"
_AGENTS: Final = re.compile(r"^[^,;]{0,160}?(?<!ed) (?:by|between|among) (?=all |the |States|Member|Governments|relevant|parties|other|\x01)")
_AGENTS_END: Final = re.compile(
    r",? (?:of|for|in|with|on|to|under|within|that|which|at|upon|through|including|as|from|into|until|against)\b|[;:.]|$"
)


@dataclass(slots=True)
class Context:
    """Who speaks, and which body a short name such as "the Commission" last stood for."""

    speaker: str | None
    named: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """Those addressed, and ``[start, end)`` of the words asked of them, None where none follow.

    ``complete``: an infinitive or a that-clause says what they are to do.
    """

    addressees: tuple[str, ...]
    start: int | None
    complete: bool


class AddresseeReader:
    """Reads lists of addressees against the names of the authority list."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._finder = NameFinder(authority)
        self._short: Mapping[str, tuple[tuple[str, str], ...]] = {
            body.id: tuple(self._shorts(body.id, body.name)) for body in authority.bodies.values()
        }

    def context(self, speaker: str | None) -> Context:
        """Where a speaker begins: itself, and the one body beside it that a short name can mean."""
        bodies = self._authority.bodies
        own = bodies.get(speaker) if speaker else None
        if own is None:
            return Context(speaker)
        near = [
            (short, body.id)
            for body in bodies.values()
            if body.id != own.id and body.parent and body.parent in (own.id, own.parent)
            for short in _short_names(body.name)
        ]
        count = Counter(short for short, _ in near)
        named = {short: ident for short, ident in near if count[short] == 1}
        named |= {"Assembly": "ga"} | {short: own.id for short in _short_names(own.name)}
        return Context(speaker, named)

    @property
    def bodies(self) -> Mapping[str, object]:
        """The bodies of the authority list by id."""
        return self._authority.bodies

    def notice(self, text: str, context: Context, *, anew: bool = True) -> None:
        """Let the bodies named in a text be those that short names stand for from here on.

        Not ``anew``: only those short names that stood for nothing before.
        """
        before = {} if anew else dict(context.named)
        known = list(self._finder.find(text))
        begins = {name.start for name in known}
        for full in _FULL.finditer(text):
            if full.start() not in begins and full.start("short") not in begins:
                context.named[full["short"]] = full[0]
        for found in known:
            printed = text[found.start : found.end]
            context.named.update((s, i) for s, i in self._short.get(found.id, ()) if s != printed)
        context.named.update(before)

    def _shorts(self, ident: str, name: str) -> Iterator[tuple[str, str]]:
        yield from ((short, ident) for short in _short_names(name))
        within = name.find(" of the ")
        if within >= 0:
            for inner in self._finder.find(name, within + len(" of the ")):
                body = self._authority.bodies.get(inner.id)
                yield from ((short, inner.id) for short in _short_names(body.name if body else ""))

    def asked(
        self, text: str, start: int, end: int, context: Context, *, sure: bool = False
    ) -> Asked:
        """Who is asked in ``text[start:end]``, the words after a verb that asks.

        ``sure``: only those of whom the words show that they can be asked.
        """
        back = _REFERRING.match(text, start, end)
        start = back.end() if back else start
        words, known = self._masked(text, start, end)
        that = _THAT.match(words)
        if that:
            return self._subject(text, start, words, that.end(), known, context)
        found = _infinitive(words)
        if found is None:
            return Asked((), None, False)
        stop, verb = found
        names = self._list(text, start, words, 0, stop, known, context, sure=sure)
        return Asked(names, start + verb, True)

    def subject(self, text: str, start: int, end: int, context: Context) -> Asked:
        """Who is to act in a that-clause, of which ``text[start:end]`` are the words after that."""
        words, known = self._masked(text, start, end)
        return self._subject(text, start, words, 0, known, context)

    def named(self, text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
        """Those who are named in ``text[start:end]``, all of it a list of names."""
        words, known = self._masked(text, start, end)
        return self._list(text, start, words, 0, len(words), known, context)

    def listed(self, text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
        """Those in ``text[start:end]`` where all of it lists persons and bodies, else nobody."""
        words, known = self._masked(text, start, end)
        parts = list(_parts(words, 0, len(words)))
        if not parts or not all(_is_party(words[a:b], sure=True) for a, b in parts):
            return ()
        return self._list(text, start, words, 0, len(words), known, context, sure=True)

    def first(self, text: str, start: int, context: Context) -> str | None:
        """The body whose name begins at ``start``."""
        names = self._mentions(text, start, min(len(text), start + 200), context)
        return next((ident for at, _, ident in names if at <= start + len("the ")), None)

    def last_body(self, text: str, end: int, context: Context) -> str | None:
        """The body to which something is to go, named last before ``end``."""
        last = None
        for at, stop, ident in self._mentions(text, max(0, end - 400), end, context):
            before = text[max(0, at - 12) : at]
            near = re.fullmatch(r",? ?(?:also |, )?", text[stop:end])
            if near or re.search(r"\b(?:to|before) (?:the )?$", before):
                last = ident
        return last

    def _mentions(
        self, text: str, start: int, end: int, context: Context
    ) -> list[tuple[int, int, str]]:
        found = [
            (n.start, n.end, n.id)
            for n in self._finder.find(text, start, end)
            if n.id in self._authority.bodies and n.id not in _NO_SESSIONS
        ]
        covered = [(a, b) for a, b, _ in found]
        for short in _ANAPHORA.finditer(text, start, end):
            ident = context.named.get(short[0])
            inside = any(a <= short.start() < b for a, b in covered)
            if ident and not inside and text[max(0, short.start() - 4) : short.start()] == "the ":
                found.append((short.start(), short.end(), ident))
        return sorted(found)

    def directed(self, text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
        """Those at whom an expression is directed: persons and bodies, no things."""
        words, known = self._masked(text, start, end)
        stop = re.search(
            r",? (?:(?:for|on) (?=its |their |his |her |the |having |all |an? |[a-z]+ing\b)|in|by|upon|that|who|which|to|at|with|and (?:its|the)\b(?! [A-Z\x01])|and to)\b|[;:]|,",
            words,
        )
        until = stop.start() if stop else len(words)
        return self._list(text, start, words, 0, until, known, context, sure=True)

    def _masked(self, text: str, start: int, end: int) -> tuple[str, list[KnownName]]:
        """The words with each known name made one word, so that nothing cuts it."""
        end = min(end, start + _REGION)
        known = list(self._finder.find(text, start, end))
        words = text[start:end]
        for name in known:
            a, b = name.start - start, name.end - start
            words = words[:a] + _MASK * (b - a) + words[b:]
        return words, known

    def _subject(
        self,
        text: str,
        start: int,
        words: str,
        at: int,
        known: list[KnownName],
        context: Context,
    ) -> Asked:
        until = _subject_end(words, at)
        names = self._list(text, start, words, at, until, known, context, sure=True)
        if not names:
            # "that in fulfilment of Article 64 of the Charter the Secretary-General report"
            late = re.compile(rf"\bthe (?P<who>{_MASK}+) (?={_VERB_WORD})").search(words, at, at + 400)
            if late and words[late.end() :].split(" ", 1)[0] in _BASE_VERBS:
                names = self._list(text, start, words, *late.span("who"), known, context, sure=True)
        return Asked(names, start + at, True)

    def by_agents(self, text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
        """Who is to do the thing asked for: "the cessation by all parties of hostilities"."""
        words, known = self._masked(text, start, min(end, start + 400))
        found = _AGENTS.search(words)
        if not found:
            return ()
        stop = _AGENTS_END.search(words, found.end())
        until = stop.start() if stop else len(words)
        return self._list(text, start, words, found.end(), until, known, context, sure=True)

    def _list(
        self,
        text: str,
        start: int,
        words: str,
        at: int,
        stop: int,
        known: list[KnownName],
        context: Context,
        *,
        sure: bool = False,
    ) -> tuple[str, ...]:
        found = dict[str, None]()
        for n, (a, b) in enumerate(_parts(words, at, stop)):
            if b - a < 2 or not _is_party(words[a:b], sure=sure):
                if n == 0:
                    return ()
                continue
            for name in self._resolve(text[start + a : start + b], words[a:b], start + a, known, context):
                found[name] = None
        return tuple(found)

    def _resolve(
        self, printed: str, masked: str, at: int, known: list[KnownName], context: Context
    ) -> Iterator[str]:
        cut = _determiners(printed)
        printed, masked, at = printed[cut:], masked[cut:], at + cut
        states = _MEMBER_STATES.match(printed)
        if states:
            yield "member-states"
            return
        tail = _TAIL.search(masked)
        if tail:
            printed, masked = printed[: tail.start()], masked[: tail.start()]
        printed = printed.strip(" ,;:.")
        first = next((n for n in known if n.start == at), None)
        if first and first.end - at >= len(printed) - len("of the United Nations") - 1 and (
            re.fullmatch(r"(?: \([^()]*\))?(?: of the United Nations)?", printed[first.end - at :])
        ):
            yield first.id
            return
        government = _GOVERNMENT.match(printed)
        if government:
            held = [n for n in known if at <= n.start < at + len(printed)]
            if held:
                yield from (n.id for n in held)
                return
        yield self._whole(printed, context)

    def _whole(self, printed: str, context: Context) -> str:
        if _ANAPHORA.fullmatch(printed):
            named = context.named.get(printed)
            if named:
                return named
        if re.fullmatch(r"States?", printed):
            return "States"
        state = self._authority.state(printed)
        if state:
            return state.iso3
        body = self._authority.body(printed)
        return body.id if body else printed


def _infinitive(words: str) -> tuple[int, int] | None:
    """Where the addressees end and where the infinitive after them begins."""
    for found in _TO.finditer(words):
        before = found["prev"].lower()
        if found["verb"] in _NO_INFINITIVE or before in _TAKES_TO:
            continue
        if _PARTIES_TO.search(before) and re.match(r" to (?:[a-z]+ )?(?:conflicts?|treaties)\b", words[found.end("comma"):]):
            continue
        adverb = re.search(r" [a-z]+ly$", words[: found.end("prev")])
        end = adverb.start() if adverb else found.end("prev")
        return end, found.end("comma") + len(" to ")
    last = re.search(r",? to:?\s*$", words)
    return (last.start(), len(words)) if last else None


def _subject_end(words: str, at: int) -> int:
    """Where the subject of a that-clause ends: before a modal, or a verb in its bare form."""
    modal = _MODAL.search(words, at, at + 600)
    until = modal.start() if modal else min(len(words), at + 300)
    headed = False
    for word in re.finditer(rf"[a-z{_MASK}A-Z-]+", words[at:until]):
        if headed and word[0] in _BASE_VERBS:
            before = words[at : at + word.start()].rstrip()
            if before.endswith((" to", " not")) and before.endswith(" to"):
                continue
            adverb = re.search(r",? (?:[a-z]+ly|also|further|not)$", before)
            return at + (adverb.start() if adverb else len(before.rstrip(",")))
        headed = headed or word[0].lower() in _HEADS or _MASK in word[0]
    return until


def _determiners(printed: str) -> int:
    at = 0
    while found := _DETERMINER.match(printed, at):
        at = found.end()
    return at


def _parts(words: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """The members of a list in ``words[at:stop]``, asides left out."""
    pending: list[tuple[int, int]] = []
    company = False
    for a, b in _segments(words, at, stop):
        if _APPOSITION.fullmatch(words, a, b):
            continue
        lead = _CONJOINED.match(words, a, b)
        aside = None if lead and not re.match(r"(?:and|or) ", lead[0]) else _ASIDE.match(words, a, b)
        if aside or (company and not lead):
            company = company or bool(_COMPANY.match(words, a, b))
            continue
        if company and lead and not words[a:b].startswith(("and the", "as well as")):
            continue
        begin = lead.end() if lead else a
        if lead and _ASIDE.match(words, begin, b):
            continue
        pending.extend(_within(words, begin, b))
    yield from _merged(words, pending)


def _segments(words: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    begin = at
    for found in re.finditer(r"[,;:]\s+", words[at:stop]):
        yield _trim(words, begin, at + found.start())
        begin = at + found.end()
    yield _trim(words, begin, stop)


def _trim(words: str, a: int, b: int) -> tuple[int, int]:
    while a < b and words[a] in " ,":
        a += 1
    while b > a and words[b - 1] in " ,;:":
        b -= 1
    return a, b


def _within(words: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    tail = _TAIL.search(words, a, b)
    limit = tail.start() if tail else b
    begin = a
    for found in _WITHIN.finditer(words, a, limit):
        yield begin, found.start()
        begin = found.end()
    if tail and begin < b:
        yield begin, b
        again = re.search(r"(?<!\w)and (?=the |all |other )", words[limit:b])
        if again and _is_party(words[limit + again.end() : b], sure=True):
            yield limit + again.end(), b
    elif begin < b:
        yield begin, b


def _merged(words: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Parts that are whole names: adjectives go with what follows, the rest of a name with it."""
    whole: list[tuple[int, int]] = []
    hanging: int | None = None
    for a, b in parts:
        if _ADJECTIVES.fullmatch(words, a, b) and _MASK not in words[a:b]:
            hanging = a if hanging is None else hanging
            continue
        if hanging is not None:
            whole.append((hanging, b))
            hanging = None
        elif whole and (
            not _is_party(words[a:b], sure=True)
            or _THEIRS.match(words, a)
            or (_BARE.fullmatch(words, a, b) and _qualified(words[slice(*whole[-1])]))
            or (_SYSTEM.fullmatch(words, *whole[-1]) and _SYSTEM_OF.match(words, a, b))
        ):
            whole[-1] = (whole[-1][0], b)
        else:
            whole.append((a, b))
    if hanging is not None and whole:
        whole[-1] = (whole[-1][0], parts[-1][1])
    yield from whole


def _qualified(words: str) -> bool:
    return " " in words[_determiners(words) :]


def _is_party(words: str, *, sure: bool) -> bool:
    """Whether a noun phrase, its known names masked, is one that can be asked."""
    words = words[_determiners(words) :]
    if words.startswith(_MASK):
        return not re.match(rf"{_MASK}+[’']s? ", words)
    tail = _COMPLEMENT.search(words)
    head = (words[: tail.start()] if tail else words).split()
    if not head:
        return False
    if len(head) > 1 and head[-1] in ("concerned", "involved"):
        head.pop()
    last = head[-1].lower().strip(",.;:()")
    if last in _HEADS or _MASK in last or last.rpartition("-")[2] in _HEADS:
        return True
    return not sure and not _THING.match(last)


def _short_names(name: str) -> Iterator[str]:
    """The short names by which a text goes on speaking of a body: "Commission", "Office"."""
    tail = _COMPLEMENT.search(name)
    head = name[: tail.start()] if tail else name
    for found in _ANAPHORA.finditer(head):
        for at in range(found.start(), found.end()):
            if (at == 0 or head[at - 1] == " ") and _ANAPHORA.fullmatch(head, at):
                yield head[at:]
