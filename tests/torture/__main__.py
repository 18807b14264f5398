"""`make torture KILLS=200`: every disturbance, for real, and a line of counts for each."""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.torture import disturbances
from tests.torture.arena import VICTIMS, Arena

JAPANESE = "locales/ja/LC_MESSAGES/statuses.po"


def main(kills: int) -> None:
    """Torture every victim; an assertion that fails ends it with the seed to repeat it by."""
    seed = random.SystemRandom().randrange(2**32)
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    print(f"seed {seed}, {kills} kills", flush=True)  # noqa: T201
    for name, victim in VICTIMS.items():
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            arena = Arena(Path(folder) / "project", victim)
            report(
                name, "out of space", disturbances.out_of_space(arena, (0, 4, 8, 16, 32, 64, 4096))
            )
            report(name, "read-only folder", disturbances.read_only(arena))
            report(name, "two at once", disturbances.two_at_once(arena, max(1, kills // 10)))
            edits = disturbances.edited(arena, JAPANESE, max(2, kills // 5), dice)
            report(name, "an editor saving", edits)
            report(name, "killed", disturbances.killed(arena, kills, dice))


def report(victim: str, disturbance: str, seen: Counter[str]) -> None:
    """Print what was seen."""
    told = ", ".join(f"{what}: {count}" for what, count in sorted(seen.items()))
    print(f"{victim} · {disturbance}: {told}", flush=True)  # noqa: T201


main(int(sys.argv[1]))
