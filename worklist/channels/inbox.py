"""The in-app inbox: the outbox row is the notice, so delivering is marking it."""

from worklist import enums
from worklist.channels.protocol import Message, Receipt


class Inbox:
    """Shows the reminder behind the bell."""

    code = enums.Channel.INBOX.value
    is_in_house = True

    def deliver(self, message: Message) -> Receipt:
        """Nothing leaves the house; the receipt is the key."""
        return Receipt(message.key)
