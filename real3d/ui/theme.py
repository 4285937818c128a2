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
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_background_fill="white",
        block_background_fill_dark="*neutral_900",
        block_border_width="1px",
        block_border_color="*neutral_200",
        block_border_color_dark="*neutral_800",
        block_shadow="none",
        block_label_background_fill="transparent",
        block_label_background_fill_dark="transparent",
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
        slider_color="*primary_600",
        slider_color_dark="*primary_500",
    )


CSS = """
.gradio-container { max-width: 1120px !important; margin: 0 auto; }
#heading h1 { font-size: 1.75rem; font-weight: 700; letter-spacing: -0.015em; margin: 0.75rem 0 0; }
#heading p { font-size: 1.05rem; color: var(--body-text-color-subdued); margin: 0.25rem 0 0.5rem; }
#footnote { color: var(--body-text-color-subdued); font-size: 0.85rem; text-align: center; }
.columns { gap: 1.5rem; }
.remark p, .remark ul { margin: 0; font-size: 0.9rem; }
.remark .good { color: var(--primary-600); }
.remark .bad { color: var(--error-text-color, #b91c1c); }
.dark .remark .good { color: var(--primary-300); }
.dark .remark .bad { color: #fca5a5; }
.remark li { margin: 0.15rem 0 0 1.1rem; list-style: disc; }
.consent p { font-size: 0.85rem; color: var(--body-text-color-subdued); margin: 0; }
.result video { background: #0f172a; }
.status p { margin: 0 0 0.35rem; font-size: 0.95rem; }
.status progress { width: 100%; height: 0.5rem; accent-color: var(--primary-600); }
@media (min-width: 800px) { .result { position: sticky; top: 1rem; align-self: flex-start; } }
"""
