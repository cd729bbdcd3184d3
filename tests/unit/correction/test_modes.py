"""The correction modes are objects under the names that the settings allow."""

from __future__ import annotations

from typing import get_args

import pytest

from gazefix.config import CorrectionConfig, ModeName
from gazefix.correction.modes import MODES, asks_nothing, mode_of


def test_every_name_of_the_settings_has_a_mode_under_that_name() -> None:
    assert set(MODES) == set(get_args(ModeName))
    assert all(mode.name == name for name, mode in MODES.items())


def test_menus_show_the_usual_mode_first() -> None:
    assert [mode.title for mode in MODES.values()] == ["Eye contact", "Teleprompter", "Fixed angle"]


@pytest.mark.parametrize(
    ("name", "wants_gaze"), [("contact", True), ("teleprompter", True), ("angle", False)]
)
def test_only_a_mode_without_gaze_has_nothing_to_do_at_angle_zero(
    name: ModeName, wants_gaze: bool
) -> None:
    settings = CorrectionConfig(mode=name)
    assert mode_of(settings).wants_gaze is wants_gaze
    assert asks_nothing(settings) is not wants_gaze
    assert not asks_nothing(CorrectionConfig(mode=name, vertical_deg=1.0))
    assert not asks_nothing(CorrectionConfig(mode=name, horizontal_deg=-1.0))
