// Words that others have given are given again by a tap.
const MARK = /[,;\n，、；،؛]/;

function read(input) {
  return input.value.split(MARK).map((each) => each.trim()).filter(Boolean);
}

export function enliven(box) {
  const input = document.getElementById(box.dataset.of) ?? box.querySelector("input");
  const offers = document.createElement("div");
  offers.className = "tag-offers";
  offers.setAttribute("role", "group");
  offers.setAttribute("aria-label", box.dataset.label);
  offers.append(box.querySelector("template").content.cloneNode(true));
  box.append(offers);
  const show = () => {
    const given = read(input).map((each) => each.toLowerCase());
    for (const offer of offers.children) offer.setAttribute("aria-pressed", String(given.includes(offer.textContent.toLowerCase())));
  };
  offers.addEventListener("click", (event) => {
    const offer = event.target.closest("[data-tag]");
    if (!offer) return;
    const word = offer.textContent.toLowerCase();
    const given = read(input);
    const others = given.filter((each) => each.toLowerCase() !== word);
    input.value = (others.length < given.length ? others : [...given, offer.dataset.tag]).join(", ");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  });
  input.addEventListener("input", show);
  show();
}
