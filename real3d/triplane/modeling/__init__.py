"""The networks of the paper as modules, one file per part."""
