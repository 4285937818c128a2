"""The page's entry, on a Hugging Face Space and on one's own computer: `python app.py`.

Environment: `PORT` (default 7860), `GRADIO_SERVER_NAME` (default: only this computer; on a Space,
everybody), `GRADIO_TEMP_DIR` (where visitors' files lie; default: with other temporary files).
"""

from __future__ import annotations

import os
import sys
import time
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING

from real3d.errors import Real3DError
from real3d.runtime.process import Ended, end_in_order, prepare_streams
from real3d.runtime.visitors_folder import visitors_folder

if TYPE_CHECKING:
    import gradio as gr

MAX_UPLOAD = "500mb"
"""Per file: five minutes of a phone's video."""


EVERYBODY, OURSELVES = "0.0.0.0", "127.0.0.1"
"""Addresses to listen on."""


def main() -> int:
    """Serves the page until it is stopped; returns an exit code."""
    prepare_streams()
    try:
        # The framework reads where files go when it is imported, so this comes first.
        with end_in_order(), visitors_folder():
            return _serve()
    except Ended:
        return 0
    except Real3DError as error:
        print(f"real3d: {error}", file=sys.stderr)
        return 1


def _serve() -> int:
    on_a_space = "SPACE_ID" in os.environ
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    if on_a_space:
        import spaces  # noqa: F401  (has to come before anything that touches CUDA)

    from real3d.runtime.system_libraries import import_cv2

    import_cv2()
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
            show_error=True,  # an agent gets the reason, whatever it is
            ssr_mode=False,
            # Its library, an extra of Gradio's, is in the requirements, but the page works without.
            mcp_server=find_spec("mcp") is not None,
            prevent_thread_lock=True,
        )
    except (OSError, ValueError) as error:
        reason = "it is no number" if isinstance(error, ValueError) else "another program has it"
        print(f"real3d: the page cannot use port {port}: {reason}.", file=sys.stderr)
        print("Choose another one: PORT=7861 make run", file=sys.stderr)
        return 1
    return _wait(page)


def _wait(page: gr.Blocks) -> int:
    """Until the process is ended from outside."""
    try:
        while page.is_running:
            time.sleep(1)
    finally:
        page.close(verbose=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
