"""Words by which a list of addressees is told from what is asked of them."""

from __future__ import annotations

from typing import Final

__all__ = ["BARE_VERBS", "HEADS", "NO_INFINITIVE", "TAKES_TO"]

HEADS: Final = frozenset(
    (
        "academia", "academics", "academies", "actors", "administrator", "adviser", "advisers",
        "agencies", "agency", "alliance", "ambassador", "ambassadors", "assembly", "association",
        "associations", "authorities", "authority", "bank", "banks", "board", "boards", "bodies",
        "body", "bureau", "business", "businesses", "centre", "centres", "chair", "chairman",
        "chairperson", "chairpersons", "chairs", "churches", "cities", "citizens", "co-chairs",
        "co-facilitators", "commission", "commissioner", "commissions", "committee", "committees",
        "communities", "community", "companies", "conference", "consumers", "contributors",
        "coordinator", "coordinators", "corporations", "council", "councils", "countries",
        "country", "court", "courts", "creditors", "defenders", "delegations", "department",
        "departments", "director", "directors", "division", "donors", "economies", "employers",
        "enterprises", "entities", "entity", "envoy", "everyone", "executive", "expert", "experts",
        "facilitator", "facilitators", "facility", "faction", "factions", "federation",
        "financiers", "focal", "force", "forces", "forum", "foundations", "fund", "funds", "girls",
        "government", "governments", "group", "groupings", "groups", "high-level", "holder",
        "holders", "houthis", "individuals", "industries", "industry", "initiative", "inquiry",
        "inspectorate", "inspectors", "institute", "institutes", "institution", "institutions",
        "investors", "journalists", "judges", "leader", "leaders", "leadership", "lenders",
        "manager", "managers", "mechanism", "mechanisms", "media", "member", "members", "men",
        "boys", "parents", "military",
        "minister", "ministers", "ministries", "ministry", "mission", "missions", "movement",
        "movements", "municipalities", "nations", "neighbours", "network", "networks", "observers",
        "office", "officer", "officers", "offices", "ombudsperson", "operators", "organisations",
        "organization", "organizations", "owners", "panel", "parliamentarians", "parliaments",
        "participants", "parties", "partners", "party", "peoples", "personnel", "philanthropists",
        "platform", "points", "police", "power", "powers", "practitioners", "presidency",
        "president", "presidents", "procedure", "procedures", "programme", "programmes",
        "prosecutor", "rapporteur", "rapporteurs", "registrar", "regulators", "religions",
        "representative", "representatives", "researchers", "scholars", "schools", "scientists",
        "secretariat", "secretariats", "secretaries", "secretary", "secretary-general", "sector",
        "sectors", "service", "services", "settlers", "side", "sides", "signatories", "society",
        "staff", "stakeholders", "state", "states", "subcommittee", "subsidiary", "system",
        "taliban", "team", "teams", "territories", "those", "tribunal", "tribunals", "troika",
        "trustees", "union", "unions", "unit", "universities", "women", "workers", "youth",
    )
)  # fmt: skip
"""Nouns for those who can be asked: bodies, offices, States and other persons."""

BARE_VERBS: Final = frozenset(
    (
        "abandon", "abide", "abstain", "accede", "accept", "act", "address", "adhere", "adopt",
        "allow", "analyse", "apply", "appoint", "arrange", "assess", "assist", "avoid", "become",
        "begin", "brief", "bring", "call", "carry", "cease", "circulate", "co-operate", "collect",
        "communicate", "complete", "comply", "conduct", "consider", "consult", "continue",
        "contribute", "convene", "convey", "cooperate", "coordinate", "create", "decide",
        "dedicate", "define", "deliver", "demonstrate", "deposit", "design", "desist", "determine",
        "develop", "devote", "disarm", "discuss", "dismantle", "do", "draw", "elaborate", "elect",
        "employ", "enable", "enact", "encourage", "end", "endeavour", "engage", "enhance",
        "ensure", "enter", "establish", "evaluate", "examine", "exercise", "expand", "expedite",
        "explore", "extend", "facilitate", "finalize", "finance", "focus", "foster", "fulfil",
        "fund", "give", "grant", "guarantee", "help", "hold", "honour", "identify", "implement",
        "improve", "include", "incorporate", "increase", "inform", "initiate", "integrate",
        "intensify", "introduce", "investigate", "invite", "issue", "join", "keep", "launch",
        "lend", "lift", "maintain", "make", "meet", "monitor", "notify", "observe", "obtain",
        "offer", "offset", "open", "operate", "order", "organize", "participate", "pay", "perform",
        "permit", "place", "play", "prepare", "present", "prevent", "proceed", "produce",
        "prohibit", "promote", "propose", "prosecute", "protect", "provide", "publish", "pursue",
        "put", "ratify", "reaffirm", "reassess", "receive", "recognize", "recommend", "reconsider",
        "redouble", "reduce", "refer", "reflect", "refrain", "reinforce", "release", "remain",
        "remove", "render", "renew", "repeal", "replace", "report", "request", "require",
        "respect", "respond", "restore", "resume", "return", "review", "seek", "select", "send",
        "serve", "set", "share", "show", "sign", "solicit", "stand", "start", "stop", "strengthen",
        "study", "submit", "support", "suspend", "take", "transfer", "transmit", "treat",
        "undertake", "update", "urge", "use", "utilize", "withdraw",
    )
)  # fmt: skip
"""Verbs that end the subject of a that-clause in the subjunctive: "that the Board submit"."""

TAKES_TO: Final = frozenset(
    (
        "ability", "able", "accede", "acceded", "acceding", "access", "accession", "according",
        "addition", "adhere", "adhered", "adherence", "agreed", "aim", "aims", "applicable",
        "approach", "approaches", "as", "attention", "attributable", "belonging", "capacity",
        "close", "commitment", "commitments", "committed", "connected", "continue", "continues",
        "continuing", "contrary", "contribute", "contributed", "contributes", "contributing",
        "decided", "due", "equivalent", "exposed", "linked", "mandated", "need", "needs", "next",
        "obligation", "opportunity", "order", "owing", "party", "pertain", "pertaining",
        "pertains", "position", "prior", "prone", "pursuant", "ready", "referred", "refers",
        "regard", "relate", "related", "relates", "relating", "relevant", "respect", "response",
        "responses", "responsible", "right", "rights", "seek", "seeking", "seeks", "similar",
        "subject", "thanks", "threat", "threats", "unable", "up", "view", "vulnerable", "willing",
        "wish", "wishes", "wishing", "yet",
    )
)  # fmt: skip
"""Words after which "to" belongs to a noun or participle: "parties to", "the right to"."""

NO_INFINITIVE: Final = frozenset(
    (
        "a", "all", "an", "and", "any", "armed", "children", "climate", "development", "each",
        "education", "food", "further", "health", "her", "his", "human", "information",
        "international", "it", "its", "justice", "life", "national", "or", "other", "peace",
        "people", "persons", "regional", "such", "terrorism", "that", "the", "their", "them",
        "these", "this", "those", "us", "water", "which", "whom", "women",
    )
)  # fmt: skip
"""Words that make "to" before them no sign of an infinitive."""
