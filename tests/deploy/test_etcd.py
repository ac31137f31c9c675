"""etcd with the words and variables that compose gives it; the system's may be another version than the image's."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from time import monotonic, sleep

from deployed import SERVICES, environment
from installed import needed
from stage import PATIENCE, free_port


def test_it_starts_and_its_health_check_finds_it_well(tmp_path: Path) -> None:
    program, asking, port = needed("etcd"), needed("etcdctl"), free_port()
    service = SERVICES["etcd"]
    name, *words = shlex.split(service["command"])
    assert name == service["healthcheck"]["test"][1].removesuffix("ctl")
    (folder,) = (volume.partition(":")[2] for volume in service["volumes"])
    assert words[-2:] == ["--data-dir", folder]
    places = {"http://etcd:2379": f"http://127.0.0.1:{port}", "http://0.0.0.0:2379": f"http://127.0.0.1:{port}"}
    words = [here(word, places | {folder: str(tmp_path / "data")}) for word in words]
    own = ["--listen-peer-urls", f"http://127.0.0.1:{free_port()}"]  # the usual port may be somebody's
    given = {"PATH": os.environ["PATH"], **environment("etcd")}
    check = [asking, *service["healthcheck"]["test"][2:]]
    with subprocess.Popen([program, *words, *own], env=given, stderr=subprocess.DEVNULL) as process:
        try:
            until = monotonic() + PATIENCE
            while subprocess.run(
                check, env=given | {"ETCDCTL_API": "3", "ETCDCTL_ENDPOINTS": f"127.0.0.1:{port}"}, capture_output=True
            ).returncode:
                assert process.poll() is None and monotonic() < until, "etcd is not well"
                sleep(0.1)
        finally:
            process.kill()
    assert (tmp_path / "data" / "member").is_dir()


def here(word: str, places: dict[str, str]) -> str:
    """A word of the command as it must be on this machine."""
    for inside, outside in places.items():
        word = outside if word == inside else word.replace(f"={inside}", f"={outside}")
    return word
