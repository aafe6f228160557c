import subprocess
import sys

from assay.core.cel_engine import engine


def run(program: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_it_evaluates():
    cel = engine()
    context = cel.Context(variables={"x": 2.0}, functions={"twice": lambda n: 2 * n})
    assert cel.compile("twice(x) >= 4.0").execute(context) is True


def test_rules_load_without_the_command_line_of_the_package():
    said = run(
        "import sys, assay.core.expressions;"
        "print({'asyncio', 'rich', 'typer', 'prompt_toolkit'} & set(sys.modules))"
    )
    assert said == "set()\n"


def test_the_whole_package_can_still_be_loaded_before_or_after():
    said = run(
        "from assay.core.cel_engine import engine; first = engine(); import cel;"
        "print(cel.compile is first.compile, engine() is first)"
    )
    assert said == "True True\n"
    said = run(
        "import cel; from assay.core.cel_engine import engine;"
        "print(cel.compile is engine().compile)"
    )
    assert said == "True\n"
