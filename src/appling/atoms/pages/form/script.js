// Lines are added and left out by buttons; a long form is filled in step by step.

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
  const go = (by) => {
    at += by;
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
  walkSteps(form);
}
