"""The page's entry, on a Hugging Face Space and on one's own computer: `python app.py`.

Environment: `PORT` (default 7860), `GRADIO_SERVER_NAME` (default: only this computer; on a Space,
everybody).
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from threading import Thread

MAX_UPLOAD = "500mb"
"""Per file: five minutes of a phone's video."""


EVERYBODY, OURSELVES = "0.0.0.0", "127.0.0.1"
"""Addresses to listen on."""


def main() -> int:
    """Serves the page until it is stopped; returns an exit code."""
    on_a_space = "SPACE_ID" in os.environ
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    if on_a_space:
        import spaces  # noqa: F401  (has to come before anything that touches CUDA)

    from real3d.errors import MissingLibraryError
    from real3d.runtime.system_libraries import import_cv2

    try:
        import_cv2()
    except MissingLibraryError as error:
        print(f"real3d: {error}", file=sys.stderr)
        return 1

    from real3d.runtime.zero_gpu import is_zero_gpu
    from real3d.ui.handlers.examples import find_examples
    from real3d.ui.handlers.page_handlers import PageHandlers
    from real3d.ui.i18n.language import I18N
    from real3d.ui.page import build_page
    from real3d.ui.theme import CSS, build_theme

    examples = find_examples()
    handlers = PageHandlers(examples=examples)
    if is_zero_gpu():
        handlers.load_networks()
    page = build_page(handlers, examples)
    Thread(target=handlers.warm_up, name="warm-up", daemon=True).start()
    port = os.environ.get("PORT", "7860")
    try:
        page.launch(
            server_name=os.environ.get(
                "GRADIO_SERVER_NAME", EVERYBODY if on_a_space else OURSELVES
            ),
            server_port=int(port),
            theme=build_theme(),
            css=CSS,
            i18n=I18N,
            max_file_size=MAX_UPLOAD,
            footer_links=["api"],
            enable_monitoring=False,
            ssr_mode=False,
            # Its library, an extra of Gradio's, is in the requirements, but the page works without.
            mcp_server=find_spec("mcp") is not None,
        )
    except (OSError, ValueError) as error:
        print(f"real3d: the page cannot use port {port} ({error}).", file=sys.stderr)
        print("Choose another one: PORT=7861 make run", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
