// A click on the map puts the place into the input beside it.
import { WorldMap } from "../../pages/map/world.js";

function read(text) {
  const found = text.match(/^\s*(-?[\d.]+)[,;\s]+(-?[\d.]+)\s*$/);
  const place = found && [Number(found[1]), Number(found[2])];
  return place && Math.abs(place[0]) <= 90 && Math.abs(place[1]) <= 180 ? place : null;
}

export function enliven(box) {
  const input = document.getElementById(box.dataset.for);
  const map = new WorldMap(box);
  const show = () => {
    const place = read(input.value);
    map.show(place ? [{ place, title: "", href: "" }] : []);
    return place;
  };
  const first = show();
  map.fit(first ? [first] : []);
  input.addEventListener("change", () => {
    const place = show();
    if (place) map.fit([place]);
  });
  map.onPick = ([latitude, longitude]) => {
    input.value = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
    show();
  };
}
