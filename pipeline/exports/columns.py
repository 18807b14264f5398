"""What the columns of the tables hold, in the words of Table Schema (Data Package v2)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogues.coverage import State
from pipeline.records.comparison import Match
from pipeline.records.iana import Registration

CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
REGISTRATIONS = (*Registration, "unregistered")
ORIGINS = ("author", "erratum", "supplement", "translation")
ANSWERS = ("yes", "no", "n/a")
DIGEST = r"[0-9a-f]{16}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in Table Schema, and what it holds.

    `values` are all that may stand there, if that is a closed list. A column that is not
    `required` may be empty, which says that there is none.
    """

    name: str
    type: str
    about: str
    required: bool = True
    values: tuple[str, ...] = ()
    pattern: str | None = None


CODE = Column("code", "integer", "The status code.")
CLASS = Column("class", "string", "Its class.", values=CLASSES)
PHRASE = Column("phrase", "string", "The reason phrase registered with IANA.", required=False)
REGISTRATION = Column("registration", "string", "What IANA says of it.", values=REGISTRATIONS)
SPECIFICATION = Column("specification", "string", "The section that defines it.", required=False)
SPECIFICATION_URL = Column("specification_url", "string", "Where to read that.", required=False)
TITLE = Column("title", "string", "Its name, for people; never for the wire.")
DESCRIPTION = Column("description", "string", "What it means.", required=False)

CODES = (
    CODE,
    CLASS,
    PHRASE,
    REGISTRATION,
    SPECIFICATION,
    SPECIFICATION_URL,
    Column(
        "heuristically_cacheable",
        "string",
        "May be stored without explicit freshness.",
        required=False,
        values=ANSWERS,
    ),
    Column(
        "content_allowed",
        "string",
        "May have content.",
        required=False,
        values=ANSWERS,
    ),
    Column("source_line", "integer", "The line of the author's table.", required=False),
    Column("source_phrase", "string", "What the author wrote as its phrase.", required=False),
    Column(
        "source_match",
        "string",
        "How that relates to the registered phrase.",
        required=False,
        values=tuple(Match),
    ),
)
TRANSLATIONS = (
    CODE,
    Column("lang", "string", "The language, as a BCP 47 tag."),
    Column("field", "string", "Which text.", values=("title", "description")),
    Column("text", "string", "The text; empty: not translated yet.", required=False),
    Column("state", "string", "How far it is fit to be shown.", values=tuple(State)),
    Column("draft", "boolean", "Written by a machine, not reviewed by a person."),
    Column("source_digest", "string", "SHA-256 of the Chinese text, 16 digits.", pattern=DIGEST),
    Column("origin", "string", "Whose words it is.", required=False, values=ORIGINS),
)


def _about_text(field: str, *, required: bool) -> tuple[Column, ...]:
    return (
        Column(f"{field}_language", "string", f"The language that {field} is in.", required),
        Column(f"{field}_state", "string", "How far it is translated.", required, tuple(State)),
        Column(f"{field}_draft", "boolean", "Written by a machine, not reviewed.", required),
        Column(f"{field}_origin", "string", "Whose words it is.", required, ORIGINS),
    )


WIDE = (
    CODE,
    CLASS,
    PHRASE,
    REGISTRATION,
    TITLE,
    *_about_text("title", required=True),
    DESCRIPTION,
    *_about_text("description", required=False),
    SPECIFICATION,
    SPECIFICATION_URL,
    Column("page", "string", "Its page on the site."),
    Column("record", "string", "Its record in the API."),
)
SHEET = (
    CODE,
    CLASS,
    PHRASE,
    TITLE,
    DESCRIPTION,
    REGISTRATION,
    SPECIFICATION,
    SPECIFICATION_URL,
)
