"""Announcing: a project is told the public key of the device that signs in it."""

from __future__ import annotations

from datetime import UTC, datetime

from assay.core.change import State, Step, inserted, step, updated
from assay.core.records import to_row
from assay.core.review import Device


def announcement(state: State, author: str, device: str, key: str) -> Step | None:
    """The step that tells the key of a device; None when the project knows it."""
    row = state.get("device", {}).get(device)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if row is None:
        told = Device(device, author, key, now)
        return step("announce_device", [inserted("device", to_row(told))])
    if row["key"] == key:
        return None
    return step("announce_device", [updated("device", row, key=key, time=now)])
