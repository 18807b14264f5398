"""`make torture KILLS=200`: every disturbance, for real, and a line of counts for each."""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.torture import disturbances
from tests.torture.arena import VICTIMS, Arena


def main() -> None:
    """Torture victims; an assertion that fails ends it with the seed to repeat it by."""
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("kills", type=int, help="of each victim")
    parser.add_argument("victims", nargs="*", default=[*VICTIMS], choices=[*VICTIMS, []])
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}, {options.kills} kills a victim", flush=True)  # noqa: T201
    for name in options.victims:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            arena = Arena(Path(folder) / "project", VICTIMS[name])
            for disturbance, seen in tortured(arena, options.kills, seed):
                told = ", ".join(f"{what}: {count}" for what, count in sorted(seen.items()))
                print(f"{name} · {disturbance}: {told}", flush=True)  # noqa: T201


def tortured(arena: Arena, kills: int, seed: int) -> Iterator[tuple[str, Counter[str]]]:
    """Yield what each disturbance saw."""
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    some = max(2, kills // 20)
    yield "something else as source", disturbances.replaced(arena)
    yield "something in the way", disturbances.in_the_way(arena)
    yield "read-only folder", disturbances.read_only(arena)
    yield "two at once", disturbances.two_at_once(arena, some)
    yield "an editor saving", disturbances.edited(arena, some, dice)
    yield "a clock that jumps", disturbances.clock_jumps(arena, some, dice)
    sizes = (0, 4, 16, 64, 256, 1024, 1 << 20)
    yield "out of space", disturbances.out_of_space(arena, sizes)
    yield "killed", disturbances.killed(arena, kills, dice)


if __name__ == "__main__":  # which a process of a site's build is not
    main()
