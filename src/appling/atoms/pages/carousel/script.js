// Moves a carousel on by itself, until somebody pauses it; without it the slides can be pushed by hand.
const PAUSE = 6000;

export function enliven(section) {
  const list = section.querySelector(".slides");
  const slides = [...list.children];
  const tools = section.querySelector("[data-slide-tools]");
  if (!tools) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const button = tools.querySelector('[data-slide="pause"]');
  let place = 0;
  let paused = calm.matches;
  let held = false;

  function showState() {
    button.setAttribute("aria-pressed", String(paused));
    button.querySelector('[data-when="moving"]').hidden = paused;
    button.querySelector('[data-when="still"]').hidden = !paused;
    list.setAttribute("aria-live", paused ? "polite" : "off");
  }

  function go(index) {
    place = (index + slides.length) % slides.length;
    const left = slides[place].offsetLeft - slides[0].offsetLeft;
    list.scrollTo({ left, behavior: calm.matches ? "auto" : "smooth" });
  }

  function seen() {
    const start = slides[0].offsetLeft;
    const distances = slides.map((slide) => Math.abs(slide.offsetLeft - start - list.scrollLeft));
    place = distances.indexOf(Math.min(...distances));
    tools.querySelector("[data-slide-place]").textContent = String(place + 1);
  }

  function stop() {
    paused = true;
    showState();
  }

  tools.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-slide]")?.dataset.slide;
    if (asked === "pause") {
      paused = !paused;
      showState();
    } else if (asked) {
      stop();
      go(place + (asked === "next" ? 1 : -1));
    }
  });
  list.addEventListener("keydown", (event) => {
    if (event.target !== list || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    stop();
    const forward = (event.key === "ArrowRight") === (getComputedStyle(section).direction !== "rtl");
    go(place + (forward ? 1 : -1));
  });
  list.addEventListener("scroll", seen, { passive: true });
  list.addEventListener("pointerdown", stop);
  for (const [name, value] of Object.entries({ pointerenter: true, pointerleave: false, focusin: true, focusout: false })) {
    section.addEventListener(name, () => (held = value));
  }
  setInterval(() => {
    if (!paused && !held && !document.hidden && section.isConnected) go(place + 1);
  }, PAUSE);
  showState();
}
