"""How the page looks: one accent colour on quiet greys, the system's own fonts, nothing remote."""

from __future__ import annotations

import gradio as gr

_SYSTEM_FONTS = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Helvetica Neue",
    "Noto Sans",
    "sans-serif",
)
_MONOSPACE_FONTS = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")

_ACCENT = gr.themes.Color(
    name="petrol",
    c50="#effaf9",
    c100="#d3f1ef",
    c200="#a8e2df",
    c300="#72cbc8",
    c400="#3eacaa",
    c500="#219090",
    c600="#177476",
    c700="#165d60",
    c800="#164b4e",
    c900="#153f42",
    c950="#062528",
)


def build_theme() -> gr.themes.Base:
    """The theme, for `launch(theme=...)`."""
    return gr.themes.Base(
        primary_hue=_ACCENT,
        secondary_hue=_ACCENT,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_lg,
        font=_SYSTEM_FONTS,
        font_mono=_MONOSPACE_FONTS,
    ).set(
        # Text on these grounds keeps a contrast of at least 4.5.
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        block_info_text_color="*neutral_600",
        block_info_text_color_dark="*neutral_300",
        block_title_text_color="*neutral_700",
        block_title_text_color_dark="*neutral_200",
        color_accent="*primary_600",
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_background_fill="white",
        block_background_fill_dark="*neutral_900",
        block_border_width="1px",
        block_border_color="*neutral_200",
        block_border_color_dark="*neutral_800",
        block_shadow="none",
        block_label_background_fill="*block_background_fill",
        block_label_background_fill_dark="*block_background_fill",
        block_label_border_width="0px",
        block_label_text_color="*neutral_600",
        block_label_text_color_dark="*neutral_300",
        block_title_text_weight="600",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_500",
        button_primary_text_color="white",
        button_large_text_weight="600",
        checkbox_label_background_fill="transparent",
        checkbox_label_background_fill_hover="*primary_50",
        checkbox_label_background_fill_hover_dark="*primary_950",
        checkbox_label_background_fill_selected="*primary_50",
        checkbox_label_background_fill_selected_dark="*primary_950",
        checkbox_label_background_fill_dark="transparent",
        checkbox_label_border_width="1px",
        checkbox_label_border_color="*neutral_200",
        checkbox_label_border_color_dark="*neutral_700",
        checkbox_label_border_color_selected="*primary_600",
        checkbox_label_border_color_selected_dark="*primary_500",
        checkbox_label_padding="0.4rem 0.75rem",
        slider_color="*primary_600",
        slider_color_dark="*primary_500",
    )


# Gradio splits selectors at every comma, also at those within parentheses: there can be none.
# Gradio splits selectors at every comma, also at those within parentheses: there can be none.
CSS = """
/* Clipped rather than hidden: inside a hidden overflow nothing can stay in view. */
.gradio-container {
  width: 100%; max-width: 1120px !important; margin: 0 auto; overflow: clip !important;
}
.dark { --color-accent: var(--primary-400); }
.columns { gap: 1.5rem; }
.html-container { padding: 0 !important; }

#heading h1 { font-size: 1.75rem; font-weight: 700; letter-spacing: -0.015em; margin: 0.5rem 0 0; }
#heading p { font-size: 1.05rem; margin: 0.15rem 0 0; color: var(--body-text-color-subdued); }
.footnote p { margin: 0.5rem 0 0; font-size: 0.85rem; text-align: center; }
.footnote p, .estimate p { color: var(--body-text-color-subdued); }
footer .divider:last-child { display: none; }

/* Everything that can be tried at a click, in one line. */
.tries { display: flex; align-items: center; gap: 1rem; padding: 0 !important; }
.tries > .label { margin: 0 !important; font-size: 0.9rem; }
.tries > .label svg { display: none; }
.tries > .gallery { padding: 0; gap: 0.5rem; }
.tries .gallery-item { border-radius: 0.75rem; overflow: hidden; }
/* In its place before it is loaded, so that nobody clicks on its neighbour. */
.tries .gallery-item img { aspect-ratio: 1; }

/* An amount that the chosen engine does not heed: all of it, not only its handle. */
.block:has(input[type="range"]:disabled):not(:has(.block)) { opacity: 0.45; }

.inputs .gallery-item .container { width: 4rem !important; height: 4rem !important; }

.compact .upload-container .wrap { min-height: 6.5rem; padding-top: 0.75rem; }
.compact .upload-container .icon-wrap { display: none; }

.remark p, .remark li, .consent p, .status .share { font-size: 0.875rem; margin: 0; }
.remark li { margin-left: 1.1rem; list-style: disc; }
.good { color: var(--primary-700); }
.bad { color: #b91c1c; }
.dark .good { color: var(--primary-300); }
.dark .bad { color: #fca5a5; }
.block.remark:not(:has(p)) { display: none; }
.consent p { color: var(--body-text-color-subdued); }

.feedback:not(:has(img)) .used, .feedback:not(:has(img)):not(:has(p)) { display: none; }
.used img { max-height: 220px; cursor: crosshair; }
.view img { width: 100%; }
.view .top-panel { top: auto !important; bottom: 0.5rem; }  /* below the badge */

/* The stage keeps its place and size, whatever is on it: words, frames, pieces, the result. */
.stage {
  position: relative; display: block !important; width: 100%; aspect-ratio: 1; overflow: hidden;
  border-radius: var(--radius-lg); background: #0f172a;
}
.stage.wide { aspect-ratio: 3; }
.stage > .block {
  position: absolute !important; inset: 0; height: 100% !important; margin: 0;
  border: 0 !important; background: transparent !important;
}
.screen .html-container, .screen .prose { height: 100%; }
.screen .empty {
  position: absolute; inset: 0; display: grid; place-items: center; padding: 2rem;
  text-align: center;
}
.screen .empty p { margin: 0; color: #94a3b8; font-size: 1rem; }
.screen img, .screen video, .film video {
  position: absolute; inset: 0; width: 100% !important; height: 100% !important;
  max-height: none !important; margin: 0; object-fit: contain; background: #0f172a;
}
.film video[src*=".webm"] {
  background: repeating-conic-gradient(#e2e8f0 0 25%, #fff 0 50%) 50% / 1.5rem 1.5rem;
}
.stage .generating { border: 0 !important; }
.stage [data-testid="status-tracker"], .stage [data-testid="status-tracker"] * {
  color: #cbd5e1 !important; background: transparent !important;
}
.screen img:not([src]), .screen video { visibility: hidden; }
.result[data-state="playing"] .screen video { visibility: visible; }
.result[data-state="working"] .empty, .result[data-state="playing"] .empty { visibility: hidden; }
.result[data-state="working"] .film, .result[data-state="playing"] .film {
  opacity: 0; pointer-events: none;
}
.film:not(:has(video)) { visibility: hidden; }

.status p, .status li { font-size: 0.95rem; margin: 0; }
.status li { margin-left: 1.1rem; list-style: disc; }
.status .share { margin-top: 0.35rem; color: var(--body-text-color-subdued); }
.block.status:not(:has(p)) { display: none; }
.status progress {
  appearance: none; display: block; width: 100%; height: 0.4rem; margin-top: 0.5rem; border: 0;
  border-radius: 0.2rem; overflow: hidden; background: var(--border-color-primary);
}
.status progress::-webkit-progress-bar { background: var(--border-color-primary); }
.status progress::-webkit-progress-value { background: var(--primary-600); }
.status progress::-moz-progress-bar { background: var(--primary-600); }

/* All five tabs side by side on a phone. */
@media (max-width: 500px) {
  .tab-container button { padding: 0 0.4rem !important; font-size: 0.875rem !important; }
  .tries { display: block; }
  .tries > .gallery {
    display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); margin-top: 0.35rem;
  }
  .tries .gallery-item * { width: 100% !important; height: auto !important; }
}
@media (min-width: 800px) { .result { position: sticky; top: 1rem; align-self: flex-start; } }
"""
