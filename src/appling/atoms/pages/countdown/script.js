// Counts down to a moment that is meant where the reader is; said once a minute to who listens, drawn each second.
const SIZES = { days: 86400, hours: 3600, minutes: 60, seconds: 1 };

export function enliven(element) {
  const until = new Date(element.dataset.until).getTime();
  if (Number.isNaN(until)) return;
  element.hidden = false;
  let timer = 0;
  function show() {
    let left = Math.floor((until - Date.now()) / 1000);
    if (left <= 0) {
      clearInterval(timer);
      const over = document.createElement("p");
      over.className = "over";
      over.textContent = element.dataset.over;
      element.replaceChildren(over);
      return;
    }
    for (const [unit, size] of Object.entries(SIZES)) {
      const count = Math.floor(left / size);
      left -= count * size;
      const shown = unit === "days" ? String(count) : String(count).padStart(2, "0");
      element.querySelector(`[data-unit="${unit}"]`).textContent = shown;
    }
  }
  show();
  timer = setInterval(() => (element.isConnected ? show() : clearInterval(timer)), 1000);
}
