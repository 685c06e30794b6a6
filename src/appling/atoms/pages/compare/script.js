// What is ticked is compared at once; when four are, the others wait.
export function enliven(form) {
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const most = Number(form.dataset.most);
  const limit = () => {
    const full = boxes.filter((box) => box.checked).length >= most;
    for (const box of boxes) box.disabled = full && !box.checked;
  };
  form.addEventListener("change", async () => {
    limit();
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    history.replaceState(history.state, "", address);
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const place = `${form.dataset.part}-rows`;
    document.getElementById(place)?.replaceChildren(...page.getElementById(place).childNodes);
  });
  limit();
}
