"""Templates in, text out; no value becomes markup. Only this module knows Jinja."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from jinja2.debug import rewrite_traceback_stack
from jinja2.ext import extract_from_ast
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.span import Document
from pipeline.wording import Wording

# Each character that may mean something to Markdown, to HTML or to a Markdown extension, in
# running text or in an attribute, is written as a character reference. A reference is text for
# all of them, so that one way of escaping serves wherever a value stands.
SPECIAL = re.compile(r"[\t\\`*_{}\[\]<>#|~^!&\"'$=+]")
# What does so at the beginning of a line only.
BEGINNING = re.compile(r"^(?:[-: ]|\d(?=\d*[.)]))")
BREAK = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
PLACEHOLDER = re.compile(r"(\{[a-z]+\})")
CODE = re.compile("&#96;(.+?)&#96;")
REMEMBERED = 1 << 16  # texts, of which most stand on many pages
# What YAML refuses to read (YAML 1.2 §5.1); HTML and XML do the same, or nearly.
UNPRINTABLE = re.compile("[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Call:
    """A translatable text in a template: its address, its Chinese text and its line."""

    address: str
    text: str
    line: int


class _Code(CodeGenerator):
    """Templates as Python that prints what `finalize` returns; Jinja would escape that once more.

    That once more is a quarter of the time that filling them takes.
    """

    def _output_child_pre(
        self,
        node: Expr,  # noqa: ARG002 - Jinja calls it
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,
    ) -> None:
        self.write(finalize.src or "")

    def _output_child_post(
        self,
        node: Expr,  # noqa: ARG002
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        self.write(")")


class Templates:
    """The project's templates, by name. Undefined names are errors, values are escaped.

    A value that knows its own markup says so with `__html__`. The filter `plain` makes text of
    it, for attributes; `lines` keeps its line ends; `code_spans` makes code of what stands between
    backticks; `front_matter` makes a string of YAML; `data`
    makes JSON, which is YAML too, of texts that no theme prints.
    """

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Compile nothing yet; `documents` are the sources of the templates, by name."""
        self._documents = documents

    @cached_property
    def _environment(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            autoescape=True,  # so that a macro's output is markup; `finalize` escapes before it
            loader=jinja2.FunctionLoader(self._source),
            undefined=jinja2.StrictUndefined,
            finalize=finalized,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.code_generator_class = _Code
        environment.filters["code_spans"] = _code_spans
        environment.filters["data"] = _data
        environment.filters["front_matter"] = _front_matter
        environment.filters["plain"] = str
        environment.filters["lines"] = _lines
        return environment

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """Return a template and what tracebacks shall call it."""
        document = self._documents.get(name)
        return (document.text, name, None) if document else None

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return the template `name`, filled with `context`; a failure says what is wrong in it."""
        try:
            return self._environment.get_template(name).render(context)
        except jinja2.TemplateError as error:
            raise Failure(ExitStatus.INPUT, self._fault(name, error)) from error

    def module(self, name: str, context: Mapping[str, object]) -> object:
        """Return what the template `name` sets and its macros, which speak as `context` has it."""
        try:
            return self._environment.get_template(name).make_module(dict(context))
        except jinja2.TemplateError:
            told = rewrite_traceback_stack()  # to the template's lines, as `render` does by itself
            raise Failure(ExitStatus.INPUT, self._fault(name, told)) from told

    def calls(self) -> Iterator[tuple[Document, Call]]:
        """Yield each `_("address", "文字")` of the templates, in the order of names and lines.

        Found by what Babel's extractor for Jinja calls, too, but with our own environment and
        names. A call without these two as literals is a failure: nobody could translate it.
        """
        return iter(self._calls)

    @cached_property
    def _calls(self) -> tuple[tuple[Document, Call], ...]:
        return tuple(self._found_calls())

    def _found_calls(self) -> Iterator[tuple[Document, Call]]:
        for name, document in sorted(self._documents.items()):
            try:
                tree = self._environment.parse(document.text, name, name)
            except jinja2.TemplateSyntaxError as error:
                raise Failure(ExitStatus.INPUT, self._fault(name, error)) from error
            for line, _, said in extract_from_ast(tree, ("_",)):
                literals = said if isinstance(said, tuple) else (said,)
                address, text = [*literals, None, None][:2]
                if not (address and text):
                    start = document.line_starts[line - 1]
                    fault = Fault(document.span(start, start), NO_LITERALS, WRITE_LITERALS)
                    raise Failure(ExitStatus.INPUT, fault)
                yield document, Call(address, text, line)

    def _fault(self, name: str, error: BaseException) -> Fault:
        """Return what is wrong, at the line of the template where Jinja met it."""
        frames = traceback.extract_tb(error.__traceback__)
        places = [(frame.filename, frame.lineno) for frame in frames]
        if isinstance(error, jinja2.TemplateSyntaxError):
            places.append((error.name or name, error.lineno))
        said = BROKEN.about(said=getattr(error, "message", error))
        for template, line in reversed(places):
            document = self._documents.get(template)
            if document and line:
                start = document.line_starts[line - 1]
                return Fault(document.span(start, start), said, MEND)
        return Fault(name, said, MEND)


def markup(text: str) -> Markup:
    """Return `text` as what it is: markup of ours, not to be escaped."""
    return Markup(text)  # noqa: S704 - the one place where text becomes markup


def escaped(value: object) -> Markup:
    """Return `value` so that neither Markdown, HTML nor XML sees anything but text in it."""
    return _escaped(str(value))


@lru_cache(REMEMBERED)
def _escaped(text: str) -> Markup:
    text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", BREAK.sub(" ", text))
    begin = BEGINNING.match(text)
    return markup(_reference(begin) + _inside(text[1:]) if begin else _inside(text))


def _lines(text: str) -> Markup:
    """Return `text` with its line ends kept, for `pre`."""
    return markup("&#10;".join(map(escaped, text.split("\n"))))


def _code_spans(value: object) -> Markup:
    """Return `value` as text in which what stands between backticks is code."""
    return markup(CODE.sub(r'<code dir="ltr">\1</code>', str(finalized(value))))


def _inside(text: str) -> str:
    return SPECIAL.sub(_reference, text)


def _reference(special: re.Match[str]) -> str:
    return f"&#{ord(special.group())};"


def finalized(value: object) -> str:
    """Return `value` as it stands on a page: as its own markup if it knows one, else as text."""
    own = getattr(value, "__html__", None)
    return escaped(value) if own is None else own()


def filled(text: str, values: Mapping[str, object]) -> Markup:
    """Return `text`, escaped, with each `{name}` of `values` replaced by that value.

    Nothing else in `text` means anything: no translation can reach into a value.
    """
    if not values:
        return escaped(text)
    named = {f"{{{name}}}": value for name, value in values.items()}
    first, *rest = PLACEHOLDER.split(BREAK.sub(" ", text))
    said = (finalized(named[piece]) if piece in named else _inside(piece) for piece in rest)
    return markup("".join((escaped(first), *said)))


def _front_matter(value: object) -> Markup:
    """Return `value` as a YAML string whose text is HTML: themes print titles unescaped."""
    text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", BREAK.sub(" ", str(value)))
    return markup(json.dumps(str(escape(text)), ensure_ascii=False))


def _data(value: object) -> Markup:
    """Return `value` as JSON that neither YAML nor an element `script` ends early."""
    text = BREAK.sub(" ", json.dumps(value, ensure_ascii=False, default=str))
    return markup(UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text).replace("<", "\\u003c"))


NO_LITERALS = Wording(
    "_(…) 的地址与中文须直接写出，否则无法翻译",
    "the address and the Chinese in _(…) are not written out: nobody could translate it",
)
WRITE_LITERALS = Wording('写作 _("ui.名称", "中文")', 'write _("ui.name", "中文")')
BROKEN = Wording("模板语法错误：{said}", "broken template: {said}")
MEND = Wording("改正模板此行的语法", "mend the template at this line")
