"""The CEL evaluator without the command line of its package, which loads four hundred modules."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_ENGINE = "cel.cel"


def engine() -> ModuleType:
    """The compiled part of the package `cel`: `Context`, `compile` and their like."""
    if _ENGINE in sys.modules:  # it can be loaded once in a process
        return sys.modules[_ENGINE]
    package = find_spec("cel")
    places = None if package is None else package.submodule_search_locations
    spec = PathFinder.find_spec(_ENGINE, places)
    if spec is None or spec.loader is None:
        return import_module("cel")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[_ENGINE] = module
    return module
