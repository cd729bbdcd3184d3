"""What programs can rely on in an error."""

from __future__ import annotations

import pickle

import pytest

from gazefix import errors

CODES = {
    "GazeFixError": "error",
    "InputError": "input",
    "OutputError": "output",
    "ClusterError": "cluster",
    "ConfigError": "config",
    "ProfileError": "profile",
    "ModelError": "model",
    "DeviceError": "device",
    "CorrectionError": "correction",
    "ControlError": "control",
}


def test_each_class_has_its_own_lasting_code() -> None:
    found = {
        name: kind.code
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.GazeFixError)
    }
    assert found == CODES


@pytest.mark.parametrize("name", CODES)
def test_an_error_comes_whole_out_of_another_process(name: str) -> None:
    kind = getattr(errors, name)
    error = pickle.loads(pickle.dumps(kind("no camera", "connect one")))
    assert (type(error), error.message, error.hint) == (kind, "no camera", "connect one")
    assert str(error) == "no camera (connect one)"
