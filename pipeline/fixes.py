"""Which fixes of a document go together, and its bytes when they are applied: values, no files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.artefacts import RUN_AGAIN
from pipeline.failure import ExitStatus, Failure, Fault
from pipeline.findings import Edit, Finding
from pipeline.span import Document
from pipeline.wording import Wording

# A fix can make room for another: a tab beside a phrase that was replaced. More rounds than these
# are rules at odds with each other.
MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """A document after its fixes: the `findings` left, and those that each round fixed."""

    document: Document
    findings: tuple[Finding, ...]
    rounds: tuple[tuple[Finding, ...], ...] = ()

    @property
    def fixed(self) -> int:
        """How many findings were fixed."""
        return sum(map(len, self.rounds))

    def again(self, content: bytes) -> bytes:
        """Return `content` with the same fixes; a failure where it is not what was judged."""
        for chosen in self.rounds:
            content = apply(content, chosen)
        return content


def mend(
    document: Document,
    judge: Callable[[Document], tuple[Finding, ...]],
    permitted: Callable[[Finding], bool],
) -> Mended:
    """Judge `document` and apply the `permitted` fixes until there are no more to apply."""
    mended = Mended(document, judge(document))
    while (chosen := choose(mended.findings, permitted)) and len(mended.rounds) < MOST_ROUNDS:
        content = apply(mended.document.text.encode(), chosen)
        after = Document(document.path, content.decode())
        mended = Mended(after, judge(after), (*mended.rounds, chosen))
    return mended


def choose(
    findings: Iterable[Finding], permitted: Callable[[Finding], bool]
) -> tuple[Finding, ...]:
    """Return those findings of one document whose fixes are applied together, by place.

    Of fixes that overlap, the widest knows most and wins. If it is not `permitted`, it still keeps
    off the narrower ones, for half a fix can do harm: without its tab alone, `e<TAB>由于` becomes
    `e由于`. Edits that only touch do not overlap. Of fixes that are the same, one is returned.
    """

    def allowed(finding: Finding) -> bool:
        return finding.mendable and permitted(finding)

    def rank(finding: Finding) -> tuple[object, ...]:
        width = sum(edit.end_byte - edit.start_byte for edit in _edits(finding))
        return -width, not allowed(finding), finding.span, finding.rule

    fixable = sorted((finding for finding in findings if finding.violation.fix), key=rank)
    taken = bytearray(
        max((_places(edit).stop for found in fixable for edit in _edits(found)), default=0)
    )
    chosen = []
    for finding in fixable:
        places = [_places(edit) for edit in _edits(finding)]
        free = not any(1 in taken[place.start : place.stop] for place in places)
        if allowed(finding) and free:
            chosen.append(finding)
        if free or not allowed(finding):
            for place in places:
                taken[place.start : place.stop] = b"\1" * len(place)
    return tuple(sorted(chosen, key=lambda finding: finding.span))


def apply(content: bytes, chosen: Iterable[Finding]) -> bytes:
    """Return `content` with the fixes of `chosen`, all other bytes as they were.

    Raises a failure that lists every place where the bytes are not those that the fix expects.
    """
    edits = sorted(
        ((edit, finding) for finding in chosen for edit in _edits(finding)),
        key=lambda pair: (pair[0].start_byte, pair[0].end_byte),
    )
    faults = [
        Fault(finding.span, CHANGED, RUN_AGAIN)
        for edit, finding in edits
        if content[edit.start_byte : edit.end_byte] != edit.expected.encode()
    ]
    if faults:
        raise Failure(ExitStatus.CONFLICT, *faults)
    return b"".join(_pieces(content, [edit for edit, _ in edits]))


def _pieces(content: bytes, edits: Iterable[Edit]) -> Iterator[bytes]:
    end = 0
    for edit in edits:
        yield content[end : edit.start_byte]
        yield edit.replacement.encode()
        end = edit.end_byte
    yield content[end:]


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.violation.fix.edits if finding.violation.fix else ()


def _places(edit: Edit) -> range:
    """Number what an edit needs for itself: byte n is 2n + 1, the gap before it 2n."""
    start, end = 2 * edit.start_byte, 2 * edit.end_byte
    return range(start + 1, end) if start < end else range(start, start + 1)


CHANGED = Wording(
    "文件在检查之后被改动，未作修正", "the file changed after it was judged; nothing is fixed"
)
