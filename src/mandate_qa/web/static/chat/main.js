// Starts the chat: fills the page with its markup and ties buttons and keys to what they do.

import { Conversation } from "./conversation.js";
import { feedback } from "./feedback.js";
import { historyMenu } from "./history.js";
import { menus } from "./menus.js";
import { previews } from "./preview.js";
import { documentChoice, questionBox } from "./asking.js";
import { sourceReader } from "./source.js";
import { storeFor } from "./store.js";
import { copied, linked, report, saved, toClipboard } from "./taking.js";
import { send } from "./wire.js";
import { learn, say } from "./words.js";

async function start(column) {
  const made = document.createElement("template");
  made.innerHTML = await (await send("chat-window")).text();
  const page = column.closest("gradio-app");
  page.before(made.content); // beside Gradio's own part of the page, whose looks reach everything within it
  page.hidden = true;
  learn(document.getElementById("chat-words").textContent);
  const chat = document.getElementById("chat");
  const store = storeFor(chat.dataset.keeping, chat.dataset.user);
  const documents = documentChoice();
  const conversation = new Conversation(store, documents.chosen);
  const box = questionBox(conversation);
  previews(chat);
  menus(chat);
  const reader = sourceReader(chat);
  feedback(chat, conversation);
  historyMenu(conversation, store, box, reader);
  conversation.began = () => reader.put_away();
  act(chat, conversation, box);
  fromAddress(conversation, documents, box);
}

// Buttons of answers, wherever they come to stand on the page.
function act(chat, conversation, box) {
  chat.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { ask, scope, copy, export: format, exportAll, link, retry, edit } = button.dataset;
    const turn = conversation.turnOf(button);
    if (ask !== undefined) box.ask(ask);
    if (scope !== undefined) again(conversation, turn, JSON.parse(scope), button.dataset.name);
    if (retry !== undefined) conversation.ask(turn.question, { scope: turn.scope, again: turn });
    if (edit !== undefined) box.edit(turn);
    if (copy !== undefined) await told(button, () => copied([turn.record]));
    if (format !== undefined) await told(button, () => saved(format, [turn.record]));
    if (exportAll !== undefined) await told(button, () => saved(exportAll, conversation.answers()));
    if (link !== undefined) await link_to(button, turn.record);
  });
}

// The same question of what the reader chose, added to what was chosen for it before.
function again(conversation, turn, chosen, name) {
  const scope = { documents: null, periods: null, ...turn.scope, ...chosen };
  const told = name ? say("askedOf", { name }) : say("askedOfAll");
  conversation.ask(turn.question, { scope, again: turn, told });
}

async function told(button, work) {
  button.disabled = true;
  try {
    report(button, await work());
  } catch (failure) {
    report(button, failure.message);
  } finally {
    button.disabled = false;
  }
}

async function link_to(button, record) {
  try {
    const address = await linked(record);
    const done = (await toClipboard(address)) ? ` ${say("linkCopied")}` : "";
    report(button, say("linked") + done, address);
  } catch (failure) {
    report(button, failure.message);
  }
}

// `?q=` asks at once; `documents=` chooses what is searched.
function fromAddress(conversation, documents, box) {
  const given = new URLSearchParams(window.location.search);
  documents.choose(given.getAll("documents"));
  const question = given.get("q")?.trim();
  if (question) box.ask(question);
  else box.focus();
}

// Gradio puts the column on the page in its own time.
function whenThere(id, then) {
  const found = document.getElementById(id);
  if (found) return then(found);
  const watcher = new MutationObserver(() => {
    const column = document.getElementById(id);
    if (!column) return;
    watcher.disconnect();
    then(column);
  });
  watcher.observe(document.documentElement, { childList: true, subtree: true });
}

whenThere("chat-window", start);
