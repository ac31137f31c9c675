"""The guard that keeps the other tests on this machine."""

from __future__ import annotations

import os
import socket

import pytest


def test_a_connection_beyond_loopback_fails_and_is_noted(outside_attempts: list[str]) -> None:
    with socket.socket() as connection, pytest.raises(OSError, match="network is off"):
        connection.connect(("192.0.2.1", 80))
    assert outside_attempts == ["192.0.2.1"]
    outside_attempts.clear()


def test_a_host_name_beyond_loopback_is_not_looked_up(outside_attempts: list[str]) -> None:
    with pytest.raises(OSError, match="network is off"):
        socket.create_connection(("hub.example", 443))
    assert outside_attempts == ["hub.example"]
    outside_attempts.clear()


def test_a_datagram_beyond_loopback_fails(outside_attempts: list[str]) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sender, pytest.raises(OSError, match="network is off"):
        sender.sendto(b"hello", ("192.0.2.1", 53))
    assert outside_attempts == ["192.0.2.1"]
    outside_attempts.clear()


def test_loopback_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5), server.accept()[0]:
            pass


def test_hub_look_ups_and_usage_figures_are_switched_off() -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
