"""What a live session's threads do: `capture` reads the source, `correct` runs the Corrector, `output` feeds the sink. `board`
is what they tell each other, `stage` the thread that each of them runs in."""
