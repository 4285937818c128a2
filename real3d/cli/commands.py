"""What a command is added to."""

from __future__ import annotations

import argparse

Commands = argparse._SubParsersAction[argparse.ArgumentParser]
"""The list of commands of a parser; argparse has no public name for it."""
