// The source reader beside the answer: opens a paragraph in its place, moves within it, closes again.

import { showMarkedCells } from "../reader/tables.js";
import { send } from "./wire.js";
import { announce, say } from "./words.js";

const WIDE = "(min-width: 60rem)";

export function sourceReader(chat) {
  const panel = document.getElementById("source");
  const content = document.getElementById("source-content");
  const behind = document.querySelectorAll(".skip, header.top, #main"); // what lies below it in a narrow window
  const wide = window.matchMedia(WIDE);
  let opener = null;

  async function open(link) {
    if (!panel.contains(link)) opener = link;
    let html;
    try {
      html = await (await send(pathOf(link))).text();
    } catch (failure) {
      html = "";
      content.textContent = failure.message || say("sourceFailed");
    }
    if (html) content.innerHTML = html;
    show(link.dataset.label ?? content.querySelector(".cited")?.getAttribute("aria-label") ?? "");
  }

  function show(label) {
    panel.hidden = false;
    chat.classList.add("reading");
    cover(!wide.matches);
    panel.focus({ preventScroll: true });
    const mark = content.querySelector("mark");
    document.getElementById("source-label").textContent = label;
    panel.scrollTop = 0;
    (mark ?? content).scrollIntoView({ block: mark ? "center" : "start" });
    showMarkedCells(content);
    announce(`${say("sourceOpened")} ${label}`);
  }

  function close() {
    if (!put_away()) return false;
    opener?.focus();
    return true;
  }

  // Close it and leave the focus where it is: what is read now is something else.
  function put_away() {
    if (panel.hidden) return false;
    panel.hidden = true;
    chat.classList.remove("reading");
    cover(false);
    return true;
  }

  function cover(covered) {
    for (const part of behind) part.inert = covered;
  }

  wide.addEventListener("change", () => cover(!wide.matches && !panel.hidden));
  document.getElementById("source-close").addEventListener("click", close);
  chat.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-source]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && close()) event.preventDefault();
  });
  return { open, close, put_away };
}

// What a link asks for, told from the root of the service: fragments link to each other by the full path.
function pathOf(link) {
  const address = new URL(link.getAttribute("href"), document.baseURI);
  return address.pathname.replace(/^.*(?=\/source$)/, "") + address.search;
}
