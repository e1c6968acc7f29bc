"""PDFs rendered in processes of their own: a warm parent forks one child per job, with limits and a safe fetcher."""

from reports.rendering.renderer import Renderer, RenderFailed

__all__ = ["RenderFailed", "Renderer"]
