{%- import "partials/language.html" as lang with context -%}
// What the scripts say in the language of this site, once and not on every page.
"use strict";
window.hsWords = {{ dict(
  config.extra.scripts,
  codes=config.extra.codes,
  top=lang.t("top"),
  search=lang.t("search"),
  loading=lang.t("search.result.initializer"),
  ask=lang.t("search.result.placeholder"),
  none=lang.t("search.result.none"),
  one=lang.t("search.result.one"),
  several=lang.t("search.result.other"),
) | tojson }};
