// From match to match: by two buttons, and by Enter and Shift with Enter in the field while its words are the same, or
// on a match. A change of what is shown asks for the page anew.

export function stepThroughMatches(found, form) {
  const field = form.elements.q;
  form.elements.only.addEventListener("change", () => field.value.trim() && form.requestSubmit());

  const first = Number(found?.dataset.first ?? 0);
  const count = Number(found?.dataset.here ?? 0);
  if (!count) return;
  const all = Number(found.dataset.count);
  const told = found.querySelector("#now");
  let now = -1;

  function jump(by) {
    go(now < 0 && by < 0 ? count - 1 : (now + by + count) % count);
  }

  function go(to) {
    now = to;
    const match = document.getElementById(`match-${first + now}`);
    const held = document.activeElement?.matches("mark.match");
    document.querySelector("mark.now")?.classList.remove("now");
    if (!match) return;
    match.classList.add("now");
    match.scrollIntoView({ block: "center", inline: "nearest" });
    if (held) match.focus({ preventScroll: true });
    told.textContent = `Match ${first + now} of ${all}`;
  }

  for (const button of found.querySelectorAll("[data-jump]")) {
    button.hidden = false;
    button.addEventListener("click", () => jump(Number(button.dataset.jump)));
  }
  found.querySelector("[data-first-match]").hidden = true;
  document.addEventListener("keydown", (event) => {
    const asked = event.target === field && field.value.trim() === field.dataset.asked;
    if (event.key !== "Enter" || !(asked || event.target.matches?.("mark.match"))) return;
    event.preventDefault();
    jump(event.shiftKey ? -1 : 1);
  });

  const opened = Number(/^#match-(\d+)$/.exec(location.hash)?.[1] ?? 0) - first;
  if (opened >= 0 && opened < count) go(opened);
}
