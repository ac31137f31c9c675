// The menu of earlier conversations: open one, delete one, delete all, begin a new one.

import { announce, say } from "./words.js";

export function historyMenu(conversation, store, box, reader) {
  const menu = document.getElementById("history");
  const list = document.getElementById("conversations");
  const forget = document.getElementById("forget");

  async function fill() {
    let kept = [];
    try {
      kept = await store.list();
    } catch (failure) {
      list.replaceChildren(item(failure.message));
      return;
    }
    forget.hidden = kept.length === 0;
    list.replaceChildren(...(kept.length ? kept.map(entry) : [item(say("none"))]));
  }

  function item(...content) {
    const line = document.createElement("li");
    line.append(...content);
    return line;
  }

  function entry({ id, title, changed }) {
    const open = button("plain", title, async () => { await begin(id); });
    const when = Object.assign(document.createElement("time"), { dateTime: changed, className: "quiet" });
    when.textContent = new Date(changed).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
    const gone = button("plain danger", say("delete"), async () => {
      if (!window.confirm(say("deleteOne", { name: title }))) return;
      await done(() => store.remove(id));
      if (conversation.id === id) conversation.begin();
    });
    gone.setAttribute("aria-label", `${say("delete")}: ${title}`);
    return item(open, " ", when, " ", gone);
  }

  function button(style, words, work) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: style, textContent: words });
    made.addEventListener("click", work);
    return made;
  }

  async function begin(id) {
    reader.put_away();
    menu.open = false;
    box.forgetEdit();
    if (id) await conversation.open(id);
    else conversation.begin();
    box.focus();
  }

  async function done(work) {
    try {
      await work();
      announce(say("deleted"));
    } catch (failure) {
      announce(failure.message);
    }
    await fill();
    menu.querySelector("summary").focus();
  }

  // What was said last is one step away when the page is opened again.
  async function offer() {
    const [last] = await store.list().catch(() => []);
    const place = document.getElementById("continue");
    if (!last || conversation.turns.length) return;
    place.querySelector("button").textContent = last.title;
    place.querySelector("button").onclick = () => begin(last.id);
    place.hidden = false;
  }

  offer();
  menu.addEventListener("toggle", () => { if (menu.open) fill(); });
  document.getElementById("new").addEventListener("click", () => begin(null));
  forget.addEventListener("click", async () => {
    if (!window.confirm(say("deleteAll"))) return;
    await done(() => store.clear());
    conversation.begin();
  });
}
