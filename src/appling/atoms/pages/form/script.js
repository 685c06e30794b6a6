// Lines are added and left out by buttons; a long form is filled in step by step; a field that hangs on
// what others hold comes and goes with that.

function number(list, from) {
  return [...list.children].reduce((most, line) => {
    const found = line.querySelector("[name]").name.split(".")[1];
    return Math.max(most, Number(found) + 1);
  }, from);
}

function isUntouched(line) {
  return [...line.querySelectorAll("input:not([type=hidden]), select, textarea")].every((input) => {
    if (input.type === "checkbox" || input.type === "radio") return input.checked === input.defaultChecked;
    if (input.matches("select")) return [...input.options].every((option) => option.selected === option.defaultSelected) || input.selectedIndex === 0;
    return input.value === input.defaultValue;
  });
}

function keepLines(lines) {
  const list = lines.querySelector("ol");
  const another = lines.querySelector("[data-another]");
  const spare = lines.querySelector("template").innerHTML;
  const most = Number(lines.dataset.most);
  const limit = () => {
    another.hidden = list.children.length >= most;
  };
  for (const line of [...list.children].slice(1)) {
    if (isUntouched(line) && !line.querySelector("[aria-invalid]")) line.remove();
  }
  another.addEventListener("click", () => {
    list.insertAdjacentHTML("beforeend", spare.replaceAll("{number}", String(number(list, 0) % most)));
    list.lastElementChild.querySelector("input:not([type=hidden]), select, textarea").focus();
    limit();
  });
  lines.addEventListener("click", (event) => {
    const less = event.target.closest("[data-less]");
    if (!less) return;
    less.closest("li").remove();
    if (!list.children.length) another.click();
    else another.focus();
    limit();
  });
}

function progressOf(form, steps) {
  const bar = document.createElement("div");
  bar.className = "form-progress";
  bar.innerHTML = `<span role="status"></span><ol aria-hidden="true">${"<li></li>".repeat(steps.length)}</ol>`;
  steps[0].before(bar);
  return (at) => {
    bar.firstChild.textContent = form.dataset.progress.replace("{number}", at + 1).replace("{count}", steps.length);
    bar.querySelectorAll("li").forEach((dot, index) => dot.classList.toggle("done", index <= at));
  };
}

function buttonOf(form, words, place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = place === "next" ? "btn btn-primary max-sm:flex-1" : "btn btn-quiet max-sm:flex-1";
  button.textContent = words;
  form.querySelector(".form-end").prepend(button);
  return button;
}

function isRight(step) {
  return [...step.querySelectorAll("input, select, textarea")].every((input) => input.reportValidity());
}

// What is typed in a field, as conditions read it: null where nothing is.
function heldBy(form, name, kind) {
  const inputs = [...form.querySelectorAll("[name]")].filter((input) => input.name === name && !input.disabled);
  const chosen = inputs.filter((input) => !input.matches("[type=checkbox], [type=radio]") || input.checked);
  if (kind === "several") return chosen.flatMap((input) => (input.type === "text" ? input.value.split(/[,;，、；،؛]/) : [input.value])).map((each) => each.trim()).filter(Boolean);
  const text = chosen.at(-1)?.value.trim() ?? "";
  if (kind === "truth") return text === "yes";
  if (text === "") return null;
  return kind === "number" ? Number(text.replace(",", ".")) : text;
}

function equal(one, other) {
  if (one === "" || other === "") return (one || null) === (other || null);
  return one === other;
}

const JUDGES = {
  and: (one, other) => one && other,
  or: (one, other) => one || other,
  not: (one) => !one,
  empty: (one) => one === null || one.length === 0,
  contains: (several, one) => several.some((each) => each.toLowerCase() === one.toLowerCase()),
  in: (one, ...options) => options.some((each) => equal(one, each)),
  "=": equal,
  "!=": (one, other) => one !== null && !equal(one, other),
  "<": (one, other) => one !== null && one < other,
  "<=": (one, other) => one !== null && one <= other,
  ">": (one, other) => one !== null && one > other,
  ">=": (one, other) => one !== null && one >= other,
};

function judge(form, among, [word, ...parts]) {
  if (word === "value") return parts[0];
  if (["truth", "number", "text", "several"].includes(word)) return heldBy(form, among + parts[0], word);
  return JUDGES[word](...parts.map((part) => judge(form, among, part)));
}

function asks(form, box) {
  return Boolean(judge(form, box.dataset.among, JSON.parse(box.dataset.when)));
}

// What is typed stays in its input, which is not sent as long as it is not asked for.
function showAsked(form, box, isAsked) {
  box.hidden = !isAsked;
  for (const input of box.querySelectorAll("[name]")) {
    input.disabled = !isAsked;
    if ("needed" in box.dataset && input.matches("select, textarea, input:not([type=hidden], [type=checkbox], [type=radio])")) input.required = isAsked;
  }
}

function labelOf(box) {
  return box.querySelector("label").firstChild.textContent.trim();
}

function followConditions(form) {
  const told = document.createElement("p");
  told.className = "sr-only";
  told.setAttribute("role", "status");
  form.append(told);
  const look = (tells) => {
    const [came, went] = [[], []];
    // A field may hang on one that comes or goes itself: what is not asked for counts as empty.
    const boxes = [...form.querySelectorAll("[data-when]")];
    for (let round = 0; round < boxes.length; round += 1) {
      const turned = boxes.filter((box) => box.hidden === asks(form, box));
      if (!turned.length) break;
      for (const box of turned) {
        (box.hidden ? came : went).push(box);
        showAsked(form, box, box.hidden);
      }
    }
    const said = (boxes, words) => (boxes.length ? words.replace("{fields}", boxes.map(labelOf).join(", ")) : "");
    if (tells) told.textContent = [said(came.filter((box) => !box.hidden), form.dataset.asked), said(went.filter((box) => box.hidden), form.dataset.notAsked)].join(" ").trim();
    form.dispatchEvent(new Event("asked"));
  };
  for (const box of form.querySelectorAll("[data-when]")) showAsked(form, box, asks(form, box));
  look(false);
  form.addEventListener("input", () => look(true));
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-another]")) setTimeout(() => look(false));
  });
}

function walkSteps(form) {
  const steps = [...form.querySelectorAll("[data-step]")];
  if (steps.length < 2) return;
  const last = [...form.querySelectorAll("[data-lines]"), form.querySelector(".form-end > .btn-primary")];
  const tell = progressOf(form, steps);
  const next = buttonOf(form, form.dataset.next, "next");
  const back = buttonOf(form, form.dataset.back, "back");
  let at = Math.max(0, steps.findIndex((step) => step.querySelector("[aria-invalid]")));
  const show = () => {
    steps.forEach((step, index) => step.toggleAttribute("hidden", index !== at));
    steps[at].classList.remove("mt-5");
    last.forEach((element) => element.toggleAttribute("hidden", at < steps.length - 1));
    next.hidden = at === steps.length - 1;
    back.hidden = at === 0;
    tell(at);
  };
  const isEmpty = (step) => [...step.querySelectorAll("[data-when]")].length > 0 && [...step.firstElementChild.nextElementSibling.children].every((box) => box.hidden);
  const go = (by) => {
    at += by;
    while (isEmpty(steps[at]) && steps[at + by]) at += by;
    show();
    steps[at].querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };
  next.addEventListener("click", () => isRight(steps[at]) && go(1));
  back.addEventListener("click", () => go(-1));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || next.hidden || !event.target.matches("input")) return;
    event.preventDefault();
    next.click();
  });
  show();
}

export function enliven(form) {
  form.querySelectorAll("[data-lines]").forEach(keepLines);
  if (form.querySelector("[data-when]") || form.querySelector("template")?.innerHTML.includes("data-when")) followConditions(form);
  walkSteps(form);
}
