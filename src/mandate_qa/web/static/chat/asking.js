// The form that asks: the question's box, and the choice of documents to search.

import { announce, say } from "./words.js";

export function questionBox(conversation) {
  const form = document.getElementById("ask");
  const box = document.getElementById("question");
  const error = document.getElementById("question-error");
  let editing = null;

  function ask(question) {
    complain("");
    const again = editing;
    editing = null;
    conversation.ask(question, { again });
  }

  function complain(words) {
    error.textContent = words;
    error.hidden = !words;
    box.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) announce(words);
  }

  function sent(event) {
    event?.preventDefault();
    const question = box.value.trim();
    if (!question) {
      complain(say("empty"));
      box.focus();
      return;
    }
    box.value = "";
    grow();
    ask(question);
    box.focus();
  }

  function grow() {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 4, window.innerHeight / 3)}px`;
  }

  form.addEventListener("submit", sent);
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) sent(event);
  });
  document.getElementById("stop").addEventListener("click", () => { conversation.stop(); box.focus(); });

  return {
    ask: (question) => { ask(question); box.focus({ preventScroll: true }); },
    edit: (turn) => { editing = turn; box.value = turn.question; grow(); box.focus(); box.select(); },
    focus: () => box.focus({ preventScroll: true }),
    forgetEdit: () => { editing = null; },
  };
}

export function documentChoice() {
  const details = document.getElementById("documents");
  const boxes = [...details.querySelectorAll("input[type=checkbox]")];
  const filter = document.getElementById("documents-filter");
  const chosen = () => boxes.filter((box) => box.checked);

  function tell() {
    const titles = chosen().map((box) => box.dataset.title);
    document.getElementById("documents-chosen").textContent = titles.join(", ") || say("all");
  }

  details.addEventListener("change", tell);
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase();
    for (const box of boxes) {
      const label = box.closest("label");
      label.hidden = !box.checked && !label.textContent.toLowerCase().includes(words);
    }
  });
  filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  return {
    chosen: () => chosen().map((box) => box.value),
    choose: (keys) => { for (const box of boxes) box.checked = keys.includes(box.value); tell(); },
  };
}
