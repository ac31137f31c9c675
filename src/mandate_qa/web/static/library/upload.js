// Says before a file is sent that it is too large, and while it is sent that it is.

const MEGABYTE = 1024 * 1024;
const form = document.getElementById("upload");
const file = document.getElementById("file");
const error = document.getElementById("file-error");

function complaint() {
  const chosen = file.files[0];
  const limit = Number(form.dataset.limit);
  if (!chosen || chosen.size <= limit * MEGABYTE) return "";
  const size = Math.ceil(chosen.size / MEGABYTE);
  return `The file has ${size} MB and at most ${limit} MB can be taken; split it, or ask the person who runs this service to add it.`;
}

function tell() {
  const words = complaint();
  error.textContent = words;
  error.hidden = !words;
  file.setAttribute("aria-invalid", String(Boolean(words)));
  file.setAttribute("aria-describedby", words ? "file-hint file-error" : "file-hint");
  return words;
}

file.addEventListener("change", tell);
form.addEventListener("submit", (event) => {
  if (tell()) {
    event.preventDefault();
    file.focus();
    return;
  }
  document.getElementById("upload-status").textContent = "Reading the file …";
});
