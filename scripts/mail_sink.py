"""Keep every e-mail as a file instead of sending it: `mail_sink PORT DIRECTORY`.

For `run` and for tests: no message of a demonstration may leave the machine.
"""

import signal
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

STOP = {signal.SIGINT, signal.SIGTERM}


class Sink:
    """Writes each message whole, so that a reader never meets half of one."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its protocol
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
        unfinished = self.directory / f"{name}.part"
        unfinished.write_bytes(envelope.original_content or b"")
        unfinished.rename(self.directory / f"{name}.eml")
        return "250 kept"


def main(port: int, directory: Path) -> None:
    # Blocked before the server's thread starts, so that the signal waits for sigwait wherever it arrives.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
    controller = Controller(Sink(directory), hostname="127.0.0.1", port=port)
    controller.start()
    print(f"messages are kept in {directory}", flush=True)
    signal.sigwait(STOP)
    controller.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
