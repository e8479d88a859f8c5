"""Print the first free TCP port at or after the one asked for: `free_port HOST PORT`."""

import socket
import sys


def is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def first_free(host: str, wanted: int) -> int:
    for port in range(wanted, min(wanted + 200, 65536)):
        if is_free(host, port):
            return port
    sys.exit(f"No free port on {host} from {wanted} on.")


if __name__ == "__main__":
    print(first_free(sys.argv[1], int(sys.argv[2])))
