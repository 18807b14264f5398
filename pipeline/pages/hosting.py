"""What hosts are told: the policy of every page, headers, and redirects.

`_headers` and `_redirects` are read by Netlify and Cloudflare Pages. The site needs neither: its
pages carry the policy themselves, and signposts lie wherever a redirect begins.
"""

from __future__ import annotations

from collections.abc import Mapping

# Nothing inline, nothing from elsewhere. `frame-ancestors` is for the header alone: browsers
# complain of it in a page.
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
HOUR, DAY = 3_600, 86_400  # seconds


def headers() -> bytes:
    """Return `_headers`: safety for all, any origin for data, and what caches may keep.

    No path is named twice with the same header: Cloudflare would join the values.
    """
    rules: dict[str, tuple[str, ...]] = {
        "/*": (
            f"Content-Security-Policy: {POLICY}; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy: same-origin",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
        )
    }
    for folder, age in (("api", HOUR), ("downloads", HOUR), ("schema", DAY)):
        rules[f"/{folder}/*"] = ("Access-Control-Allow-Origin: *", _cache(f"max-age={age}"))
    return _written(rules)


def redirects(places: Mapping[str, str]) -> bytes:
    """Return `_redirects`: from each path to its target, with and without a slash at the end."""
    lines = (
        f"{path} /{target} 301\n"
        for place, target in places.items()
        for path in (f"/{place}", f"/{place}/")
    )
    return "".join(lines).encode()


def _cache(directive: str) -> str:
    return f"Cache-Control: public, {directive}"


def _written(rules: Mapping[str, tuple[str, ...]]) -> bytes:
    blocks = ("\n  ".join((path, *fields)) + "\n" for path, fields in rules.items())
    return "".join(blocks).encode()
