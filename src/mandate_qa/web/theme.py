"""How the chat window looks: plain, with fonts that every computer has, so that none is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base

FONTS = ("Arial", "Helvetica", "sans-serif")
MONOSPACED = ("Consolas", "Menlo", "monospace")


def theme() -> Base:
    """Gradio's plain theme with system fonts, black on white, green buttons and square corners."""
    from gradio import themes

    plain = themes.Base(font=FONTS, font_mono=MONOSPACED, radius_size=themes.sizes.radius_none)
    return plain.set(
        body_text_color="#0b0c0c",
        body_text_color_dark="#f3f2f1",
        link_text_color="#1d70b8",
        link_text_color_dark="#8fc1f0",
        button_primary_background_fill="#00703c",
        button_primary_background_fill_hover="#005a30",
        button_primary_background_fill_dark="#00703c",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
        button_secondary_background_fill="#f3f2f1",
        block_label_text_color="#0b0c0c",
        block_title_text_color="#0b0c0c",
        block_info_text_color="#505a5f",
        input_background_fill="#ffffff",
        input_border_color="#505a5f",
        input_border_width="2px",
        input_placeholder_color="#505a5f",
    )


SCRIPT = """<script>
// The newest question is kept at the top of the chat, so that its answer is read from the beginning.
let seen = "";
new MutationObserver(() => {
  const questions = document.querySelectorAll(".question");
  const now = `${questions.length} ${document.querySelectorAll(".how, .failure").length}`;
  const last = questions[questions.length - 1];
  const box = last && last.closest("[role=log]");
  if (box && now !== seen) box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 16;
  seen = now;
}).observe(document.documentElement, { childList: true, subtree: true });
</script>"""

CSS = """
.gradio-container { max-width: 60rem !important; margin: 0 auto; }
.answer p, .answer li, .question { line-height: 1.5; }
.answer h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
.question { font-weight: 700; }
.tag { display: inline-block; padding: 0 .5em; font-size: .8rem; color: #0b0c0c; background: #eeefef; }
.tag.green { color: #005a30; background: #cce2d8; }
.tag.yellow { color: #594d00; background: #fff7bf; }
.tag.red { color: #942514; background: #f6d7d2; }
.note { border-left: 4px solid #1d70b8; padding-left: .75rem; }
.failure { border-left: 4px solid #d4351c; padding-left: .75rem; }
.source, .how { border-top: 1px solid var(--border-color-primary); padding: .35rem 0; }
.source summary, .how summary { cursor: pointer; }
.source summary { color: var(--link-text-color); }
.source summary q { display: block; margin-left: 1rem; color: var(--body-text-color); }
.source[open] summary q { display: none; }
.place { border-left: 4px solid var(--border-color-primary); padding-left: .75rem; }
.place .trail { font-size: .9rem; opacity: .8; }
.paragraph { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr); gap: .5rem; opacity: .8; }
.paragraph.cited { opacity: 1; }
.paragraph .number { font-weight: 700; }
.paragraph.heading .words { font-weight: 700; }
.paragraph .words { overflow-x: auto; }
.paragraph:not(.cited) .words { max-height: 8rem; overflow-y: auto; }
.paragraph .level-1 { margin-left: 1.5rem; }
.paragraph .level-2, .paragraph .level-3 { margin-left: 3rem; }
.paragraph .lettered { list-style: none; }
.answer mark { background: #fd0; color: #0b0c0c; scroll-margin-top: 8rem; }
.answer table { border-collapse: collapse; margin: .5rem 0; }
.answer th, .answer td { padding: .25rem .5rem; text-align: left; }
.answer th, .answer td { border: 1px solid var(--border-color-primary); }
.answer th *, .answer td *, .answer th, .answer td { overflow-wrap: normal; word-break: normal; }
.answer dt { font-weight: 700; margin-top: .5rem; }
.answer dd { margin-left: 1rem; overflow-wrap: anywhere; font-size: .9rem; }
.input-container textarea { border: 2px solid #505a5f !important; }
.submit-button { background: #00703c !important; color: #fff !important; border-radius: 0 !important; }
.submit-button { align-self: stretch; height: auto !important; }
.answer a:focus, .answer summary:focus-visible { background: #fd0; color: #0b0c0c; outline: 3px solid #0b0c0c; }
"""
