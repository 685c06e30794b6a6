// A wheel of names that turns to what the server has drawn; it decides nothing.
const SVG = "http://www.w3.org/2000/svg";
const MOST = 36;
const LONGEST = 14;
const TURNS = 5;

export function enliven(element) {
  const stage = element.querySelector("[data-stage]");
  const lots = [...element.querySelectorAll("[data-latest] > li")];
  const names = [...element.querySelectorAll("[data-waiting] > li")].map((item) => item.dataset.name);
  const drawn = lots.map((item) => item.dataset.name);
  const all = mixed([...drawn.map((name, place) => ({ name, place })), ...names.map((name) => ({ name }))].slice(0, MOST));
  if (!all.length) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const wheel = made(all);
  stage.replaceChildren(wheel);
  stage.hidden = false;
  const news = isNew(element);
  if (!lots.length || calm || !news) return mark(wheel, all, lots.length);
  turnTo(wheel, all, lots);
}

// Whether this browser has not shown this draw yet, and it was made just now.
function isNew(element) {
  const key = `wheel ${location.pathname} ${element.closest("section")?.id}`;
  const before = sessionStorage.getItem(key);
  sessionStorage.setItem(key, element.dataset.stamp);
  const changed = before !== element.dataset.stamp;
  return changed && (before !== null || "fresh" in element.dataset);
}

// The names in an order of no meaning, the same each time.
function mixed(list) {
  const weight = ({ name }) => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7);
  return list.sort((one, other) => weight(one) - weight(other));
}

function made(all) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-101 -101 202 202");
  const step = 360 / all.length;
  const size = Math.max(3.6, Math.min(9, 150 / all.length));
  all.forEach(({ name }, index) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", all.length === 1 ? "M0-100A100 100 0 1 1-.01-100Z" : slice(index * step, step));
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("transform", `rotate(${(index + 0.5) * step - 90}) translate(94 0)`);
    text.setAttribute("font-size", size);
    text.textContent = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
    svg.append(path, text);
  });
  const hub = document.createElementNS(SVG, "circle");
  hub.setAttribute("r", 7);
  svg.append(hub);
  return svg;
}

function slice(from, step) {
  const [x1, y1, x2, y2] = [from, from + step].flatMap((angle) => {
    const turn = ((angle - 90) * Math.PI) / 180;
    return [100 * Math.cos(turn), 100 * Math.sin(turn)];
  });
  return `M0 0L${x1} ${y1}A100 100 0 ${step > 180 ? 1 : 0} 1 ${x2} ${y2}Z`;
}

function light(wheel, index) {
  wheel.querySelectorAll("path")[index].classList.add("is-drawn");
  wheel.querySelectorAll("text")[index].classList.add("is-drawn");
}

// Nothing turns: what was drawn is marked, the first of it below the pointer.
function mark(wheel, all, count) {
  const first = all.findIndex(({ place }) => place === 0);
  if (count && first >= 0) wheel.style.transform = `rotate(${-(first + 0.5) * (360 / all.length)}deg)`;
  all.forEach(({ place }, index) => place !== undefined && light(wheel, index));
}

async function turnTo(wheel, all, lots) {
  let angle = 0;
  for (const item of lots) item.classList.add("is-to-come");
  for (const [number, item] of lots.entries()) {
    const index = all.findIndex(({ place }) => place === number);
    if (index >= 0) {
      const seconds = number ? 2.5 : 5;
      const goal = -(index + 0.5) * (360 / all.length);
      angle = goal - 360 * (Math.ceil((goal - angle) / -360) + (number ? 1 : TURNS));
      angle = number ? angle : goal + 360 * TURNS;
      const turn = wheel.animate([{}, { transform: `rotate(${angle}deg)` }], {
        duration: seconds * 1000,
        easing: "cubic-bezier(0.15, 0.6, 0.1, 1)",
        fill: "forwards",
      });
      await turn.finished.catch(() => {});
      light(wheel, index);
    }
    item.classList.remove("is-to-come");
  }
}
