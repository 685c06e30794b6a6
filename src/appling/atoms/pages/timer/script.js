// A stopwatch, or a timer of so many seconds; it goes by the clock, so that a sleeping page loses nothing.
export function enliven(element) {
  const seconds = Number(element.dataset.seconds);
  const clock = element.querySelector("[data-clock]");
  const told = element.querySelector("[data-told]");
  const start = element.querySelector("[data-start]");
  let passed = 0;
  let since = 0;
  let ticking = 0;

  const running = () => ticking !== 0;
  const gone = () => passed + (running() ? (Date.now() - since) / 1000 : 0);

  function show() {
    const shown = seconds ? Math.max(0, Math.ceil(seconds - gone())) : Math.floor(gone());
    const parts = [Math.floor(shown / 3600), Math.floor(shown / 60) % 60, shown % 60];
    clock.textContent = (parts[0] ? parts : parts.slice(1)).map((part) => String(part).padStart(2, "0")).join(":");
    if (seconds && shown === 0 && running()) {
      pause();
      element.classList.add("over");
      told.textContent = told.dataset.over;
    }
  }

  function pause() {
    passed = gone();
    clearInterval(ticking);
    ticking = 0;
    start.textContent = start.dataset.go;
  }

  function run() {
    if (seconds && passed >= seconds) reset();
    since = Date.now();
    ticking = setInterval(() => (element.isConnected ? show() : clearInterval(ticking)), 250);
    start.textContent = start.dataset.pause;
  }

  function reset() {
    pause();
    passed = 0;
    told.textContent = "";
    element.classList.remove("over");
    show();
  }

  element.querySelector("[data-controls]").hidden = false;
  start.addEventListener("click", () => (running() ? pause() : run(), show()));
  element.querySelector("[data-reset]").addEventListener("click", reset);
}
