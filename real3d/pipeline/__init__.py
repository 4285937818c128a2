"""One job from its request to its result: the road that all engines, page and terminal share."""
