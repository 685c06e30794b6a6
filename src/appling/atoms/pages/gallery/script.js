// Opens the pictures of a gallery large, one after the other; without it a tap opens the picture itself.
export function enliven(section) {
  const template = section.querySelector("template[data-lightbox]");
  if (!template) return;
  const dialog = template.content.firstElementChild.cloneNode(true);
  section.append(dialog);
  let place = 0;

  const shots = () => [...section.querySelectorAll("a[data-shot]")];

  function show(index) {
    const all = shots();
    place = (index + all.length) % all.length;
    const { href, dataset } = all[place];
    const image = dialog.querySelector("img");
    image.src = href;
    image.alt = dataset.shot;
    const title = dialog.querySelector(".lightbox-title");
    title.textContent = dataset.shot;
    title.href = dataset.row;
    dialog.querySelector(".lightbox-place").textContent = `${place + 1} / ${all.length}`;
    for (const step of dialog.querySelectorAll(".lightbox-previous, .lightbox-next")) step.hidden = all.length < 2;
  }

  section.addEventListener("click", (event) => {
    const shot = event.target.closest("a[data-shot]");
    if (!shot || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(shots().indexOf(shot));
    dialog.showModal();
  });
  dialog.querySelector(".lightbox-previous").addEventListener("click", () => show(place - 1));
  dialog.querySelector(".lightbox-next").addEventListener("click", () => show(place + 1));
  dialog.querySelector(".lightbox-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.tagName === "FIGURE") dialog.close();
  });
  dialog.addEventListener("close", () => shots()[place]?.focus());
  dialog.addEventListener("keydown", (event) => {
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = document.documentElement.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    if (event.key === forward) show(place + 1);
    else if (event.key === back) show(place - 1);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(shots().length - 1);
    else return;
    event.preventDefault();
  });
}
