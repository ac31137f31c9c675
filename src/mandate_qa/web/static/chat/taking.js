// Taking answers away: files, the clipboard, a link.

import { send } from "./wire.js";
import { announce, say } from "./words.js";

// Save `answers` as a file of the kind `format`.
export async function saved(format, answers) {
  const reply = await send("export", { method: "POST", body: { format, answers } });
  const name = nameOf(reply.headers.get("content-disposition")) ?? `answer.${format}`;
  const address = URL.createObjectURL(await reply.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return say("exported", { name });
}

export async function copied(answers) {
  const text = await (await send("export", { method: "POST", body: { format: "txt", answers } })).text();
  return (await toClipboard(text)) ? say("copied") : say("notCopied");
}

// A link to an answer, kept on the server from now on.
export async function linked(answer) {
  const { path } = await (await send("answers", { method: "POST", body: answer })).json();
  return new URL(path, window.location.origin).href; // the path is told from the root of the host
}

export async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

// Browsers give the clipboard to safe addresses only; a page on http:// in an office network is none.
function copiedByHand(text) {
  const box = Object.assign(document.createElement("textarea"), { value: text });
  const focused = document.activeElement;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  focused?.focus();
  return done;
}

function nameOf(disposition) {
  const told = disposition ?? "";
  const long = /filename\*=(?:utf-8|UTF-8)''([^;]+)/.exec(told);
  return long ? decodeURIComponent(long[1]) : /filename="?([^";]+)"?/.exec(told)?.[1];
}

// Say how something went, beside the button that was pressed and to those who cannot see it.
export function report(button, text, link = "") {
  const actions = button.closest(".actions, .tools, form");
  const line = actions.parentElement.querySelector(":scope > .outcome") ?? document.createElement("p");
  line.className = "outcome";
  line.textContent = text;
  if (link) line.append(" ", Object.assign(document.createElement("a"), { href: link, textContent: link }));
  actions.after(line);
  line.scrollIntoView({ block: "nearest" });
  announce(text);
}
