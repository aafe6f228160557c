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
    "logo_unreadable": "The logo {path} cannot be read ({why}); choose another in the settings, "
    "or take it away.",
    "logo_too_large": "The logo {path} has more than {limit} MiB; choose a smaller picture.",
    "logo_no_png": "The logo {path} is no PNG picture; save it as PNG and choose it again.",
    "logo_too_wide": "The logo {path} has more than {limit} pixels a side; choose a smaller picture.",
}
