"""One sentence for every message id about sharing, sealing and keys, in English."""

from __future__ import annotations

SHARING_ERRORS: dict[str, str] = {
    "project_sealed": "{path} is sealed; it opens with its passphrase or with the key it was "
    "sealed for.",
    "wrong_passphrase": "This passphrase does not open {path}; look at capital letters and spaces "
    "and try again.",
    "wrong_key": "{path} was sealed for another key, so this one does not open it; ask whoever "
    "sent it to seal it for the key that you use.",
    "sealed_damaged": "{path} is cut short or was changed after it was sealed, so nothing of it was "
    "opened; ask for it again.",
    "sealed_too_costly": "Opening {path} would take more memory than Assay allows; ask for a copy "
    "that was sealed with usual settings.",
    "sealed_no_project": "What is sealed in {path} is no project of Assay; open it with a tool for "
    "age files or with assay unseal.",
    "not_a_recipient": "{key} is no public key to seal for; one begins with age1.",
    "pack_takes_no_redaction": "A pack holds memo, register and originals as they are; to leave "
    "something out, share a redacted copy instead.",
    "redaction_in_old_headers": "{count} steps were recorded by an earlier Assay, which made their "
    "names and titles part of what proves the history; they cannot be taken out of it. Share a "
    "summary or a pack instead.",
}
