// What pages do besides links and forms. Everything works, less smoothly, without it.
const root = document.documentElement;

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function isDark() {
  const wish = root.dataset.theme;
  return wish ? wish === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function showTheme() {
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.setAttribute("aria-pressed", String(isDark()));
  }
}

function toggleTheme() {
  root.dataset.theme = isDark() ? "light" : "dark";
  remember("theme", root.dataset.theme);
  showTheme();
  document.dispatchEvent(new Event("themechange"));
}

function dismiss(button) {
  const box = button.closest("[data-dismissible]");
  if (box.dataset.dismissible) remember(box.dataset.dismissible, "dismissed");
  box.remove();
}

function hideDismissed() {
  for (const box of document.querySelectorAll("[data-dismissible]")) {
    if (box.dataset.dismissible && remembered(box.dataset.dismissible)) box.remove();
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

// A form or button with data-confirm asks in a dialog first, naming the row that it stands on.
function askFirst(event) {
  const form = event.target;
  const button = event.submitter;
  const dialog = document.getElementById("confirm");
  const asks = form.id === "act" && !button?.matches(".bin, [data-confirm]") ? null : button?.dataset.confirm ? button : form;
  if (!asks?.dataset.confirm || form.dataset.confirmed || !dialog) return false;
  event.preventDefault();
  event.stopPropagation();
  dialog.querySelector("[data-question]").textContent = asks.dataset.confirm.replace("{title}", () => titleBeside(button));
  const yes = dialog.querySelector("[data-yes]");
  yes.textContent = asks.dataset.confirmLabel || yes.dataset.label;
  dialog.returnValue = "";
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue !== "yes") return;
      form.dataset.confirmed = "yes";
      form.requestSubmit(button);
    },
    { once: true },
  );
  dialog.showModal();
  return true;
}

function titleBeside(button) {
  return button?.closest("tr, li")?.querySelector(".stretched").textContent ?? "";
}

// An address goes where it can be pasted, and the button says so.
async function copyLink(button) {
  await navigator.clipboard.writeText(whole(button.dataset.copy));
  button.querySelector("span").textContent = button.dataset.copied;
}

function whole(path) {
  return new URL(path, location.href.replace(/[?#].*/, "")).href;
}

// On a phone an address goes to another app by the sheet that people know; they may close it again.
async function shareLink(button) {
  const shared = navigator.share({ title: document.title, url: whole(button.dataset.share) });
  await shared.catch((error) => {
    if (error.name !== "AbortError") throw error;
  });
}

// A second click must not send a form twice.
function sendOnce(form) {
  if (form.method !== "post") return;
  if (form.dataset.sent) return true;
  form.dataset.sent = "yes";
  for (const button of form.elements) {
    if (button.type !== "submit") continue;
    button.setAttribute("aria-disabled", "true");
    button.classList.add("opacity-60");
  }
  return false;
}

document.addEventListener("submit", (event) => {
  if (askFirst(event)) return;
  if (sendOnce(event.target)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  closeMenus(event.target);
  const toggle = event.target.closest("[data-theme-toggle]");
  if (toggle) toggleTheme();
  const close = event.target.closest("[data-dismiss]");
  if (close) dismiss(close);
  if (event.target.closest("[data-print]")) print();
  const suggestion = event.target.closest("[data-suggests]");
  if (suggestion) takeOver(suggestion);
  const asks = event.target.closest("[data-asks]");
  if (asks) askFor(asks, event);
  const copy = event.target.closest("[data-copy]");
  if (copy) copyLink(copy);
  const share = event.target.closest("[data-share]");
  if (share) shareLink(share);
});

// A value that a field suggests; which one is chosen shows as one types, too.
function takeOver(button) {
  const input = document.getElementById(button.dataset.suggests);
  input.value = button.value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  for (const button of document.querySelectorAll(`[data-suggests="${CSS.escape(event.target.id)}"]`)) {
    button.setAttribute("aria-pressed", String(Number(button.value) === Number(event.target.value)));
  }
});

// A button that asks for something has a page with a form, which opens in a dialog here.
async function askFor(link, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { open } = await import(link.dataset.asks);
  open(link);
}

// The key “/” leads to the field for words: the page's own, the bar's, or the page that has one.
function seek(event) {
  const at = event.target;
  const types = at.isContentEditable || at.matches?.("input, textarea, select");
  if (event.key !== "/" || types || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const fields = [...document.querySelectorAll("main [data-search], header [data-search], .search-words")];
  const field = fields.find((each) => each.offsetParent);
  const page = document.querySelector("[data-search-page]");
  if (!field && !page) return;
  event.preventDefault();
  if (!field) return page.click();
  field.focus();
  field.select();
}

document.addEventListener("keydown", seek);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details[data-menu][open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

// A page that comes back from the browser's memory may be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// An element that names a script of its part gets what that script makes of it.
async function enliven(within) {
  for (const element of within.querySelectorAll("[data-script]")) {
    const { enliven: begin } = await import(element.dataset.script);
    begin(element);
  }
}

// Columns can be moved in the list in which they are chosen.
function movable(list) {
  for (const item of list.children) {
    const label = item.textContent.trim();
    for (const [words, mark, by] of [[list.dataset.earlier, "↑", -1], [list.dataset.later, "↓", 1]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-bare btn-square btn-sm";
      button.textContent = mark;
      button.setAttribute("aria-label", words.replace("{column}", label));
      button.addEventListener("click", () => {
        const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
        if (!other) return;
        other[by < 0 ? "before" : "after"](item);
        button.focus();
        item.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
      });
      item.append(button);
    }
  }
}

for (const list of document.querySelectorAll("[data-columns]")) movable(list);

// Addresses of lists name only what was asked.
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, formData } = event.detail;
  if (verb !== "get") return;
  for (const list of event.detail.elt.querySelectorAll?.("[data-columns]") ?? []) {
    if (formData.getAll(list.dataset.columns).join(" ") === list.dataset.usual) formData.delete(list.dataset.columns);
  }
  for (const [name, value] of [...formData.entries()]) {
    if (value === "") formData.delete(name);
  }
});

// What changes in place is brought when a hand nears it, or at once where it changes by itself.
const IN_PLACE = "[hx-get], [hx-post], [hx-boost]";
const AT_ONCE = ["load", "every", "revealed", "intersect"].map((word) => `[hx-trigger*="${word}"]`).join(", ");
const CONFIG = {
  allowEval: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
};
let bringing;
let missed;

// It reads its settings while it is loaded, so they must be there before.
function settle() {
  const meta = document.createElement("meta");
  meta.name = "htmx-config";
  meta.content = JSON.stringify(CONFIG);
  document.head.append(meta);
}

function bring() {
  bringing ??= new Promise((loaded) => {
    if (document.readyState === "complete") loaded();
    else addEventListener("load", loaded, { once: true });
  })
    .then(settle)
    .then(() => import("htmx.org/dist/htmx.esm.js"))
    .then(() => {
      missed?.dispatchEvent(new Event("change"));
      bringing.done = true;
    });
}

for (const kind of ["pointerover", "focusin", "input", "change"]) {
  document.addEventListener(kind, (event) => {
    if (bringing?.done || !event.target.closest?.(IN_PLACE)) return;
    if (kind === "input" || kind === "change") missed = event.target.form;
    bring();
  });
}

if (document.querySelector(AT_ONCE)) bring();
hideDismissed();
showTheme();
if (navigator.share && matchMedia("(pointer: coarse)").matches) root.classList.add("can-share");
if (!navigator.clipboard) root.classList.add("no-clipboard");
enliven(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) enliven(event.target);
});
