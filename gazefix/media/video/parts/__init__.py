"""A clip in parts: its frames by number, one part read from the middle, and all parts joined."""

from gazefix.media.video.parts.index import ClipIndex, IndivisibleError, index_clip
from gazefix.media.video.parts.joining import join_clip
from gazefix.media.video.parts.reading import Piece, read_piece

__all__ = ["ClipIndex", "IndivisibleError", "Piece", "index_clip", "join_clip", "read_piece"]
