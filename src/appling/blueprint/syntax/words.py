"""The words with a meaning of their own, and the ones that people and models write for them."""

BLOCKS = frozenset({"app", "thing", "action", "page"})
BLOCK_SYNONYMS = {
    "application": "app",
    "project": "app",
    "entity": "thing",
    "model": "thing",
    "object": "thing",
    "class": "thing",
    "record": "thing",
    "resource": "thing",
    "collection": "thing",
    "screen": "page",
    "view": "page",
    "command": "action",
}
PEOPLE_WORDS = ("people", "roles", "users")
"""What the line is called that declares the roles."""
TRIGGER_WORDS = frozenset({"every", "when", "whenever", "trigger", "schedule", "each"})
"""What only a block that happens by itself begins with."""
SUB_HEADINGS = frozenset(
    {"fields", "field", "columns", "properties", "attributes", "rules", "access", "permissions", "security"}
    | {
        "inputs",
        "input",
        "parameters",
        "params",
        "settings",
        "parts",
        "content",
        "contents",
        "sections",
        "layout",
        "components",
        "steps",
        "relations",
    }
)

MAY = {"may": "", "can": "may", "could": "may", "is allowed to": "may", "are allowed to": "may"}
VERBS = {
    "see": "see",
    "add": "add",
    "change": "change",
    "remove": "remove",
    "view": "see",
    "read": "see",
    "access": "see",
    "browse": "see",
    "list": "see",
    "search": "see",
    "find": "see",
    "create": "add",
    "post": "add",
    "submit": "add",
    "make": "add",
    "insert": "add",
    "write": "add",
    "edit": "change",
    "update": "change",
    "modify": "change",
    "delete": "remove",
    "destroy": "remove",
    "manage": "all",
    "everything": "all",
    "anything": "all",
    "all": "all",
}
EVERYBODY = frozenset({"visitor", "everyone", "everybody", "anyone", "guest", "public", "owner"})
OWN = frozenset({"own", "their", "theirs", "his", "her", "my", "mine", "its"})

FLAGS = {
    "required": "required",
    "unique": "unique",
    "mandatory": "required",
    "obligatory": "required",
    "needed": "required",
    "must": "required",
    "not null": "required",
    "not empty": "required",
}
NO_FLAGS = frozenset({"optional", "not required", "nullable"})
LIMITS = {
    "min": "min",
    "max": "max",
    "minimum": "min",
    "maximum": "max",
    "at least": "min",
    "at most": "max",
    "from": "min",
    "up to": "max",
}
SUGGEST = {
    "suggest": "suggest",
    "suggested": "suggest",
    "suggests": "suggest",
    "suggestions": "suggest",
    "presets": "suggest",
    "preset": "suggest",
    "quick values": "suggest",
    "quick amounts": "suggest",
}
"""Values that are offered, of which none must be taken."""
ONE_PER = frozenset(
    {"one per", "only one per", "one for each", "one for every", "one row per", "one entry per", "once per"}
    | {"unique", "unique together", "together unique", "unique by", "unique per", "unique for"}
    | {"unique combination of", "unique on", "no duplicate", "no duplicates of"}
)
NO_OVERLAP = frozenset(
    {"no overlap", "no overlaps", "no overlapping", "no double booking", "no double bookings"}
    | {"no double booked", "no clash", "no clashes", "no conflict", "no conflicts", "without overlap"}
    | {"no time overlap", "no time overlaps", "no time clash", "no time conflict", "no time conflicts"}
)
CHOICE_TYPES = frozenset(
    {"choice", "choices", "select", "enum", "one of", "option", "options", "tags"}
    | {"checkboxes", "multi choice", "multiple choice", "multi select", "multiselect"}
)

OPERATOR_WORDS = frozenset({"and", "or", "not", "is", "in", "contains", "equals", "includes", "between"})
EMPTY_WORDS = frozenset({"null", "none", "nil", "blank", "nothing"})
TRUTH_WORDS = {"true": "yes", "false": "no"}
UNITS = ("minute", "hour", "day", "week", "month", "year")
UNIT_WORDS = {form: unit for unit in UNITS for form in (unit, unit + "s")}

CLAUSES = {
    "of": "of",
    "where": "where",
    "by": "by",
    "sort": "sort",
    "show": "show",
    "limit": "limit",
    "for": "for",
    "with": "with",
    "sort by": "sort",
    "sorted by": "sort",
    "order by": "sort",
    "ordered by": "sort",
    "sorted": "sort",
    "order": "sort",
    "group by": "by",
    "grouped by": "by",
    "per": "by",
    "if": "where",
    "when": "where",
    "filter": "where",
    "filter by": "where",
    "filtered by": "where",
    "filtered": "where",
    "whose": "where",
    "showing": "show",
    "shows": "show",
    "display": "show",
    "columns": "show",
    "top": "limit",
    "first": "limit",
    "from": "of",
    "visible to": "for",
}
"""Clauses of a part. A key that equals its value is the usual spelling."""
NEVER_FIRST = frozenset({"where", "by", "sort", "show", "limit", "for", "with", "of", "and", "or", "to"})
"""Words of clauses that no undeclared name begins with; a thing may well be called Order."""
CLAUSE_STARTS = frozenset(key.split()[0] for key in CLAUSES)

DESCENDING = frozenset(
    {"desc", "descending", "newest", "latest", "highest", "largest", "reverse", "reversed"}
)
ASCENDING = frozenset({"asc", "ascending", "oldest", "earliest", "lowest", "smallest"})
SORT_WORDS = DESCENDING | ASCENDING | {"first"}

STEPS = {"create": "add", "insert": "add", "new": "add", "delete": "remove", "update": "set", "change": "set"}
SENDING = {
    "notify": "notify",
    "email": "email",
    "post": "post",
    "tell": "notify",
    "alert": "notify",
    "remind": "notify",
    "inform": "notify",
    "mail": "email",
    "webhook": "post",
    "send": "notify",
    "ask": "ask",
    "prompt": "ask",
}
"""Steps that reach people, programs and models outside."""
DRAWING = {"draw": "draw", "pick": "draw", "raffle": "draw"}
STEP_WORDS = frozenset({"set", "add", "remove", *STEPS, *SENDING, *DRAWING})

TEXT_KINDS = frozenset({"text", "heading", "title", "note", "paragraph", "markdown", "welcome", "intro"})

DOCUMENT_KINDS = frozenset({"document", "certificate", "diploma", "printable", "printout"})
"""Parts that make a document of each row: the lines below them hold values."""
DOCUMENT_WORDS = {
    "from": "from",
    "to": "to",
    "table": "table",
    "code": "code",
    "signature": "signature",
    "footer": "footer",
    "sender": "from",
    "recipient": "to",
    "addressee": "to",
    "bill to": "to",
    "rows": "table",
    "lines": "table",
    "items": "table",
    "qr": "code",
    "qr code": "code",
    "barcode": "code",
    "sign": "signature",
    "signed by": "signature",
    "signatures": "signature",
    "foot": "footer",
}
"""What a line of a document begins with, if it is no plain text. A key that equals its value is usual."""

RESERVED = OPERATOR_WORDS | CLAUSE_STARTS | SORT_WORDS | EMPTY_WORDS | TRUTH_WORDS.keys()
"""Words that an undeclared name in an expression never holds."""
