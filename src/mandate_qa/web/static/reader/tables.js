// A table wider than its place is scrolled to what is marked in it; nothing but the table moves.

export function showMarkedCells(page) {
  for (const table of page.querySelectorAll(".scrolls")) {
    const cell = table.querySelector("td.relied") ?? table.querySelector("mark")?.closest("td, th");
    if (!cell || table.scrollWidth <= table.clientWidth) continue;
    const place = cell.getBoundingClientRect();
    const seen = table.getBoundingClientRect();
    if (place.right > seen.right || place.left < seen.left) {
      table.scrollLeft += place.left - seen.left - Math.max(0, (seen.width - place.width) / 2);
    }
  }
}
