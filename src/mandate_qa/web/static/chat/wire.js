// The way to the server: Gradio's queue for what is answered step by step, plain requests for everything else.

import { say } from "./words.js";

export class Failed extends Error {}

// An address below the root of the service, wherever a proxy has put that.
export function place(path) {
  return new URL(`./${path.replace(/^\/+/, "")}`, document.baseURI.split(/[?#]/)[0]).href;
}

export async function send(path, { method = "GET", body, token } = {}) {
  const headers = { "x-requested-with": "fetch" }; // tells a part for this page from a page of its own
  if (body !== undefined) headers["content-type"] = "application/json";
  if (token) headers["x-token"] = token;
  let reply;
  try {
    reply = await fetch(place(path), { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Failed(say("unreachable"));
  }
  if (reply.ok) return reply;
  throw new Failed(await reason(reply));
}

async function reason(reply) {
  if (reply.status === 401) return say("signedOut");
  try {
    const { detail, error } = await reply.json();
    const told = detail ?? error;
    if (typeof told === "string" && told) return told;
  } catch { /* no JSON: the words below must do */ }
  return reply.status === 503 ? say("full") : say("failed");
}

// Send `sent` to the named event. `step` gets each step, `waiting` the number of questions before this one. Gives a
// promise of the end, and `stop` to give up.
export function converse(name, sent, { step = () => {}, waiting = () => {} } = {}) {
  const session = crypto.getRandomValues(new Uint32Array(3)).join("-");
  const event = { id: null, stream: null };
  const end = (async () => {
    const fn_index = await indexOf(name);
    const body = { data: [sent], fn_index, session_hash: session, simple_format: true };
    event.id = (await (await send("gradio_api/queue/join", { method: "POST", body })).json()).event_id;
    event.fn = fn_index;
    return listened(session, event, step, waiting);
  })();
  const stop = () => {
    event.stream?.close();
    event.stopped?.();
    if (event.id === null) return;
    const body = { session_hash: session, fn_index: event.fn, event_id: event.id };
    send("gradio_api/cancel", { method: "POST", body }).catch(() => {});
  };
  return { end, stop };
}

function listened(session, event, step, waiting) {
  return new Promise((done, fail) => {
    event.stopped = done;
    event.stream = new EventSource(place(`gradio_api/queue/data?session_hash=${session}`));
    const close = (settle, value) => { event.stream.close(); settle(value); };
    event.stream.onerror = () => close(fail, new Failed(say("unreachable")));
    event.stream.onmessage = ({ data }) => {
      const told = JSON.parse(data);
      if (told.msg === "estimation" && told.rank > 0) waiting(told.rank);
      if (told.msg === "process_generating" && told.success) step(told.output.data[0]);
      if (told.msg === "unexpected_error") close(fail, new Failed(told.message || say("failed")));
      if (told.msg !== "process_completed") return;
      if (!told.success) return close(fail, new Failed(told.output?.error || say("failed")));
      close(done, told.output?.data?.[0]);
    };
  }).then((last) => { event.last = last; return last; });
}

let events = null;

async function indexOf(name) {
  events ??= (window.gradio_config ?? await (await send("config")).json()).dependencies;
  const found = events.find((event) => event.api_name === name);
  if (!found) throw new Failed(say("failed"));
  return found.id;
}
