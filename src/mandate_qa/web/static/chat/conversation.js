// One conversation: its turns on the page and what is remembered of them.

import { Failed, converse, send } from "./wire.js";
import { announce, say } from "./words.js";

export class Conversation {
  constructor(store, chosen) {
    this.store = store;
    this.chosen = chosen; // gives the keys of the documents to search
    this.place = document.getElementById("turns");
    this.begin();
  }

  begin() {
    this.running?.stop();
    this.id = crypto.getRandomValues(new Uint32Array(4)).join("");
    this.turns = [];
    this.place.replaceChildren();
    this.showStart();
  }

  // What was said before the turn at `place`, as the Assistant reads it; answers that were asked again are left out.
  history(place = this.turns.length) {
    return this.turns.slice(0, place).filter((turn) => turn.record && !turn.replaced).flatMap((turn) => [
      { role: "user", content: turn.record.question, scope: turn.record.scope.scope },
      { role: "assistant", content: turn.record.text },
    ]);
  }

  answers() {
    return this.turns.filter((turn) => turn.record && !turn.replaced).map((turn) => turn.record);
  }

  turnOf(element) {
    const section = element.closest(".turn");
    return this.turns.find((turn) => turn.section === section);
  }

  // Ask a question; with `again`, in place of an earlier turn, which stays on the page.
  async ask(question, { scope = null, again = null, told = "" } = {}) {
    this.running?.stop();
    this.began?.();
    const place = again ? this.turns.indexOf(again) : this.turns.length;
    const sent = { question, history: again ? again.sent?.history ?? this.history(place) : this.history(),
      documents: this.chosen(), scope };
    const turn = this.add({ question, scope, sent });
    if (told) this.note(turn, told);
    const steps = { step: (step) => this.show(turn, step), waiting: (n) => this.wait(turn, n) };
    this.setBusy(true);
    const running = this.running = converse("converse", sent, steps);
    try {
      await running.end;
      if (turn.state === "waiting") this.fail(turn, say("stopped"));
      else if (turn.record) await this.finished(turn, again);
    } catch (failure) {
      this.fail(turn, failure instanceof Failed ? failure.message : say("failed"));
    } finally {
      if (this.running === running) { this.running = null; this.setBusy(false); }
    }
  }

  stop() {
    this.running?.stop();
  }

  add(turn) {
    const section = document.getElementById("turn-template").content.cloneNode(true).firstElementChild;
    section.querySelector(".question").textContent = turn.question;
    Object.assign(turn, { section, reply: section.querySelector(".reply"), state: "waiting" });
    turn.reply.append(document.getElementById("waiting-template").content.cloneNode(true));
    this.turns.push(turn);
    this.place.append(section);
    this.showStart();
    section.scrollIntoView({ block: "start" });
    announce(say("looking"));
    return turn;
  }

  wait(turn, n) {
    const words = turn.reply.querySelector(".waiting .words");
    if (words) words.textContent = say("ahead", { n });
  }

  show(turn, step) {
    if (step.kind === "writing") turn.reply.innerHTML = step.html;
    if (step.kind === "failed") this.fail(turn, step.words);
    if (step.kind === "answer") {
      Object.assign(turn, { record: step.record, state: "answered" });
      turn.reply.innerHTML = step.html;
      turn.section.scrollIntoView({ block: "start" });
      const status = turn.reply.querySelector(".status .tag")?.textContent.trim() ?? "";
      announce(`${status}. ${turn.reply.querySelector(".text")?.textContent.trim() ?? ""}`);
    }
  }

  fail(turn, words) {
    turn.state = "failed";
    turn.reply.replaceChildren(document.getElementById("failure-template").content.cloneNode(true));
    turn.reply.querySelector(".error").textContent = words;
    announce(words);
  }

  async finished(turn, again) {
    if (!this.turns.includes(turn)) return; // another conversation was begun meanwhile
    if (again) this.setAside(again);
    await this.save(turn);
    this.suggest(turn); // nobody waits for it: the next question may be sent
  }

  async suggest(turn) {
    const told = converse("suggest", turn.sent);
    const { html = "" } = (await told.end.catch(() => null)) ?? {};
    const place = turn.reply.querySelector(".suggestions");
    if (place && html) place.innerHTML = html;
  }

  setAside(turn) {
    turn.replaced = true;
    turn.section.classList.add("replaced");
    this.note(turn, say("replaced"));
  }

  // A few words below a question.
  note(turn, words) {
    const note = Object.assign(document.createElement("p"), { className: "quiet", textContent: words });
    turn.section.querySelector(".question").after(note);
  }

  async save(turn) {
    try {
      await this.store.save(this.id, this.kept());
    } catch (failure) {
      const note = Object.assign(document.createElement("p"), { className: "warning", textContent: failure.message });
      turn.reply.append(note);
    }
  }

  kept() {
    const turns = this.turns.filter((turn) => turn.record && !turn.replaced)
      .map(({ record, sent }) => ({ answer: record, documents: sent.documents }));
    return { title: turns[0]?.answer.question ?? "", changed: new Date().toISOString(), turns };
  }

  // Show a conversation that was kept.
  async open(id) {
    const kept = await this.store.load(id);
    if (!kept) return;
    const answers = kept.turns.map((turn) => turn.answer);
    const { html } = await (await send("chat-turns", { method: "POST", body: { answers } })).json();
    this.begin();
    this.id = id;
    kept.turns.forEach(({ answer, documents }, n) => {
      const { question, scope: { scope } } = answer;
      const turn = this.add({ question, scope, sent: null });
      turn.sent = { question, history: this.history(n), documents, scope };
      Object.assign(turn, { record: answer, state: "answered" });
      turn.reply.innerHTML = html[n];
    });
  }

  showStart() {
    document.getElementById("start").hidden = this.turns.length > 0;
    document.getElementById("chat").classList.toggle("begun", this.turns.length > 0);
    document.getElementById("take").hidden = this.turns.length === 0;
  }

  setBusy(busy) {
    document.getElementById("stop").hidden = !busy;
    document.getElementById("send").hidden = busy;
    this.place.setAttribute("aria-busy", String(busy));
  }
}
