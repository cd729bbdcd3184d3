"""The model of a cluster's speed, and its simulation."""

from __future__ import annotations

import time

import pytest

from gazefix.evaluation.cluster_model import ClusterCosts, simulate

COSTS = ClusterCosts(frame_s=0.05, frame_bytes=1e5, bytes_per_s=1e8, task_s=0.001, frames=1000)


def test_the_narrowest_part_decides() -> None:
    assert COSTS.frames_per_s(10) == pytest.approx(200)
    assert COSTS.frames_per_s(1000) == pytest.approx(1000)
    assert COSTS.most_workers == 50
    assert COSTS.limits(1)["scheduler"] == pytest.approx(1e6)


def test_simulated_workers_do_all_tasks_and_nobody_waits_for_them() -> None:
    pytest.importorskip("distributed")
    began_s = time.monotonic()
    done = simulate(workers=5, tasks=50, task_s=100)
    assert time.monotonic() - began_s < 500
    assert (done.workers, done.tasks) == (5, 50)
    assert done.seconds >= 50 * 100 / 5
    assert 0.9 < done.busy <= 1  # else 100 s of the processor's time went by
