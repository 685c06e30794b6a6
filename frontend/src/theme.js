// Runs in the head, before anything is painted: the wished-for brightness, and that scripts run.
const root = document.documentElement;
root.classList.add("js");
try {
  const wish = localStorage.getItem("theme");
  if (wish === "dark" || wish === "light") root.dataset.theme = wish;
} catch {
  // Storage may be forbidden; the system's wish holds then.
}
