// A button that asks for something opens its form in a dialog; what is wrong with it is told there, too.

function dialog(link) {
  const box = document.createElement("dialog");
  box.className = "asking";
  box.setAttribute("aria-labelledby", "asking-title");
  box.addEventListener("close", () => {
    box.remove();
    link.focus();
  });
  box.addEventListener("click", (event) => {
    if (event.target === box || event.target.closest(".form-end a")) {
      event.preventDefault();
      box.close();
    }
  });
  return box;
}

async function pageOf(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// The page's heading and form; false if it is another page.
async function fill(box, page) {
  const asked = page.querySelector("[data-asked]");
  if (!asked) return false;
  box.replaceChildren(document.importNode(asked, true));
  const title = box.querySelector("h1");
  title.id = "asking-title";
  title.className = "";
  box.querySelector("form").className = "";
  for (const form of box.querySelectorAll("form[data-script]")) {
    const { enliven } = await import(form.dataset.script);
    enliven(form);
  }
  box.querySelector("form").addEventListener("submit", (event) => send(event, box));
  return true;
}

function focus(box) {
  const inputs = "input:not([type=hidden]), select, textarea";
  (box.querySelector("[aria-invalid=true]") ?? box.querySelector(inputs) ?? box.querySelector("button")).focus();
}

// Why it can't be done, in the words of the page that says so.
function tell(form, page) {
  const said = document.createElement("p");
  said.className = "mb-4 font-medium text-error-text";
  said.setAttribute("role", "alert");
  said.textContent = page.querySelector("main p")?.textContent ?? page.querySelector("h1")?.textContent ?? "";
  form.prepend(said);
  hold(form, false);
}

// Nobody sends it twice, and everybody sees that it is on its way.
function hold(form, isSent) {
  if (isSent) form.dataset.sent = "yes";
  else delete form.dataset.sent;
  for (const button of form.elements) {
    if (button.type !== "submit") continue;
    if (isSent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
    button.classList.toggle("opacity-60", isSent);
  }
}

async function send(event, box) {
  event.preventDefault();
  const form = event.target;
  if (form.dataset.sent) return;
  hold(form, true);
  const given = new FormData(form);
  const body = form.enctype === "multipart/form-data" ? given : new URLSearchParams(given);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    const to = answer.headers.get("HX-Redirect");
    if (to) return location.assign(to);
    const page = await pageOf(answer);
    if (await fill(box, page)) focus(box);
    else tell(form, page);
  } catch {
    hold(form, false);
    form.submit();
  }
}

export async function open(link) {
  if (link.dataset.opening) return;
  link.dataset.opening = "yes";
  const box = dialog(link);
  try {
    if (!(await fill(box, await pageOf(await fetch(link.href))))) throw new Error("no form");
    document.body.append(box);
    box.showModal();
    focus(box);
  } catch {
    location.assign(link.href);
  } finally {
    delete link.dataset.opening;
  }
}
