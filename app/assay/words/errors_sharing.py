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
    "share_one_form": "A summary and a pack are two things; ask for one of them.",
    "unknown_redaction": "{value} is nothing that can be left out; choose from: {known}.",
    "seal_one_way": "A file is sealed with a passphrase or for keys, not both; choose one.",
    "passphrases_differ": "The two passphrases are not the same; nothing was written.",
    "passphrase_needed": "A passphrase is needed; type it on a terminal, or give a file that holds it "
    "with --passphrase-file.",
    "not_sealed": "{path} is not sealed; open it as it is.",
    "no_private_key": "{path} holds no private key; one begins with AGE-SECRET-KEY-1.",
    "key_needed": "This file opens with a private key, and there is none on this computer; give the "
    "file that holds it with --identity.",
    "keys_damaged": "The keys of this device in {path} cannot be read; restore the file from a backup, "
    "or move it away to make new ones.",
    "no_keys": "This device has no keys yet; make them with assay key make or in the settings.",
    "keys_there": "This device has its keys already, in {path}; what was sealed for them would never "
    "open with others.",
}
