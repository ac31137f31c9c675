// The quoted words beside a mark while it is pointed at or has the focus; Escape takes them away.

export function previews(chat) {
  const box = document.getElementById("preview");
  let shown = null;
  let leaving = 0;
  let still = false; // since a click, which may move a mark below a pointer that has not moved

  function show(mark) {
    clearTimeout(leaving);
    if (shown === mark) return;
    hide();
    shown = mark;
    box.textContent = `${mark.dataset.label}: “${mark.dataset.quote}”`;
    box.hidden = false;
    box.style.left = "0"; // where it was shown last would narrow it while it is measured
    mark.setAttribute("aria-describedby", "preview");
    place();
  }

  function place() {
    if (!shown) return;
    const { left, bottom, top } = shown.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box;
    const below = bottom + height + 8 < window.innerHeight;
    box.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    box.style.top = `${below ? bottom + 4 : Math.max(8, top - height - 4)}px`;
  }

  function hide() {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  }

  const markOf = (event) => event.target.closest?.("a.mark");
  const later = () => { leaving = setTimeout(hide, 200); }; // so that the pointer can reach the words
  chat.addEventListener("pointerover", (event) => { if (markOf(event) && !still) show(markOf(event)); });
  document.addEventListener("pointermove", () => { still = false; }, { passive: true });
  chat.addEventListener("pointerout", (event) => { if (markOf(event)) later(); });
  box.addEventListener("pointerenter", () => clearTimeout(leaving));
  box.addEventListener("pointerleave", later);
  chat.addEventListener("focusin", (event) => { if (markOf(event)) show(markOf(event)); });
  chat.addEventListener("focusout", (event) => { if (markOf(event)) hide(); });
  chat.addEventListener("click", () => { still = true; hide(); });
  window.addEventListener("scroll", place, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || box.hidden) return;
    hide();
    event.preventDefault();
  });
}
