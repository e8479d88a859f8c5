"""Secrets of second factors are sealed with the keys of identifiers before django-allauth stores them."""

from allauth.mfa.adapter import DefaultMFAAdapter

from accounts.crypto import decrypt, encrypt


class SealingAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped package
    """What `MFA_ADAPTER` names."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret behind a stored one; raises Undecryptable when its key is gone."""
        return decrypt(encrypted_text)
