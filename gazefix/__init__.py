"""GazeFix: eye contact in video calls."""
