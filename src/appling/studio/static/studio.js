// Opens the burn dialogs, and follows a running build until it is done.
for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
}

const build = document.querySelector("[data-build][data-done=no]");
if (build) follow(build.dataset.build);

function follow(id) {
  const source = new EventSource(`/builds/${id}/events`);
  const blueprint = document.getElementById("blueprint");
  const steps = document.getElementById("steps");
  source.addEventListener("text", (event) => {
    const below = blueprint.scrollHeight - blueprint.scrollTop - blueprint.clientHeight;
    blueprint.textContent = JSON.parse(event.data).text;
    if (below < 40) blueprint.scrollTop = blueprint.scrollHeight;
  });
  source.addEventListener("steps", (event) => {
    const seen = JSON.parse(event.data);
    steps.replaceChildren(...seen.steps.map(item));
    const estimate = document.getElementById("estimate");
    if (estimate) estimate.textContent = seen.estimate;
  });
  source.addEventListener("done", () => {
    source.close();
    location.reload();
  });
}

function item(step) {
  const line = document.createElement("li");
  line.dataset.state = step.state;
  const label = document.createElement("span");
  label.textContent = step.label;
  const facts = document.createElement("span");
  facts.className = "studio-step-facts";
  facts.textContent = step.facts;
  line.append(label, " ", facts);
  return line;
}
