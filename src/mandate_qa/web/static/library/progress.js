// Asks how far a piece of work is, shows it, and loads the page again when it is finished.

const EVERY = 1000; // milliseconds
const PATIENCE = 10; // times in a row that the server may be out of reach

const job = document.getElementById("job");
const words = document.getElementById("job-words");
const bar = document.getElementById("job-progress");
let failures = 0;

async function look() {
  try {
    const reply = await fetch(job.dataset.address, { headers: { Accept: "application/json" }, cache: "no-store" });
    const now = await reply.json();
    failures = 0;
    if (!reply.ok || now.finished) return location.reload();
    show(now);
  } catch {
    failures += 1;
    if (failures > PATIENCE) {
      words.textContent = "The service cannot be reached; load this page again in a while.";
      return;
    }
  }
  setTimeout(look, EVERY);
}

function show(now) {
  // Figures move every second: only a new step is worth being read aloud.
  const step = now.words.split(":")[0];
  if (words.dataset.step !== step) {
    words.dataset.step = step;
    words.textContent = now.words;
  }
  if (now.total) {
    bar.max = now.total;
    bar.value = now.done;
    bar.textContent = now.words;
  } else {
    bar.removeAttribute("value");
  }
}

if (job) look();
