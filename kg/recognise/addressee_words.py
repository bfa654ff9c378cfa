"""Words by which a list of addressees is told from what is asked of them."""

from __future__ import annotations

from typing import Final

__all__ = ["BARE_VERBS", "HEADS", "NOUNS_TOO", "NO_INFINITIVE", "TAKES_TO", "bare_form"]

HEADS: Final = frozenset(
    (
        "academia", "academics", "academies", "actors", "administrator", "adviser", "advisers",
        "agencies", "agency", "airlines", "alliance", "ambassador", "ambassadors", "army",
        "assembly",
        "association", "associations", "authorities", "authority", "bank", "banks", "battalion",
        "battalions", "board", "boards", "bodies", "body", "boys", "brigade", "broadcasters",
        "bureau", "bureaux", "business", "businesses", "cabinet", "carriers", "centre", "centres",
        "chair",
        "chairman", "chairperson", "chairpersons", "chairs", "chambers", "charities", "churches",
        "cities", "citizens", "clubs", "co-chairs", "co-facilitators", "coalition", "commands",
        "commission", "commissioner", "commissions", "committee", "committees", "communities",
        "community", "companies", "conference", "conferences", "congress", "consulates",
        "consumers", "contingents", "contributors", "coordinator", "coordinators", "corporations",
        "council", "councils", "countries", "country", "court", "courts", "creditors", "custodian",
        "defenders", "delegations", "department", "departments", "depositary", "depository",
        "diaspora", "director", "directors", "division", "donors", "economies", "embassy",
        "emirate", "employers", "enterprises", "entities", "entity", "envoy", "everyone",
        "executive", "expert", "experts", "facilitator", "facilitators", "facility", "faction",
        "factions", "faculties", "families", "farmers", "federation", "financiers", "fishers",
        "focal", "fora", "force", "forces", "forum", "forums", "foundations", "front", "fronts",
        "fund", "funds",
        "gendarmerie", "girls", "government", "governments", "group", "groupings", "groups",
        "heads", "high-level", "holder", "holders", "hospitals", "houthis", "individuals",
        "industries", "industry", "initiative", "inquiry", "inspectorate", "inspectors",
        "institute", "institutes", "institution", "institutions", "intermediaries", "intermediary",
        "investors", "journalists", "judges", "junta", "kingdom", "laboratories", "lawmakers",
        "lawyers", "leader", "leaders", "leadership", "legislature", "legislatures", "lenders",
        "manager", "managers", "mayors", "mechanism", "mechanisms", "media", "mediators", "member",
        "members", "men", "military", "militia", "militias", "minister", "ministers", "ministries",
        "ministry", "mission", "missions", "monarchy", "movement", "movements", "municipalities",
        "municipality", "nations", "neighbors", "neighbours", "network", "networks", "newspapers",
        "ngo", "ngos", "observatories", "observers", "office", "officer", "officers", "offices",
        "officials", "ombudsperson", "operators", "opposition", "organ", "organisations",
        "organization", "organizations", "organs", "owners", "panel", "parents", "parliament",
        "parliamentarians", "parliaments", "participants", "parties", "partners", "party", "people",
        "peoples", "peoples'", "personnel", "persons", "philanthropists", "platform", "platforms",
        "points",
        "police", "population", "populations", "power", "powers", "practitioners", "presidency",
        "president", "presidents", "procedure", "procedures", "programme", "programmes",
        "prosecutor", "protectorate", "rapporteur", "rapporteurs", "regime", "registrar",
        "registries", "regulators", "religions", "representative", "representatives", "republic",
        "republics", "researchers", "scholars", "schools", "scientists", "secretariat", "senate",
        "secretariat-general", "secretariats", "secretaries", "secretary", "secretary-general",
        "sector", "sectors", "service", "services", "settlers", "side", "sides", "signatories",
        "signatory", "societies", "society", "staff", "stakeholders", "state", "states",
        "subcommittee", "subsidiaries", "subsidiary", "survivors", "system", "taliban", "taskforce",
        "teachers", "team", "teams", "territories", "territory", "think-tanks", "those", "tribes",
        "tribunal", "tribunals", "troika", "troops", "trustees", "union", "unions", "unit",
        "universities", "victims", "women", "workers", "youth",
    )
)  # fmt: skip
"""Nouns for those who can be asked: bodies, offices, States and other persons."""

BARE_VERBS: Final = frozenset(
    (
        "abandon", "abide", "abolish", "abstain", "accede", "accelerate", "accept", "accommodate",
        "accompany", "accord", "achieve", "acknowledge", "acquire", "act", "adapt", "address",
        "adhere", "adjourn", "adjust", "administer", "adopt", "advance", "advise", "advocate",
        "affirm", "afford", "agree", "align", "alleviate", "allocate", "allow", "amend", "analyse",
        "analyze", "answer", "anticipate", "appeal", "apply", "appoint", "apportion", "approve",
        "arrange", "arrest", "ascertain", "ask", "assess", "assign", "assist", "associate",
        "assume", "assure", "attach", "attain", "attend", "attract", "augment", "authorize",
        "avail", "avert", "avoid", "base", "bear", "become", "begin", "bridge", "brief", "bring",
        "broaden", "build", "call", "cancel", "capitalize", "carry", "cater", "cease", "censure",
        "certify", "champion", "cherish", "circulate", "clarify", "close", "co-operate", "codify",
        "collaborate", "collate", "collect", "combat", "combine", "come", "commemorate", "commence",
        "commit", "communicate", "compare", "compel", "compensate", "compile", "complement",
        "complete", "comply", "concentrate", "conclude", "concur", "condemn", "conduct", "confer",
        "confirm", "conserve", "consider", "consolidate", "constitute", "construct", "consult",
        "contact", "contain", "contemplate", "continue", "contribute", "control", "convene",
        "convert", "convey", "cooperate", "coordinate", "correct", "counter", "counteract", "cover",
        "create", "credit", "criminalize", "cultivate", "curb", "cut", "deal", "debar", "debit",
        "decentralize", "decide", "declare", "decrease", "dedicate", "deduct", "deepen", "defend",
        "defer", "define", "defray", "delegate", "delineate", "deliver", "demarcate", "demonstrate",
        "deny", "deploy", "depoliticize", "deposit", "derive", "describe", "design", "designate",
        "desist", "destroy", "detain", "detect", "deter", "determine", "detract", "develop",
        "devise", "devote", "differentiate", "direct", "disarm", "disband", "disburse", "disclose",
        "discontinue", "discourage", "discuss", "disengage", "dismantle", "dispatch", "dispose",
        "disseminate", "dissolve", "distribute", "diversify", "do", "document", "domesticate",
        "donate", "draft", "draw", "ease", "educate", "elaborate", "elect", "elevate", "eliminate",
        "embark", "embed", "emphasize", "employ", "empower", "enable", "enact", "encompass",
        "encourage", "end", "endeavour", "endorse", "endow", "enforce", "engage", "enhance",
        "enjoy", "enlarge", "enlist", "enrich", "enrol", "ensure", "entail", "enter", "entrust",
        "envisage", "equip", "eradicate", "establish", "evacuate", "evaluate", "evolve", "examine",
        "exchange", "exclude", "execute", "exempt", "exercise", "exert", "exhaust", "expand",
        "expedite", "expel", "expend", "explain", "exploit", "explore", "expose", "express",
        "extend", "facilitate", "feed", "fight", "fill", "finalise", "finalize", "finance", "find",
        "focus", "follow", "foresee", "forge", "forgo", "form", "formalize", "formulate", "forward",
        "foster", "freeze", "fulfil", "fund", "furnish", "gain", "gather", "generate", "give", "go",
        "grant", "guarantee", "guide", "halt", "handle", "harmonise", "harmonize", "harness",
        "have", "hear", "heed", "help", "highlight", "hinder", "hire", "hold", "honour", "host",
        "identify", "illuminate", "impart", "impede", "implement", "impose", "improve",
        "inaugurate", "incentivize", "include", "incorporate", "increase", "incur", "indicate",
        "individualize", "induce", "inform", "initiate", "inject", "innovate", "inscribe", "insert",
        "insist", "inspect", "install", "institutionalize", "instruct", "insure", "integrate",
        "intensify", "interact", "internalize", "interpret", "intervene", "introduce", "invest",
        "investigate", "invite", "invoke", "involve", "isolate", "issue", "jeopardize", "join",
        "justify", "keep", "know", "launch", "lay", "lead", "leave", "legislate", "lend", "lessen",
        "leverage", "liaise", "lift", "limit", "link", "liquidate", "list", "litigate", "localize",
        "locate", "look", "lower", "mainstream", "maintain", "make", "manage", "mark", "match",
        "maximise", "maximize", "measure", "mediate", "meet", "merge", "militate", "minimize",
        "mitigate", "mobilize", "modernize", "modify", "monitor", "motivate", "move", "narrow",
        "negotiate", "nominate", "notify", "nurture", "obligate", "observe", "obtain", "occur",
        "offer", "offset", "open", "operate", "operationalise", "operationalize", "optimize",
        "order", "organise", "organize", "outlaw", "outline", "overcome", "oversee", "pacify",
        "participate", "partner", "pass", "pay", "penalize", "perform", "permit", "persevere",
        "persuade", "phase", "pilot", "place", "plan", "play", "pledge", "pool", "popularize",
        "postpone", "pre-position", "preclude", "preempt", "prepare", "prescribe", "present",
        "preserve", "preside", "presume", "prevent", "prioritise", "prioritize", "privatize",
        "proceed", "process", "proclaim", "procure", "produce", "prohibit", "prolong", "promote",
        "promulgate", "pronounce", "propagate", "propose", "prosecute", "protect", "provide",
        "publicize", "publish", "punish", "purchase", "pursue", "put", "quantify", "quash", "raise",
        "rally", "ratify", "rationalize", "re-establish", "re-examine", "reach", "react", "readmit",
        "reaffirm", "realign", "realise", "realize", "rearrange", "reassess", "reassign",
        "reassure", "rebuild", "rebuke", "recall", "recapitalize", "receive", "reclaim",
        "recognize", "recommend", "recommit", "reconcile", "reconsider", "reconstitute",
        "reconvene", "recover", "recruit", "rectify", "recur", "redeploy", "redirect", "redouble",
        "redress", "reduce", "refer", "refine", "reflect", "refocus", "refrain", "refund",
        "refurbish", "refuse", "regulate", "rehabilitate", "reimburse", "reinforce", "reinstate",
        "reintegrate", "reiterate", "reject", "release", "relieve", "relinquish", "relocate",
        "rely", "remain", "remedy", "remind", "remit", "remove", "render", "renegotiate", "renew",
        "renounce", "renovate", "reopen", "repatriate", "repay", "repeal", "replace", "reply",
        "report", "reproduce", "reprogramme", "request", "require", "requisition", "rescind",
        "reserve", "resettle", "reshape", "resolve", "respect", "respond", "restore", "restrain",
        "restrict", "restructure", "resume", "retain", "rethink", "retire", "retrain", "return",
        "reunite", "revamp", "reverse", "revert", "review", "revise", "revisit", "revitalize",
        "revoke", "rid", "roll", "rotate", "safeguard", "satisfy", "save", "scale", "schedule",
        "screen", "search", "secure", "seek", "seize", "select", "send", "serve", "set", "settle",
        "share", "shift", "show", "showcase", "shut", "sign", "simplify", "socialize", "solicit",
        "solve", "speak", "spearhead", "specialize", "specify", "speed", "sponsor", "spread",
        "stabilize", "stand", "standardize", "start", "step", "stimulate", "stipulate", "stop",
        "streamline", "strengthen", "stress", "strive", "study", "submit", "subscribe", "subsidize",
        "subsume", "succeed", "superintend", "supervise", "supplement", "supply", "support",
        "suppress", "surrender", "survey", "suspend", "sustain", "symbolize", "synthesize",
        "systematize", "tabulate", "tackle", "tailor", "take", "tap", "target", "teach",
        "terminate", "test", "think", "tolerate", "trace", "track", "train", "transcend",
        "transfer", "transform", "translate", "transmit", "transpose", "treat", "turn", "unblock",
        "uncover", "undergo", "underline", "undermine", "undertake", "underwrite", "unify", "unite",
        "update", "upgrade", "uphold", "urge", "use", "utilise", "utilize", "vacate", "validate",
        "ventilate", "verify", "vest", "visit", "voice", "vote", "waive", "warn", "weigh",
        "welcome", "widen", "wield", "withdraw", "withhold", "work", "write", "yield",
    )
)  # fmt: skip
"""Verbs that end the subject of a that-clause in the subjunctive: "that the Board submit"."""

NOUNS_TOO: Final = frozenset(
    (
        "accord", "act", "address", "answer", "appeal", "base", "bridge", "close", "combat",
        "contact", "control", "counter", "cover", "credit", "debit", "design", "document", "draft",
        "end", "exchange", "exercise", "fight", "finance", "focus", "form", "forward", "fund",
        "guide", "help", "highlight", "host", "increase", "issue", "lead", "limit", "link", "list",
        "mark", "measure", "move", "offer", "order", "phase", "place", "plan", "play", "pledge",
        "pool", "process", "purchase", "release", "report", "request", "respect", "return",
        "review", "schedule", "screen", "search", "share", "shift", "sponsor", "start", "step",
        "stop", "stress", "study", "supply", "support", "survey", "target", "test", "track",
        "train", "transfer", "update", "use", "visit", "voice", "vote", "work",
    )
)  # fmt: skip
"""Those of them that may be nouns: "Support for …" at the head of a list entry."""

TAKES_TO: Final = frozenset(
    (
        "ability", "able", "accede", "acceded", "acceding", "access", "accession", "according",
        "addition", "adhere", "adhered", "adherence", "agreed", "aim", "aims", "applicable",
        "approach", "approaches", "as", "attention", "attributable", "authorized", "belonging",
        "capacity",
        "close", "commitment", "commitments", "committed", "connected", "continue", "continues",
        "continuing", "contrary", "contribute", "contributed", "contributes", "contributing",
        "decided", "due", "empowered", "entitled", "equivalent", "exposed", "linked", "mandated",
        "need", "needs", "next",
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


def bare_form(participle: str) -> str | None:
    """The verb of a present participle, None where it is of none of the list.

    >>> bare_form("submitting"), bare_form("providing"), bare_form("according")
    ('submit', 'provide', 'accord')
    """
    stem = participle.lower().removesuffix("ing")
    if stem == participle.lower():
        return None
    forms = (f"{stem}e", stem, stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
    return next((form for form in forms if form in BARE_VERBS), None)
