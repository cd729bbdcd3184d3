"""The only import of openvino, without the part that reports to its maker."""

from __future__ import annotations

from gazefix.native import importing_without

# OpenVINO's package imports its converter, which reports each import to Google Analytics and leaves
# ~/intel behind. The package works without the converter.
with importing_without("openvino.tools.ovc"):
    import openvino
    from openvino import opset13 as op

__all__ = ["op", "openvino"]
