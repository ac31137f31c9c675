"""What is asked of every page beyond looks: axe's rules and what axe cannot see, each as a list of readable faults.

Each function takes a Playwright page as it stands and gives back one line for each fault, [] when there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The sets of axe's rules."""
TARGET = 24
"""CSS pixels that a target must have in width and height (WCAG 2.5.8)."""

NARROW = {"width": 320, "height": 640}
"""What 1280 pixels are at 400 % zoom (WCAG 1.4.10)."""

SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""The spacing that a reader may set without losing anything (WCAG 1.4.12)."""

SHOWN = """
const shown = element => {
    const box = element.getBoundingClientRect();
    const visible = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return visible && box.width > 1 && box.height > 1;
};
const named = element => {
    const words = (element.getAttribute('aria-label') || element.textContent || element.name || '').trim();
    const classes = typeof element.className === 'string' && element.className ? '.' + element.className : '';
    const id = element.id ? '#' + element.id : '';
    return `<${element.localName}${id}${classes}> ${JSON.stringify(words.slice(0, 40))}`;
};
"""
"""JavaScript that the scripts below share: whether an element can be seen, and what to call it in a fault."""


def violations(page: Any, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice: rule, element, what to do. `rules` are sets or one rule."""
    found = Axe().run(page, options={"runOnly": list(rules), "resultTypes": ["violations"]}).response["violations"]
    covering = page.locator("details.menu[open]").count()  # what it covers is there again once it is closed
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
        if not (covering and "obscured" in node["failureSummary"])
    ]


def contrast(page: Any) -> list[str]:
    """What axe finds against the contrast of text alone, for a page whose other rules were asked before."""
    return violations(page, ["color-contrast"])


def sideways(page: Any) -> list[str]:
    """What reaches beyond the window's edge, when the page can be scrolled sideways."""
    script = """() => {
        const root = document.scrollingElement, edge = root.clientWidth;
        if (root.scrollWidth <= edge) return [];
        const right = element => Math.round(element.getBoundingClientRect().right);
        const wide = [...document.body.querySelectorAll('*')]
            .filter(element => shown(element) && right(element) > edge + 1)
            .map(element => `${named(element)} reaches ${right(element)} of ${edge}`);
        return [`the page is ${root.scrollWidth} wide in a window of ${edge}`, ...wide.slice(0, 5)];
    }"""
    return list(page.evaluate(with_shared(script)))


def small_targets(page: Any) -> list[str]:
    """Controls smaller than 24 by 24; links within a sentence are exempt, and so is what the browser itself draws."""
    script = """least => {
        const inline = element => element.matches('a') && getComputedStyle(element).display === 'inline';
        const boxes = element => [element, ...(element.labels ?? [])].map(each => each.getBoundingClientRect());
        const wide = box => box.width > least - .5 && box.height > least - .5;
        const size = ({ width, height }) => `${width.toFixed(0)} by ${height.toFixed(0)}`;
        return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button]')]
            .filter(element => shown(element) && !element.disabled && !inline(element) && !boxes(element).some(wide))
            .map(element => `${named(element)} is ${size(element.getBoundingClientRect())}`);
    }"""
    return list(page.evaluate(with_shared(script), TARGET))


def lost_by_spacing(page: Any) -> list[str]:
    """Text that is cut off or pushed out of the window once a reader sets wider spacing."""
    cut = """() => [...document.body.querySelectorAll('*')].filter(element => {
        const style = getComputedStyle(element);
        const clips = /hidden|clip/.test(style.overflowX + style.overflowY) && !element.matches('.visually-hidden');
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        return shown(element) && own && clips &&
            (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2);
    }).map(element => `${named(element)} is cut off`)"""
    before = set(page.evaluate(with_shared(cut)))
    page.add_style_tag(content=SPACED)
    after = [fault for fault in page.evaluate(with_shared(cut)) if fault not in before]
    return [*after, *sideways(page)]


def moving(page: Any) -> list[str]:
    """Animations and transitions that run, or would, although the reader asked for less motion."""
    script = """() => {
        const seconds = list => Math.max(...list.split(',').map(one => parseFloat(one) * (/ms/.test(one) ? .001 : 1)));
        const running = document.getAnimations().filter(one => one.effect.getComputedTiming().activeDuration > 50)
            .map(one => `${named(one.effect.target)} runs ${one.animationName ?? one.transitionProperty}`);
        const smooth = getComputedStyle(document.documentElement).scrollBehavior === 'smooth';
        return smooth ? [...running, 'the page scrolls smoothly'] : running;
    }"""
    return list(page.evaluate(with_shared(script)))


def hidden_focus(page: Any, most: int = 80) -> list[str]:
    """Stops of the Tab key, from the top of the page, whose looks tell nothing of the focus or that cannot be seen."""
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    page.evaluate("window.__stops = new Set()")
    faults: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        fault = page.evaluate(with_shared(LOOK_OF_FOCUS))
        if fault is None:
            break
        if fault:  # scrolling may be under way: once the next pictures are drawn, it is not
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            fault = page.evaluate(with_shared(LOOK_OF_FOCUS.replace(SEEN_BEFORE, "false")))
        faults += [fault] if fault else []
    return faults


SEEN_BEFORE = "window.__stops.has(element)"
LOOK_OF_FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body || window.__stops.has(element)) return null;
    window.__stops.add(element);
    const target = element.matches('.visually-hidden') ? element.labels?.[0] ?? element.parentElement : element;
    const look = () => {
        const style = getComputedStyle(target);
        return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor].join(';');
    };
    if (!shown(target)) return `${named(element)} has the focus and cannot be seen`;
    const box = target.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth)
        return `${named(element)} has the focus outside the window`;
    const centre = document.elementFromPoint(
        Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
        Math.min(Math.max(box.top + Math.min(box.height / 2, 8), 0), innerHeight - 1));
    const covered = centre && !target.contains(centre) && !centre.contains(target) &&
        !/^(label|summary)$/.test(centre.localName);
    if (covered) return `${named(element)} has the focus below ${named(centre)}`;
    const focused = look();
    element.blur();
    const plain = look();
    element.focus({ preventScroll: true, focusVisible: true });
    return focused === plain ? `${named(element)} looks the same with the focus as without` : '';
}"""
"""null at the end of the Tab path, "" for a stop that is plain to see, else what is wrong with it."""


def with_shared(script: str) -> str:
    """A script as a function that has the shared ones at hand."""
    return f"argument => {{ {SHOWN} return ({script})(argument); }}"
