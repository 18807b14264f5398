"""What stops a command."""

from pipeline.failure import ExitStatus, Failure, Fault
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
