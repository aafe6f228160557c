"""Who answers the command: the command line, the window, or the process that reads documents."""

from assay import __main__
from assay.readers import isolated


def test_a_frozen_program_starts_its_reader_by_the_word_it_listens_to() -> None:
    assert __main__.READ_DOCUMENTS == isolated.WORKER_FLAG
