"""What stops a command."""

import tomllib

import pytest

from pipeline.failure import ExitStatus, Failure, Fault, toml_fault
from pipeline.span import Document
from pipeline.wording import Wording

WRONG = Wording("有误", "wrong")


def test_a_failure_tells_every_fault_with_its_place() -> None:
    document = Document("a.md", "x\ny")
    faults = Fault("b.md", WRONG), Fault(document.span(2, 3), WRONG, Wording("改", "mend it"))
    failure = Failure(ExitStatus.INPUT, *faults)
    assert str(failure) == "b.md: wrong\na.md:2:1: wrong\n  = help: mend it"
    assert failure.faults[1].text("zh") == "a.md:2:1: 有误\n  = help: 改"
    assert failure.status == 3


@pytest.mark.parametrize(
    ("text", "place"), [("a = 1\nb = = 2\n", "t.toml:2:5"), ('a = "', "t.toml:1:6")]
)
def test_broken_toml_has_a_place(text: str, place: str) -> None:
    document = Document("t.toml", text)
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    fault = toml_fault(document, caught.value)
    assert fault.place == place
    assert "(at" not in fault.text("en")
