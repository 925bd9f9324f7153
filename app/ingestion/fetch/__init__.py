"""The outside world → sources: files today; the only user of httpx."""
