"""The manual that ships with the program."""

from __future__ import annotations

import pytest

from gazefix.manual import Topic, manual_topics


def test_the_manual_has_its_six_topics_in_reading_order() -> None:
    names = [topic.name for topic in manual_topics()]
    assert names == ["calls", "films", "settings", "scripting", "how-good", "troubleshooting"]


@pytest.mark.parametrize("topic", manual_topics(), ids=lambda topic: topic.name)
def test_a_topic_begins_with_its_title(topic: Topic) -> None:
    assert topic.text.startswith(f"# {topic.title}\n\n")
    assert topic.text.count("\n# ") == 0
