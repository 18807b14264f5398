"""States of messages, and how they are counted."""

import pytest

from pipeline.catalogues.coverage import Coverage, State, Tally, coverage, han_characters, state
from pipeline.catalogues.message import DRAFT, Catalogue, Message

APPROVED = Message("approved", "未找到", ("Introuvable",))
STALE = Message("stale", "已消失。", ("Disparu",), flags=("fuzzy",), previous_id="没了")
GUESSED = Message(
    "guessed", "我", ("Je",), flags=("fuzzy",), previous_context="other", previous_id="你"
)
FUZZY = Message("fuzzy", "HTTP 状态", ("État",), flags=("fuzzy",))
MISSING = Message("missing", "茶壶")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (APPROVED, State.TRANSLATED),
        (STALE, State.STALE),
        (GUESSED, State.UNSURE),
        (FUZZY, State.UNSURE),
        (MISSING, State.MISSING),
        (Message("plural", "甲", ("", "A"), id_plural="甲"), State.TRANSLATED),
    ],
)
def test_state(message: Message, expected: State) -> None:
    assert state(message) is expected


@pytest.mark.parametrize("message", [APPROVED, STALE, GUESSED, FUZZY])
def test_what_a_check_refuses_is_blocked_whatever_else_it_is(message: Message) -> None:
    assert state(message, {message.address}) is State.BLOCKED
    assert state(message, {"another"}) is not State.BLOCKED


def test_what_is_missing_cannot_be_blocked() -> None:
    assert state(MISSING, {MISSING.address}) is State.MISSING


def test_coverage_counts_messages_and_han_characters() -> None:
    draft = Message("draft", "网关", ("Passerelle",), comments=(DRAFT,))
    old_draft = Message("old", "代理", ("Mandataire",), flags=("fuzzy",), comments=(DRAFT,))
    gone = Message("gone", "走了", ("Parti",), comments=(DRAFT,), obsolete=True)
    catalogue = Catalogue(
        "fr.po", (), (APPROVED, STALE, GUESSED, FUZZY, MISSING, draft, old_draft, gone)
    )
    found = coverage(catalogue, {"fuzzy"})
    assert found == Coverage(
        {
            State.TRANSLATED: Tally(2, 5),
            State.STALE: Tally(1, 3),
            State.UNSURE: Tally(2, 3),
            State.BLOCKED: Tally(1, 2),
            State.MISSING: Tally(1, 2),
        },
        drafts=Tally(2, 4),
    )
    assert found.total == Tally(7, 15)


def test_every_state_is_counted_even_where_there_is_none() -> None:
    found = coverage(())
    assert list(found.states) == ["translated", "stale", "unsure", "blocked", "missing"]
    assert found.total == found.drafts == Tally(0, 0)


def test_han_characters() -> None:
    assert han_characters("HTTP 请求，〇、人々。𠮷，かな 한글") == 6
