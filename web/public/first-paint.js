// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
// Theme and language before the first paint. A file of its own, since inline scripts are forbidden here.
(function () {
  function kept(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage is switched off: the system's wishes decide
    }
  }
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = kept("farol.theme") || (dark ? "dark" : "light");
  root.lang = kept("farol.language") || (navigator.language.toLowerCase().indexOf("pt") === 0 ? "pt-BR" : "en");
})();
