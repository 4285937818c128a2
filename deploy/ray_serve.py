"""The page on a Ray cluster: one process talks to the visitors, many others render for them.

    serve run deploy.ray_serve:app

Gradio keeps its queue and its visitors' sessions in the process that serves the page, so that one
is not copied; what takes time is the rendering, and its replicas come and go with the length of
the queue. All of them read and write the same files by the same names: where a cluster has
several machines, TMPDIR and GRADIO_TEMP_DIR have to be folders that they share.

Environment: REAL3D_REPLICAS, the most renderers at a time (default 4); REAL3D_CORES and
REAL3D_GPUS, what one of them takes (default 2 and 0; 0.25 lets four share a graphics card).
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import closing
from typing import Any

import gradio as gr
from fastapi import FastAPI
from ray import serve
from ray.exceptions import RayTaskError
from ray.serve.handle import DeploymentHandle

from app import MAX_UPLOAD
from real3d.pipeline.engine_choice import ENGINE_NAMES
from real3d.pipeline.result import Progress
from real3d.pipeline.talking_portrait import TalkingPortrait
from real3d.ui.handlers.page_handlers import PageHandlers
from real3d.ui.i18n.language import I18N
from real3d.ui.page import build_page
from real3d.ui.theme import CSS, build_theme

REPLICAS = int(os.environ.get("REAL3D_REPLICAS", "4"))
CORES = float(os.environ.get("REAL3D_CORES", "2"))
GPUS = float(os.environ.get("REAL3D_GPUS", "0"))

_SECONDS_IDLE = 300
"""Before a renderer that nobody needs is ended; a new one takes some seconds to load."""


@serve.deployment(
    max_ongoing_requests=1,  # a second job at the same time would only make both slower
    ray_actor_options={"num_cpus": CORES, "num_gpus": GPUS},
    autoscaling_config={
        "min_replicas": 1,
        "max_replicas": REPLICAS,
        "target_ongoing_requests": 1,
        "downscale_delay_s": _SECONDS_IDLE,
    },
)
class Renderer:
    """Renders one video at a time."""

    def __init__(self) -> None:
        self._pipelines: dict[str, TalkingPortrait] = {}

    def stream(
        self, engine: str, given: tuple[Any, ...], named: dict[str, Any]
    ) -> Generator[Progress, None, None]:
        """As `TalkingPortrait.stream`, with the engine of that name."""
        pipeline = self._pipelines.setdefault(engine, TalkingPortrait(engine))
        with closing(pipeline.stream(*given, **named)) as steps:
            yield from steps


class RemotePipeline(TalkingPortrait):
    """Looks at photos here, and lets a `Renderer` make the videos."""

    def __init__(self, engine: str, renderers: DeploymentHandle) -> None:
        super().__init__(engine)
        self._name = engine
        self._renderers = renderers.options(stream=True)

    def stream(self, *given: Any, **named: Any) -> Generator[Progress, None, None]:
        """As `TalkingPortrait.stream`; closing the iterator ends the job over there too."""
        steps = self._renderers.stream.remote(self._name, given, named)
        try:
            yield from steps
        except RayTaskError as error:
            raise error.cause from error  # without the text of the other process's traceback
        finally:
            steps.cancel()


def build_app() -> FastAPI:
    """The page as a web application; runs in the process that serves it.

    Ray's own Gradio integration does not start Gradio's queue; mounting the page does.
    """
    renderers = serve.get_deployment_handle(Renderer.name)
    page = build_page(
        PageHandlers({name: RemotePipeline(name, renderers) for name in ENGINE_NAMES})
    )
    for event in page.fns.values():
        if event.concurrency_id == "rendering":
            event.concurrency_limit = REPLICAS
    return gr.mount_gradio_app(
        FastAPI(),
        page,
        path="/",
        theme=build_theme(),
        css=CSS,
        i18n=I18N,
        max_file_size=MAX_UPLOAD,
        footer_links=["api"],
        ssr_mode=False,
    )


app = serve.deployment(serve.ingress(build_app)(), name="Page").bind(Renderer.bind())
