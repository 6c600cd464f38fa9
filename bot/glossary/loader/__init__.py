"""The loader: from a folder of YAML files to a glossary, or to everything that is wrong with it."""

from bot.glossary.loader.reading import Reading, load, read

__all__ = ["Reading", "load", "read"]
