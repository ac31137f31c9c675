// Menus that fold out: one open at a time; Escape, a choice or a click elsewhere closes it.

export function menus(chat) {
  const open = () => chat.querySelectorAll("details.menu[open]");

  function close(menu, focus) {
    menu.open = false;
    if (focus) menu.querySelector("summary").focus();
  }

  document.addEventListener("click", (event) => {
    for (const menu of open()) {
      const chosen = menu.contains(event.target) && event.target.closest("button") && !event.target.closest("#history");
      if (!menu.contains(event.target) || chosen) close(menu, chosen && document.activeElement === event.target);
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) close(menu, false);
  });
  // What folds out below the window, or below the form at its end, is brought into sight; toggle does not bubble.
  chat.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches(".feedback, .how")) target.scrollIntoView({ block: "nearest" });
  }, { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const menu = [...open()].find((each) => each.contains(document.activeElement)) ?? open()[0];
    if (!menu) return;
    close(menu, menu.contains(document.activeElement));
    event.preventDefault();
  });
}
