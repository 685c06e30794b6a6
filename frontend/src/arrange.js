// Parts of a page that is being arranged are dragged to their places; buttons do the same without this.
import Sortable from "sortablejs";

async function keep(list, url) {
  const form = new FormData();
  form.set("_token", list.dataset.token);
  form.set("do", "order");
  for (const part of list.children) form.append("order", part.dataset.part);
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  if (answer.type !== "opaqueredirect" && !answer.ok) location.reload();
}

export function enliven(list) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  Sortable.create(list, {
    handle: ".place-tools",
    filter: "button",
    preventOnFilter: false,
    animation: calm ? 0 : 150,
    ghostClass: "place-moving",
    onEnd: ({ oldIndex, newIndex }) => {
      if (oldIndex !== newIndex) keep(list, list.dataset.arrange);
    },
  });
}
