// Many values are found by typing a part of one.
export function enliven(box) {
  const find = document.createElement("input");
  find.type = "search";
  find.className = "input input-sm several-find";
  find.placeholder = box.dataset.find;
  find.setAttribute("aria-label", `${box.dataset.find}: ${box.getAttribute("aria-label")}`);
  find.autocomplete = "off";
  const values = [...box.querySelectorAll(".several-value")];
  find.addEventListener("input", (event) => {
    event.stopPropagation();
    const word = find.value.trim().toLowerCase();
    for (const each of values) each.hidden = !each.textContent.toLowerCase().includes(word);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    values.find((each) => !each.hidden)?.querySelector("input").click();
  });
  box.prepend(find);
}
