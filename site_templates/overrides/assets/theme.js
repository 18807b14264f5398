// What Material's program expects of the page: its storage, under the names that it uses. The scope is the site's root,
// so that a choice of colours holds in every language. Storage may be forbidden; then nothing is remembered.
"use strict";
window.__md_scope = new URL("../../", document.currentScript.src);
window.__md_get = (key, storage, scope = window.__md_scope) => {
  try { return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`)); } catch { return null; }
};
window.__md_set = (key, value, storage, scope = window.__md_scope) => {
  try { (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value)); } catch { /* forbidden */ }
};
