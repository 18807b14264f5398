"""Jinja's door: values stay text, faults have a place, translatable texts are found."""

from collections.abc import Mapping

import pytest

from pipeline.failure import ExitStatus, Failure
from pipeline.span import Document
from pipeline.templates import Call, Templates, escaped, filled, markup


def templates(**sources: str) -> Templates:
    return Templates({name: Document(f"t/{name}", text) for name, text in sources.items()})


def rendered(source: str, **values: object) -> str:
    return templates(page=source).render("page", values)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("未找到", "未找到"),
        ("<b>", "&#60;b&#62;"),
        ("a | b", "a &#124; b"),
        ("[x](javascript:1)", "&#91;x&#93;(javascript:1)"),
        ("{{ 7*7 }}", "&#123;&#123; 7&#42;7 &#125;&#125;"),
        ("`code` ~~~", "&#96;code&#96; &#126;&#126;&#126;"),
        ('"quoted" & more', "&#34;quoted&#34; &#38; more"),
        ("a\ttab", "a&#9;tab"),
        ("two\nlines\r\n", "two lines "),
        ("- no list", "&#45; no list"),
        ("1. no list", "&#49;. no list"),
        ("100 plain", "100 plain"),
        ("    no code", "&#32;   no code"),
    ],
)
def test_a_value_is_text_and_nothing_else(text: str, shown: str) -> None:
    assert escaped(text) == shown
    assert rendered("{{ it }}", it=text) == shown


def test_markup_of_ours_stays_markup() -> None:
    assert rendered("{{ it }}", it=markup("<b>")) == "<b>"


def test_what_stands_between_backticks_can_be_code() -> None:
    code = '<code dir="ltr">{}</code>'.format
    assert rendered("{{ it | code_spans }}", it="Say `a<b` or `c`, not `d") == (
        f"Say {code('a&#60;b')} or {code('c')}, not &#96;d"
    )


def test_a_macro_gives_markup_made_of_escaped_values() -> None:
    macro = "{% macro bold(it) %}<b>{{ it }}</b>{% endmacro %}{{ bold(it) }}"
    assert rendered(macro, it="<i>") == "<b>&#60;i&#62;</b>"


def test_a_module_speaks_as_its_context_has_it() -> None:
    words = templates(words="{% set hello = _('x') %}").module("words", {"_": str.upper})
    assert rendered("{{ words.hello }}", words=words) == "X"


def test_a_fault_in_a_module_has_its_place() -> None:
    with pytest.raises(Failure, match="t/words:2:1: broken template: 'gone' is undefined"):
        templates(words="{% set a = 1 %}\n{% set b = gone.x %}").module("words", {})


class Marked:
    """A value with markup of its own."""

    def __str__(self) -> str:
        return "<plain>"

    def __html__(self) -> str:
        return "<own>"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ it }}", "<own>"),
        ('title="{{ it | plain }}"', 'title="&#60;plain&#62;"'),
        ("title: {{ it | front_matter }}", 'title: "&lt;plain&gt;"'),
        ("{{ it | code_spans }}", "<own>"),
    ],
)
def test_a_value_may_know_its_own_markup(source: str, shown: str) -> None:
    assert rendered(source, it=Marked()) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('say "a\\b"', '"say &#34;a\\\\b&#34;"'),
        ("two\nlines", '"two lines"'),
        ("bell \a", '"bell �"'),
        ("😀", '"😀"'),
    ],
)
def test_front_matter_is_a_string_that_yaml_reads(text: str, shown: str) -> None:
    assert rendered("{{ it | front_matter }}", it=text) == shown


@pytest.mark.parametrize(
    ("text", "values", "shown"),
    [
        ("共 {count} 项", {"count": 3}, "共 3 项"),
        ("<{name}>", {"name": markup("<b>x</b>")}, "&#60;<b>x</b>&#62;"),
        ("{name}", {"name": "{name}<"}, "&#123;name&#125;&#60;"),
        ("{other} {0.x} {name", {"name": 1}, "&#123;other&#125; &#123;0.x&#125; &#123;name"),
        ("- {name}", {"name": "x"}, "&#45; x"),
    ],
)
def test_only_named_places_are_filled(text: str, values: Mapping[str, object], shown: str) -> None:
    assert filled(text, values) == shown


def faults(template: Templates, name: str = "page", **values: object) -> list[str]:
    with pytest.raises(Failure) as caught:
        template.render(name, values)
    assert caught.value.status is ExitStatus.INPUT
    return [fault.text("en").splitlines()[0] for fault in caught.value.faults]


def test_broken_syntax_has_a_place() -> None:
    source = "fine\n{% if %}\n"
    assert faults(templates(page=source)) == [
        "t/page:2:1: broken template: Expected an expression, got 'end of statement block'"
    ]


def test_an_undefined_name_has_the_place_of_its_use() -> None:
    parts = "{% macro show(it) %}\n{{ it.missing }}\n{% endmacro %}"
    page = "{% import 'parts' as parts %}\n\n{{ parts.show(it) }}"
    said = faults(templates(page=page, parts=parts), it=1)
    assert said == ["t/parts:2:1: broken template: 'int object' has no attribute 'missing'"]


def test_a_template_that_imports_a_missing_one_is_named() -> None:
    said = faults(templates(page="\n{% import 'nowhere' as it %}{{ it.x }}"))
    assert said == ["t/page:2:1: broken template: nowhere"]


def test_a_missing_template_is_named() -> None:
    assert faults(templates(), "page.md.jinja") == ["page.md.jinja: broken template: page.md.jinja"]


def test_translatable_texts_are_found_in_the_order_of_names_and_lines() -> None:
    found = templates(
        b='{{ _("ui.two", "二") }}\n{{ _("ui.three", "{count} 三", count=3) }}',
        a='{{ _("ui.one", "一") | plain }}{{ other("ui.no", "不") }}',
    ).calls()
    assert [(document.path, call) for document, call in found] == [
        ("t/a", Call("ui.one", "一", 1)),
        ("t/b", Call("ui.two", "二", 1)),
        ("t/b", Call("ui.three", "{count} 三", 2)),
    ]


@pytest.mark.parametrize(
    "call", ["_(it)", '_("ui.half")', '_("ui.half", it)', '_(it, "文")', '_("", "文")', "_()"]
)
def test_a_text_that_cannot_be_extracted_is_a_fault_with_a_place(call: str) -> None:
    with pytest.raises(Failure, match="t/page:2:1: the address and the Chinese in"):
        list(templates(page=f"\n{{{{ {call} }}}}").calls())


def test_texts_of_a_broken_template_are_a_fault_with_a_place() -> None:
    with pytest.raises(Failure, match="t/page:1:1: broken template"):
        list(templates(page="{% nonsense %}").calls())
