"""Attention, by the fastest exact kernel that is there."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType

import torch
import torch.nn.functional as F
from torch import Tensor


def attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """softmax(query keyᵀ / sqrt(D)) value, for each head.

    Uses xformers where it can be imported, the tensors are on a GPU, and it has an operator for
    them, else PyTorch's own. Both are exact, so frames do not depend on it beyond rounding.

    Args:
        query: [B, N, heads, D].
        key: [B, M, heads, D].
        value: [B, M, heads, D].

    Returns:
        [B, N, heads, D].
    """
    xformers = _xformers_operators() if query.is_cuda else None
    if xformers is not None:
        try:
            return xformers.memory_efficient_attention(query, key, value)
        except torch.OutOfMemoryError:
            raise
        except (RuntimeError, OSError):
            # It was built for other cards, precisions, head sizes (NotImplementedError, which is a
            # RuntimeError) or for another PyTorch.
            pass
    query, key, value = (tensor.transpose(1, 2) for tensor in (query, key, value))
    return F.scaled_dot_product_attention(query, key, value).transpose(1, 2)


@lru_cache(maxsize=1)
def _xformers_operators() -> ModuleType | None:
    """`xformers.ops`, or None where xformers is not installed or cannot be loaded."""
    try:
        from xformers import ops
    except (ImportError, OSError, RuntimeError):
        return None
    return ops
