// Cards of a board are moved by mouse, finger, arrow keys or buttons; the server has the last word.
import Sortable from "sortablejs/modular/sortable.core.esm.js";

const WRITES_BACK = () => getComputedStyle(document.documentElement).direction === "rtl";

function titleOf(card) {
  return card.querySelector(".stretched").textContent;
}

function say(section, words, isProblem) {
  const line = section.querySelector("[data-told]");
  line.textContent = words;
  line.classList.toggle("text-error-text", isProblem);
  line.classList.toggle("text-muted", !isProblem);
}

async function save(board, card, lane) {
  const body = new URLSearchParams({
    _token: document.querySelector('#act [name="_token"]').value,
    _version: card.dataset.version,
    name: board.dataset.field,
    value: lane.dataset.lane,
  });
  const answer = await fetch(card.dataset.row, { method: "POST", body, headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error((await answer.json()).error);
}

// The board as it is now: counts, buttons and order may all be others.
async function refresh(section) {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const rows = section.querySelector(".rows");
  const left = rows.querySelector(".board").scrollLeft;
  rows.replaceChildren(...page.getElementById(rows.id).childNodes);
  const board = rows.querySelector(".board");
  if (!board) return;
  board.scrollLeft = left;
  enliven(board);
}

async function moved(board, card, lane, key) {
  const section = board.closest("section[id]");
  const words = board.dataset.moved.replace("{title}", () => titleOf(card)).replace("{column}", () => lane.dataset.label);
  const address = card.dataset.row;
  let told = [words, false];
  try {
    await save(board, card, lane);
  } catch (problem) {
    told = [problem.message || board.dataset.failed, true];
  }
  await refresh(section);
  say(section, ...told);
  if (key) section.querySelector(`[data-row="${address}"] ${key}`)?.focus();
}

function step(board, card, by, key) {
  const lanes = [...board.querySelectorAll("[data-lane]")];
  const target = lanes[lanes.indexOf(card.parentElement) + by];
  if (!target || (!target.dataset.lane && target !== card.parentElement)) return;
  target.prepend(card);
  moved(board, card, target, key);
}

export function enliven(board) {
  if (!board.dataset.field) return;
  for (const lane of board.querySelectorAll("[data-lane]")) {
    new Sortable(lane, {
      group: { name: board.closest("section[id]").id, put: Boolean(lane.dataset.lane) },
      draggable: "[data-row]",
      filter: "button, summary, input, .btn",
      preventOnFilter: false,
      sort: false,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      delay: 180,
      delayOnTouchOnly: true,
      chosenClass: "chosen",
      ghostClass: "ghost",
      onAdd: ({ item, to }) => moved(board, item, to, ""),
    });
  }
  board.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) step(board, button.closest("[data-row]"), Number(button.dataset.move), `[data-move="${button.dataset.move}"]`);
  });
  board.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-row]");
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!card || !by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(board, card, WRITES_BACK() ? -by : by, event.target.dataset.move ? `[data-move="${event.target.dataset.move}"]` : ".stretched");
  });
}
