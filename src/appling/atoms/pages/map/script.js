// Puts the places of the list on the map beside it.
import { WorldMap } from "./world.js";

export function enliven(box) {
  const rows = [...box.parentElement.querySelectorAll("[data-place]")];
  const map = new WorldMap(box);
  const places = rows.map((row) => {
    const link = row.querySelector(".stretched");
    return { place: row.dataset.place.split(",").map(Number), title: link.textContent, href: link.getAttribute("href") };
  });
  map.show(places);
  map.fit(places.map(({ place }) => place));
  rows.forEach((row, index) => {
    for (const [event, isOn] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      row.addEventListener(event, () => map.highlight(index, isOn));
    }
  });
}
