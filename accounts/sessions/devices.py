"""What a browser says about itself, in words a person recognises: `Chrome · Windows`."""

# The first that fits: Edge also calls itself Chrome, Chrome also calls itself Safari.
BROWSERS = (
    ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"),
    ("QQBrowser", "QQ Browser"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(agent: str) -> str:
    """Browser and system; empty when neither is recognised."""
    return " · ".join(word for names in (BROWSERS, SYSTEMS) if (word := _first(agent, names)))


def _first(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((word for mark, word in names if mark in agent), "")
