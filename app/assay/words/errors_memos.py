"""One sentence for every problem with a memo as a file: its form, its look, its proof, its signature."""

from __future__ import annotations

MEMO_ERRORS: dict[str, str] = {
    "unknown_memo_format": "{path} does not say which kind of file the memo should be; "
    "end its name with one of: {known}.",
    "memo_internal_or_external": "A memo is for inside or for outside; give one of --internal and "
    "--external.",
    "template_unreadable": "The template is no Word document that can be read; choose a .docx file "
    "of at most 20 MiB.",
    "template_only_word": "Only a Word memo takes a template; end the memo's name with .docx, or leave "
    "the template out.",
    "file_too_big_to_use": "{path} has more than {limit} MiB and was not read; choose a smaller file.",
    "not_a_colour": "{value} is no colour; write it like #1D4B73.",
    "colour_too_pale": "{value} cannot be read well on paper: its contrast is {ratio}, and text needs "
    "at least {least}; choose a darker colour.",
    "memo_one_at_a_time": "Memos of a folder are drafts as PDF; final ones, checks, plans, templates, "
    "signatures and times are for one project at a time.",
    "no_projects_in": "There is no project in {folder}; name a folder that holds .assay files.",
    "two_memos_one_file": "Two projects would be written to {path}; give one of them another name.",
    "only_pdf_is_signed": "Only a PDF can be signed; end the memo's name with .pdf.",
    "key_unreadable": "The key file is none that can be read; choose a PKCS#12 file (.p12 or .pfx) "
    "of at most 1 MiB.",
    "key_passphrase_wrong": "This passphrase does not open the key file; look at capital letters and "
    "spaces and try again. Nothing was written.",
    "key_without_certificate": "The key file holds no certificate for its key, so nobody could see who "
    "signed; ask whoever issued it for the whole file.",
    "key_cannot_sign": "The memo could not be signed with this key ({why}); nothing was written.",
    "timestamp_address": "{url} is no address of a time-stamping authority; it begins with https:// "
    "or http://.",
    "timestamp_refused": "The time-stamping authority gave no time that can be used ({why}); try again, "
    "or write the memo without one. Nothing was written.",
    "logo_unreadable": "The logo {path} cannot be read ({why}); choose another in the settings, "
    "or take it away.",
    "logo_too_large": "The logo {path} has more than {limit} MiB; choose a smaller picture.",
    "logo_no_png": "The logo {path} is no PNG picture; save it as PNG and choose it again.",
    "logo_too_wide": "The logo {path} has more than {limit} pixels a side; choose a smaller picture.",
}
