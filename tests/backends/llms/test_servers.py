"""Addresses are taken as people write them."""

from __future__ import annotations

import pytest

from mandate_qa.backends.llms.ollama_server import usual_address
from mandate_qa.backends.llms.servers import address, quietly
from mandate_qa.errors import SettingsError


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("", "https://usual.example/v1"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1"),
        ("https://toys.openai.azure.com/openai/v1/", "https://toys.openai.azure.com/openai/v1"),
    ],
)
def test_an_address_gets_the_path_it_lacks(base_url: str, url: str) -> None:
    assert address(base_url, "https://usual.example/v1", "/v1") == url


@pytest.mark.parametrize("base_url", ["127.0.0.1:8080", "localhost", "ftp://gpu/v1", "http://", "file:///etc/passwd"])
def test_what_is_no_address_is_told(base_url: str) -> None:
    with pytest.raises(SettingsError, match="an address such as"):
        address(base_url, "")


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SettingsError, match="user name or password") as caught:
        address("https://me:hush@gateway.example/v1", "")
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:8000", "http://127.0.0.1:8000"),
        ("gpu", "http://gpu:11434"),
        ("https://gpu:443", "https://gpu:443"),
    ],
)
def test_ollamas_own_variable_is_understood(host: str, url: str) -> None:
    assert usual_address(host) == url


@pytest.mark.parametrize("openai_itself", [True, False])
def test_what_belongs_to_openai_goes_to_openai_alone(openai_itself: bool) -> None:
    import httpx

    headers = {"OpenAI-Organization": "ours", "X-Stainless-OS": "Linux", "Authorization": "Bearer another"}
    request = httpx.Request("POST", "http://127.0.0.1/", headers=headers)
    quietly("", openai_itself)(request)
    assert ("openai-organization" in request.headers) == openai_itself
    assert "x-stainless-os" not in request.headers
    assert "authorization" not in request.headers
