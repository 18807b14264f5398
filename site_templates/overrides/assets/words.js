{%- import "partials/language.html" as lang with context -%}
// What the scripts say in the language of this site, and what Material's script reads first: once, not on every page.
"use strict";
window.hsWords = {{ dict(config.extra.keyboard, codes=config.extra.codes) | tojson }};
(() => {
  const here = document.currentScript.src;
  const config = document.createElement("script");
  config.id = "__config";
  config.type = "application/json";
  config.textContent = JSON.stringify({
    base: new URL("..", here).href,
    features: {{ config.theme.features | tojson }},
    search: new URL("search.js", here).href, // our search, not Material's
    translations: {{ {
      "clipboard.copy": lang.t("clipboard.copy"),
      "clipboard.copied": lang.t("clipboard.copied"),
      "search.result.placeholder": lang.t("search.result.placeholder"),
      "search.result.none": lang.t("search.result.none"),
      "search.result.one": lang.t("search.result.one"),
      "search.result.other": lang.t("search.result.other"),
      "search.result.more.one": lang.t("search.result.more.one"),
      "search.result.more.other": lang.t("search.result.more.other"),
      "search.result.term.missing": lang.t("search.result.term.missing"),
      "select.version": lang.t("select.version"),
    } | tojson }},
    annotate: null,
    tags: null,
    version: null,
  });
  document.body.append(config);
})();
