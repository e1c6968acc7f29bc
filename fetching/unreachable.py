"""Why an address could not be looked at."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A stable word for each; what people read stands where it is shown."""

    ADDRESS = "address"
    """not an http(s) address, or one with a user name in it"""
    PORT = "port"
    """another port than 80 and 443"""
    NAME = "name"
    """the name is not known"""
    INSIDE = "inside"
    """the name leads to a network that is not public"""
    CONNECTION = "connection"
    """nobody answers there"""
    CERTIFICATE = "certificate"
    """the connection cannot be trusted"""
    TIME = "time"
    """it took too long"""
    REDIRECTS = "redirects"
    """it was sent on too often"""
    ANSWER = "answer"
    """what came back is no web page's answer"""


class Unreachable(Exception):
    """An address that could not be looked at; `address` is the one, after redirects, that failed."""

    def __init__(self, reason: Reason, address: str) -> None:
        super().__init__(f"{reason}: {address}")
        self.reason = reason
        self.address = address
