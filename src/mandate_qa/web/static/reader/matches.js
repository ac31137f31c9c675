// From match to match: by two buttons, and by Enter and Shift with Enter in the field while its words are the same.

export function stepThroughMatches(found, form) {
  const first = Number(found?.dataset.first ?? 0);
  const count = Number(found?.dataset.here ?? 0);
  if (!count) return;
  const all = Number(found.dataset.count);
  const told = found.querySelector("#now");
  let now = -1;

  function jump(by) {
    now = now < 0 && by < 0 ? count - 1 : (now + by + count) % count;
    const match = document.getElementById(`match-${first + now}`);
    document.querySelector("mark.now")?.classList.remove("now");
    if (!match) return;
    match.classList.add("now");
    match.scrollIntoView({ block: "center" });
    told.textContent = `Match ${first + now} of ${all}`;
  }

  for (const button of found.querySelectorAll("[data-jump]")) {
    button.hidden = false;
    button.addEventListener("click", () => jump(Number(button.dataset.jump)));
  }
  const field = form.elements.q;
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== field || field.value.trim() !== field.dataset.asked) return;
    event.preventDefault();
    jump(event.shiftKey ? -1 : 1);
  });
}
