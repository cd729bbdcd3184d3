"""Imports OpenVINO without the part that reports to its maker. The only module that imports openvino."""

from __future__ import annotations

from gazefix.native import importing_without

# OpenVINO's package imports its converter, and that one reports each import to Google Analytics: it looks the host's name
# up and leaves ~/intel behind. The package does without the converter where it cannot be imported.
with importing_without("openvino.tools.ovc"):
    import openvino
    from openvino import opset13 as op

__all__ = ["op", "openvino"]
