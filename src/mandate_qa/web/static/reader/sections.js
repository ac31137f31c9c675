// The contents follow the reader: the last heading above the middle of the window is the current one.

export function followSections(contents, headings) {
  if (!contents || !headings.length) return;
  const links = new Map([...contents.querySelectorAll("[data-section]")].map((link) => [link.dataset.section, link]));
  const order = new Map([...headings].map((heading, n) => [heading, n]));
  const passed = new Set();
  let current = null;

  function show() {
    const last = [...passed].reduce((best, heading) => (order.get(heading) > order.get(best) ? heading : best), headings[0]);
    const link = links.get(last.id);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    for (let up = link.parentElement.closest("details"); up && contents.contains(up); up = up.parentElement.closest("details")) {
      if (up.parentElement !== contents) up.open = true;
    }
    current = link;
    keepInSight(contents, link);
  }

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
      const above = isIntersecting || boundingClientRect.top < (rootBounds?.top ?? 0);
      above ? passed.add(target) : passed.delete(target);
    }
    show();
  }, { rootMargin: "0px 0px -60% 0px" });
  headings.forEach((heading) => observer.observe(heading));
}

// Scrolls the contents alone, never the page, and only where they scroll.
function keepInSight(contents, link) {
  const box = contents.getBoundingClientRect();
  const place = link.getBoundingClientRect();
  if (contents.scrollHeight <= contents.clientHeight || !place.height) return;
  if (place.top < box.top || place.bottom > box.bottom) contents.scrollTop += place.top - box.top - box.height / 3;
}
