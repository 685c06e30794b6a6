// A room keeps up with what others say, sends without leaving the page, and stays at its foot.
const SECONDS = 4;

function atFoot(log) {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
}

function toFoot(log) {
  log.scrollTop = log.scrollHeight;
}

// What the server shows now; the log alone is replaced, and only where it is another.
async function refresh(chat, following) {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const log = chat.querySelector("[data-log]");
  const now = page.getElementById(log.id);
  if (!now || now.innerHTML === log.innerHTML) return;
  const stay = following || atFoot(log);
  log.replaceChildren(...now.childNodes);
  if (stay) toFoot(log);
}

async function say(chat, form) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok) return form.submit();
  const text = form.querySelector("textarea");
  text.value = "";
  text.focus();
  await refresh(chat, true);
}

function writes(chat, form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    say(chat, form);
  });
  form.querySelector("textarea").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

export function enliven(chat) {
  for (const log of chat.querySelectorAll("[data-log]")) toFoot(log);
  for (const form of chat.querySelectorAll("[data-say]")) writes(chat, form);
  const timer = setInterval(() => {
    if (!chat.isConnected) clearInterval(timer);
    else if (!document.hidden) refresh(chat, false).catch(() => {});
  }, SECONDS * 1000);
}
