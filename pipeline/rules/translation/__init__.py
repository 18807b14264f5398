"""Every check on what translators write; errors keep a translation from being published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pipeline.findings import Answer, Finding, Rule, Severity
from pipeline.rules.translation import characters, markup, substance, typography
from pipeline.rules.translation.subject import Translated, Translation
from pipeline.rules.waiver import Waiver

TEXT_RULES: tuple[Rule[Translation], ...] = (
    substance.placeholder_mismatch,
    substance.code_span_mismatch,
    substance.link_mismatch,
    substance.lookalike_host,
    substance.kept_term_missing,
    substance.rejected_term,
    substance.number_mismatch,
    markup.unexpected_html,
    markup.active_link,
    markup.breaks_cell,
    markup.unbalanced_backticks,
    markup.template_syntax,
    markup.conflict_text,
    characters.blank_translation,
    characters.control_character,
    characters.bidi_control,
    characters.zero_width_character,
    characters.han_left,
    characters.simplified_character,
    typography.end_punctuation,
    typography.french_spacing,
    typography.fullwidth_punctuation,
    typography.halfwidth_in_translation,
    typography.same_as_source,
    typography.doubled_word,
    typography.length_outlier,
)
CATALOGUE_RULES: tuple[Rule[Translated], ...] = (
    substance.missing_plural_form,
    typography.title_shared,
)
TRANSLATION_RULES: tuple[Rule[Translation] | Rule[Translated], ...] = (
    *TEXT_RULES,
    *CATALOGUE_RULES,
)


def judge_translations(
    translated: Translated, waivers: Iterable[Waiver] = (), today: date | None = None
) -> tuple[Finding, ...]:
    """Run every rule over a catalogue; return the findings by place, each once.

    Those that one of the `waivers` speaks of are answered. Without `today` none has expired.
    """
    document = translated.document
    texts = tuple(translated.texts)
    found = [each for rule in CATALOGUE_RULES for each in rule.check((translated,), document)]
    found += [each for rule in TEXT_RULES for each in rule.check(texts, document)]
    holding = tuple(
        waiver for waiver in waivers if waiver.covers(document.path) and waiver.holds(today)
    )
    unique = {(each.span, each.rule, str(each.violation.message)): each for each in found}
    return tuple(_answered(unique[key], holding) for key in sorted(unique))


def blocked_addresses(findings: Iterable[Finding]) -> frozenset[str]:
    """Return where an error that nobody has waived keeps a translation from being published."""
    return frozenset(
        found.violation.address
        for found in findings
        if found.violation.address and found.severity is Severity.ERROR and found.answer is None
    )


def _answered(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    waiver = next((each for each in waivers if each.matches(finding)), None)
    if waiver is None:
        return finding
    return replace(finding, answer=Answer.WAIVER, justification=waiver.reason)
