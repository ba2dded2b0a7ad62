// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/** Remembers a preference in this browser. Where storage is switched off it lasts as long as the page. */
function keep(name: "theme" | "language", value: string): void {
  try {
    localStorage.setItem(`farol.${name}`, value);
  } catch (denied) {
    console.debug("Preference lasts only as long as this page", denied);
  }
}

export function showLanguage(language: string): void {
  document.documentElement.lang = language;
  keep("language", language);
}

export function switchTheme(): void {
  const root = document.documentElement;
  const next = root.dataset["theme"] === "dark" ? "light" : "dark";
  root.dataset["theme"] = next;
  keep("theme", next);
}
