// A map of the world from the outlines of Natural Earth: moved by pointer, wheel, buttons and keys.
import { feature, mesh } from "topojson-client";
import world from "world-atlas/countries-110m.json";

const SVG = "http://www.w3.org/2000/svg";
const HIGHEST = 84;
const FINEST = 0.00002;
const OUTLINES_END = 0.012;
const METRES = 111_320;
const BESIDE = 11;
const LETTERS = "600 13px";

function meet([left, top, right, bottom], other) {
  return left < other[2] && other[0] < right && top < other[3] && other[1] < bottom;
}

function project([latitude, longitude]) {
  const bent = (Math.max(-HIGHEST, Math.min(HIGHEST, latitude)) * Math.PI) / 180;
  return [longitude, (-Math.log(Math.tan(Math.PI / 4 + bent / 2)) * 180) / Math.PI];
}

function unproject([x, y]) {
  return [((Math.atan(Math.exp((-y * Math.PI) / 180)) - Math.PI / 4) * 360) / Math.PI, ((((x + 180) % 360) + 360) % 360) - 180];
}

function path(points) {
  return `M${points.map(([longitude, latitude]) => project([latitude, longitude]).map((each) => each.toFixed(2)).join(",")).join("L")}`;
}

// Without the jump where the east ends and the west begins.
function unwrapped(points) {
  let shift = 0;
  let before = points[0][0];
  return points.map(([longitude, latitude]) => {
    const step = longitude + shift - before;
    if (Math.abs(step) > 180) shift -= Math.sign(step) * 360;
    before = longitude + shift;
    return [before, latitude];
  });
}

// The line, and once more where it sticks out at the other end of the map.
function withCopies(points) {
  const found = [points];
  for (const [isOut, by] of [[(each) => each > 180, -360], [(each) => each < -180, 360]]) {
    if (points.some(([longitude]) => isOut(longitude))) found.push(points.map(([longitude, latitude]) => [longitude + by, latitude]));
  }
  return found;
}

// What goes once around the earth is closed at the pole.
function closed(ring) {
  const points = unwrapped(ring);
  const [first, last] = [points[0], points.at(-1)];
  if (Math.abs(last[0] - first[0]) < 180) return points;
  const pole = first[1] < 0 ? -89 : 89;
  return [...points, [last[0], pole], [first[0], pole]];
}

function areas() {
  const land = feature(world, world.objects.land);
  const shapes = (land.features ?? [land]).flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates));
  return shapes.flat().flatMap((ring) => withCopies(closed(ring)).map((points) => `${path(points)}Z`)).join("");
}

function borders() {
  const lines = mesh(world, world.objects.countries, (one, other) => one !== other).coordinates;
  return lines.flatMap((each) => withCopies(unwrapped(each)).map(path)).join("");
}

function make(name, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

// 1, 2 or 5 with zeros, not above what is given.
function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [5, 2, 1].find((each) => each * power <= value) * power;
}

export class WorldMap {
  constructor(box) {
    this.box = box;
    this.pins = [];
    this.centre = [0, -10];
    this.scale = 1;
    this.language = document.documentElement.lang;
    this.ruler = document.createElement("canvas").getContext("2d");
    this.ruler.font = `${LETTERS} ${getComputedStyle(box).fontFamily}`;
    this.svg = make("svg", { "aria-hidden": "true" });
    this.ground = make("rect", { width: "100%", height: "100%", class: "land" }, this.svg);
    this.outlines = make("g", {}, this.svg);
    make("path", { class: "land", d: areas() }, this.outlines);
    make("path", { class: "borders", d: borders() }, this.outlines);
    this.net = make("g", {}, this.svg);
    this.places = make("g", {}, this.svg);
    this.bar = make("g", { class: "scale" }, this.svg);
    box.append(this.svg, this.buttons(), this.note());
    this.listen();
    new ResizeObserver(() => this.draw()).observe(box);
  }

  buttons() {
    const both = document.createElement("div");
    both.className = "map-buttons";
    for (const [words, sign, by] of [[this.box.dataset.closer, "+", 0.5], [this.box.dataset.farther, "−", 2]]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: sign });
      button.setAttribute("aria-label", words);
      button.addEventListener("click", () => this.zoom(by));
      both.append(button);
    }
    return both;
  }

  note() {
    this.words = document.createElement("p");
    this.words.className = "note";
    this.words.textContent = this.box.dataset.schematic;
    return this.words;
  }

  size() {
    return [this.box.clientWidth || 600, this.box.clientHeight || 300];
  }

  at(place) {
    const [x, y] = project(place);
    const [width, height] = this.size();
    return [(x - this.centre[0]) / this.scale + width / 2, (y - this.centre[1]) / this.scale + height / 2];
  }

  under(left, top) {
    const [width, height] = this.size();
    return [this.centre[0] + (left - width / 2) * this.scale, this.centre[1] + (top - height / 2) * this.scale];
  }

  // The places as pins: each an array of latitude and longitude, with a title and where it leads.
  show(places) {
    this.places.replaceChildren();
    this.pins = places.map(({ place, title, href }) => {
      const pin = make(href ? "a" : "g", { class: "pin", ...(href ? { href, tabindex: "-1" } : {}) }, this.places);
      make("circle", { r: 7 }, pin);
      const name = make("text", { y: 4 }, pin);
      name.textContent = title;
      return { place, pin, name, length: this.ruler.measureText(title).width };
    });
    this.draw();
  }

  // So near that all of the places are in sight.
  fit(places) {
    const [width, height] = this.size();
    const points = places.map(project);
    if (!points.length) {
      this.centre = [0, -20];
      this.scale = 340 / width;
    } else {
      const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
      const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
      this.centre = [(left + right) / 2, (top + bottom) / 2];
      this.scale = Math.max((right - left) / (width * 0.75), (bottom - top) / (height * 0.75), places.length > 1 ? FINEST : 0.03);
    }
    this.draw();
  }

  zoom(by, left = this.size()[0] / 2, top = this.size()[1] / 2) {
    const [x, y] = this.under(left, top);
    const scale = Math.min(360 / this.size()[0], Math.max(FINEST, this.scale * by));
    this.centre = [x + ((this.centre[0] - x) * scale) / this.scale, y + ((this.centre[1] - y) * scale) / this.scale];
    this.scale = scale;
    this.draw();
  }

  move(right, down) {
    this.centre = [Math.max(-180, Math.min(180, this.centre[0] + right * this.scale)), Math.max(-170, Math.min(170, this.centre[1] + down * this.scale))];
    this.draw();
  }

  draw() {
    const [width, height] = this.size();
    const isNear = this.scale < OUTLINES_END;
    this.outlines.setAttribute("display", isNear ? "none" : "inline");
    this.ground.setAttribute("display", isNear ? "inline" : "none");
    this.words.hidden = !isNear;
    const factor = 1 / this.scale;
    this.outlines.setAttribute("transform", `translate(${width / 2 - this.centre[0] * factor} ${height / 2 - this.centre[1] * factor}) scale(${factor})`);
    this.drawNet(width, height, isNear);
    this.drawScale(height);
    for (const each of this.pins) {
      each.at = this.at(each.place);
      each.pin.setAttribute("transform", `translate(${each.at.map((number) => number.toFixed(1)).join(" ")})`);
    }
    this.drawNames(width);
  }

  // A name stands to the right of its pin, or to the left, wherever there is room; others are read by pointing.
  drawNames(width) {
    const taken = [[width - 56, 0, width, 104], ...this.pins.map(({ at: [left, top] }) => [left - 8, top - 8, left + 8, top + 8])];
    for (const { at: [left, top], pin, name, length } of this.pins) {
      const right = [left + BESIDE, top - 9, left + BESIDE + length, top + 9];
      const before = [left - BESIDE - length, top - 9, left - BESIDE, top + 9];
      const room = [right, before].find((box) => box[0] >= 0 && box[2] <= width && !taken.some((other) => meet(box, other)));
      if (room) taken.push(room);
      const toTheLeft = room ? room === before : right[2] > width;
      pin.classList.toggle("named", Boolean(room));
      name.setAttribute("x", toTheLeft ? -BESIDE : BESIDE);
      name.setAttribute("text-anchor", toTheLeft ? "end" : "start");
    }
  }

  // Meridians and parallels, where there is nothing else to hold on to.
  drawNet(width, height, isNear) {
    this.net.replaceChildren();
    if (!isNear) return;
    const step = round(this.scale * 160);
    const digits = Math.max(0, Math.ceil(-Math.log10(step)));
    const [north, west] = unproject(this.under(0, 0));
    const [south, east] = unproject(this.under(width, height));
    for (let degree = Math.ceil(west / step) * step; degree < east; degree += step) {
      const [left] = this.at([0, degree]);
      make("line", { class: "net", x1: left, x2: left, y1: 0, y2: height }, this.net);
      make("text", { class: "net-words", x: left + 4, y: 12 }, this.net).textContent = `${degree.toFixed(digits)}°`;
    }
    for (let degree = Math.ceil(south / step) * step; degree < north; degree += step) {
      const [, top] = this.at([degree, 0]);
      make("line", { class: "net", x1: 0, x2: width, y1: top, y2: top }, this.net);
      make("text", { class: "net-words", x: 4, y: top - 4 }, this.net).textContent = `${degree.toFixed(digits)}°`;
    }
  }

  drawScale(height) {
    const [latitude] = unproject(this.centre);
    const metres = this.scale * METRES * Math.cos((latitude * Math.PI) / 180);
    const length = round(metres * 110);
    const pixels = length / metres;
    const [amount, unit] = length >= 1000 ? [length / 1000, "kilometer"] : [length, "meter"];
    this.bar.replaceChildren();
    make("path", { d: `M12 ${height - 16}v6h${pixels}v-6` }, this.bar);
    make("text", { x: 16, y: height - 16 }, this.bar).textContent = new Intl.NumberFormat(this.language, { style: "unit", unit }).format(amount);
  }

  highlight(index, isOn) {
    const { place, pin } = this.pins[index];
    pin.classList.toggle("on", isOn);
    if (!isOn) return;
    this.places.append(pin);
    const [width, height] = this.size();
    const [left, top] = this.at(place);
    if (left < 10 || top < 10 || left > width - 10 || top > height - 10) this.move(left - width / 2, top - height / 2);
  }

  listen() {
    const { box } = this;
    let held = null;
    let moved = 0;
    const place = (event) => {
      const frame = box.getBoundingClientRect();
      return [event.clientX - frame.left, event.clientY - frame.top];
    };
    box.addEventListener("pointerdown", (event) => {
      if (event.target.closest("button, a")) return;
      held = place(event);
      moved = 0;
      box.setPointerCapture(event.pointerId);
    });
    box.addEventListener("pointermove", (event) => {
      if (!held) return;
      const [left, top] = place(event);
      moved += Math.abs(left - held[0]) + Math.abs(top - held[1]);
      this.move(held[0] - left, held[1] - top);
      held = [left, top];
    });
    box.addEventListener("pointerup", (event) => {
      if (held && moved < 6) this.onPick?.(unproject(this.under(...place(event))));
      held = null;
    });
    box.addEventListener("pointercancel", () => {
      held = null;
    });
    box.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !box.matches(":focus, :focus-within")) return;
        event.preventDefault();
        this.zoom(event.deltaY > 0 ? 1.25 : 0.8, ...place(event));
      },
      { passive: false },
    );
    box.addEventListener("dblclick", (event) => this.onPick || this.zoom(0.5, ...place(event)));
    box.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: [-40, 0], ArrowRight: [40, 0], ArrowUp: [0, -40], ArrowDown: [0, 40] }[event.key];
      if (by) this.move(...by);
      else if (event.key === "+" || event.key === "=") this.zoom(0.5);
      else if (event.key === "-") this.zoom(2);
      else if (event.key === "Enter" && this.onPick && event.target === box) this.onPick(unproject(this.centre));
      else return;
      event.preventDefault();
    });
  }
}
