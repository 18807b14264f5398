"""Catalogues of any kind for the laws, small enough that their messages meet."""

from hypothesis import strategies as st

from pipeline.catalogues.message import DRAFT, Catalogue, Message

HEADERS = (
    ("Language", "fr"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
)


def template(*messages: Message) -> Catalogue:
    return Catalogue("statuses.pot", HEADERS, messages)


ADDRESSES = st.sampled_from(["a", "b", "c", "d"])
TEXTS = st.sampled_from(["未找到", "未找到。", "没有找到", "没有 找到", "已消失"])
TRANSLATIONS = st.text("XYZ", min_size=1, max_size=3)
COMMENTS = st.lists(st.sampled_from([DRAFT, "ask Zoë", ""]), max_size=2).map(tuple)
FLAGS = st.lists(st.sampled_from(["fuzzy", "c-format", "mine"]), max_size=2).map(tuple)
STICKY = st.sampled_from([(), ("steady",), ("fuzzy",)])


@st.composite
def translated(draw: st.DrawFn) -> Message:
    """A message as any program may have left it: any state, with or without a translation."""
    return Message(
        context=draw(ADDRESSES),
        id=draw(TEXTS),
        strings=(draw(st.just("") | TRANSLATIONS),),
        comments=draw(COMMENTS),
        extracted=("EN: …",),
        flags=draw(FLAGS),
        sticky=draw(STICKY),
        previous_context=draw(st.none() | ADDRESSES),
        previous_id=draw(st.none() | TEXTS),
        obsolete=draw(st.booleans()),
    )


def allowed(messages: list[Message]) -> tuple[Message, ...]:
    """Those that a file may hold: one a key of gettext, one live one an address."""
    by_key = {(message.context, message.id): message for message in messages}
    live = {message.context: message for message in by_key.values() if not message.obsolete}
    return (*live.values(), *(message for message in by_key.values() if message.obsolete))


CATALOGUES = (
    st.lists(translated(), max_size=8)
    .map(allowed)
    .map(lambda messages: Catalogue("fr.po", HEADERS, messages))
)
ROWS = st.builds(
    Message,
    context=ADDRESSES,
    id=TEXTS,
    extracted=st.sampled_from([(), ("EN: Not Found",)]),
    flags=st.sampled_from([(), ("python-brace-format",)]),
)
TEMPLATES = st.lists(ROWS, unique_by=lambda row: row.address).map(lambda rows: template(*rows))
