// The form under an answer in which a reader says whether it is right.

import { report } from "./taking.js";
import { send } from "./wire.js";
import { say } from "./words.js";

export function feedback(chat, conversation) {
  // What was said can be changed: opened again, the form is there again. toggle does not bubble.
  chat.addEventListener("toggle", ({ target }) => {
    if (target.matches(".feedback") && target.open) target.querySelector("form").hidden = false;
  }, { capture: true });
  chat.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-feedback]");
    if (!form) return;
    event.preventDefault();
    const turn = conversation.turnOf(form);
    const said = Object.fromEntries(new FormData(form));
    const history = conversation.history(conversation.turns.indexOf(turn)).filter(({ role }) => role === "user");
    try {
      await kept(turn, { ...said, answer: turn.record, history: history.map(({ role, content }) => ({ role, content })) });
      report(form.querySelector("button"), say("thanks"));
      form.hidden = true; // said; the words that thank stand in its place
    } catch (failure) {
      report(form.querySelector("button"), failure.message || say("notSent"));
    }
  });
}

// Said a second time, it takes the place of the first.
async function kept(turn, body) {
  if (turn.feedback) {
    const { id, token } = turn.feedback;
    await send(`feedback/${id}`, { method: "PUT", body, token });
    return;
  }
  turn.feedback = await (await send("feedback", { method: "POST", body })).json();
}
