// What the scripts say, as the page was given it; {n} and {name} are filled in.

let told = {};

export function learn(json) {
  told = JSON.parse(json);
}

export function say(name, values = {}) {
  return (told[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

// Tell people who cannot see the page what happened on it.
export function announce(text) {
  const place = document.getElementById("announce");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
}
