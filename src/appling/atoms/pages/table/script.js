// Cells are changed in place, and several rows at once, while a table is being edited.

const HEADERS = { accept: "application/json" };

function token() {
  return document.querySelector('#act [name="_token"]').value;
}

function button(words, classes) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = classes;
  made.textContent = words;
  return made;
}

function rowsOf(box) {
  return [...box.querySelectorAll("tbody tr")].filter((row) => row.querySelector(".stretched"));
}

function addressOf(row) {
  return row.querySelector(".stretched").getAttribute("href");
}

function titleOf(row) {
  return row.querySelector(".stretched").textContent;
}

// Cells ------------------------------------------------------------------

function fieldOf(box, cell) {
  const head = box.querySelectorAll("thead th")[cell.cellIndex];
  return cell.parentElement.dataset.version ? head?.dataset.field : undefined;
}

function cellsOf(box) {
  return rowsOf(box).flatMap((row) => [...row.cells].filter((cell) => !cell.querySelector(".stretched, [data-pick]") && fieldOf(box, cell)));
}

function tell(box, words, isProblem) {
  const line = box.previousElementSibling.querySelector("[role=status]");
  line.textContent = words;
  line.classList.toggle("text-error-text", isProblem);
}

async function inputOf(row, field) {
  const answer = await fetch(`${addressOf(row)}/edit`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = [...page.querySelectorAll("main form [name]")].filter((input) => input.name === field && input.type !== "hidden");
  if (!found.length) return null;
  const whole = found[0].closest("[data-several]") ?? (found.length > 1 ? found[0].parentElement : found[0]);
  return document.importNode(whole, true);
}

function valueOf(input) {
  if (input.matches("[data-several]")) return [...input.querySelectorAll("[name][type=text], [name]:checked")].map((each) => each.value).join(", ");
  const chosen = input.matches("input, select, textarea") ? input : input.querySelector(":checked");
  if (chosen?.type === "checkbox") return chosen.checked ? "yes" : "no";
  return chosen?.value ?? "";
}

async function save(row, field, value) {
  const body = new URLSearchParams({ _token: token(), _version: row.dataset.version, name: field, value });
  const answer = await fetch(`${addressOf(row)}/field`, { method: "POST", body, headers: HEADERS });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

async function edit(box, cell) {
  const field = fieldOf(box, cell);
  if (!field || cell.dataset.editing) return;
  cell.dataset.editing = "yes";
  const row = cell.parentElement;
  const before = [...cell.childNodes];
  const input = await inputOf(row, field);
  if (!input) return;
  input.removeAttribute("id");
  const label = box.querySelectorAll("thead th")[cell.cellIndex].textContent.trim();
  const target = input.matches("input, select, textarea") ? input : (input.querySelector(":checked") ?? input.querySelector("input:not([type=hidden])"));
  target.setAttribute("aria-label", `${titleOf(row)}: ${label}`);
  cell.replaceChildren(input);
  target.focus();
  target.select?.();
  const first = valueOf(input);
  let over = false;
  const end = (nodes, stay) => {
    if (over) return;
    over = true;
    delete cell.dataset.editing;
    cell.replaceChildren(...nodes);
    if (stay) cell.focus();
  };
  const keep = async (stay) => {
    if (over) return;
    if (valueOf(input) === first) return end(before, stay);
    try {
      const told = await save(row, field, valueOf(input));
      if (told.gone) return location.reload();
      row.dataset.version = told.version;
      cell.classList.toggle("blank", !told.text);
      end([document.createRange().createContextualFragment(told.html)], stay);
      tell(box, box.dataset.saved, false);
    } catch (problem) {
      target.setAttribute("aria-invalid", "true");
      tell(box, problem.message, true);
      target.focus();
    }
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") end(before, true);
    if (event.key === "Enter" && !target.matches("textarea")) {
      event.preventDefault();
      keep(true);
    }
  });
  input.addEventListener("focusout", (event) => {
    if (!cell.contains(event.relatedTarget)) keep(false);
  });
}

function walk(box, event) {
  const cell = event.target.closest("td");
  const cells = cellsOf(box);
  if (!cell || event.target !== cell) return;
  const ahead = getComputedStyle(box).direction === "rtl" ? -1 : 1;
  const wide = cells.filter((each) => each.parentElement === cell.parentElement).length;
  const by = { ArrowLeft: -ahead, ArrowRight: ahead, ArrowUp: -wide, ArrowDown: wide }[event.key];
  if (event.key === "Enter" || event.key === "F2") edit(box, cell);
  else if (by) cells[cells.indexOf(cell) + by]?.focus();
  else return;
  event.preventDefault();
}

// Rows -------------------------------------------------------------------

function chosenOf(box) {
  return rowsOf(box).filter((row) => row.querySelector("[data-pick]")?.checked);
}

// What each of the rows offers: actions by the end of their address, and removing.
function offered(rows) {
  const lists = rows.map((row) => {
    const found = new Map();
    for (const each of row.querySelectorAll("td.tools [formaction], td.tools [data-asks]:not([data-alone])")) {
      const address = each.getAttribute("formaction") ?? each.getAttribute("href");
      found.set(address.slice(addressOf(row).length + 1), { words: each.textContent.trim(), asks: each.matches("a") });
    }
    return found;
  });
  const [first, ...others] = lists;
  return [...(first ?? [])].filter(([what]) => others.every((list) => list.has(what)));
}

function send(box, what, label, asks) {
  const rows = chosenOf(box);
  const form = document.createElement("form");
  form.method = "post";
  form.action = box.dataset.many;
  if (!asks) form.dataset.confirm = box.dataset.sure.replace("{action}", label).replace("{count}", String(rows.length));
  form.dataset.confirmLabel = label;
  const values = [["_token", token()], ["do", what], ...rows.map((row) => ["row", addressOf(row).split("/").pop()])];
  for (const [name, value] of values) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.requestSubmit();
}

function showChosen(box, bar) {
  const rows = chosenOf(box);
  const place = bar.querySelector("[data-does]");
  place.replaceChildren();
  showWhetherAll(box, bar);
  if (!rows.length) return;
  const count = document.createElement("span");
  count.textContent = box.dataset.chosen.replace("{count}", String(rows.length));
  place.append(count);
  for (const [what, { words, asks }] of offered(rows)) {
    const label = words || box.dataset.remove;
    const does = button(label, what === "remove" ? "btn btn-quiet btn-sm" : "btn btn-tint btn-sm");
    does.addEventListener("click", () => send(box, what, label, asks));
    place.append(does);
  }
}

function pick(name) {
  const made = document.createElement("input");
  made.type = "checkbox";
  made.className = "checkbox checkbox-sm";
  made.dataset[name] = "";
  return made;
}

function pickOne(box, row) {
  const [label, made] = [document.createElement("label"), pick("pick")];
  label.className = "row-pick";
  made.setAttribute("aria-label", box.dataset.choose.replace("{title}", () => titleOf(row)));
  label.append(made);
  row.cells[0].prepend(label);
}

// It stands in the bar, since phones show no head of the table.
function pickAll(box, bar) {
  const label = document.createElement("label");
  label.className = "table-all";
  label.append(pick("pickAll"), box.dataset.all);
  bar.prepend(label);
  label.addEventListener("change", (event) => {
    for (const each of box.querySelectorAll("[data-pick]")) each.checked = event.target.checked;
    showChosen(box, bar);
  });
}

function showWhetherAll(box, bar) {
  const all = bar.querySelector("[data-pick-all]");
  const [chosen, rows] = [chosenOf(box).length, rowsOf(box).length];
  if (!all) return;
  all.checked = rows > 0 && chosen === rows;
  all.indeterminate = chosen > 0 && chosen < rows;
}

function begin(box, bar) {
  box.dataset.editing = "yes";
  for (const row of rowsOf(box)) pickOne(box, row);
  pickAll(box, bar);
  cellsOf(box).forEach((cell, index) => {
    cell.tabIndex = index ? -1 : 0;
    cell.classList.add("can-edit");
  });
}

function finish(box, bar) {
  delete box.dataset.editing;
  for (const label of box.querySelectorAll(".row-pick")) label.remove();
  bar.querySelector(".table-all")?.remove();
  for (const cell of box.querySelectorAll(".can-edit")) {
    cell.removeAttribute("tabindex");
    cell.classList.remove("can-edit");
  }
}

export function enliven(box) {
  const bar = document.createElement("div");
  bar.className = "table-bar";
  bar.innerHTML = '<p role="status" class="text-sm text-muted"></p><div data-does></div>';
  const toggle = button(box.dataset.edit, "btn btn-bare btn-sm");
  toggle.setAttribute("aria-pressed", "false");
  bar.append(toggle);
  box.before(bar);
  toggle.addEventListener("click", () => {
    const isOn = Boolean(box.dataset.editing);
    (isOn ? finish : begin)(box, bar);
    toggle.textContent = isOn ? box.dataset.edit : box.dataset.done;
    toggle.setAttribute("aria-pressed", String(!isOn));
    showChosen(box, bar);
  });
  box.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick]")) showChosen(box, bar);
  });
  box.addEventListener("click", (event) => {
    const cell = event.target.closest(".can-edit");
    if (box.dataset.editing && cell && !event.target.closest("a, .row-pick")) edit(box, cell);
  });
  box.addEventListener("keydown", (event) => {
    if (box.dataset.editing) walk(box, event);
  });
}
