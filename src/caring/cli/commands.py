"""
The verbs: most take a file, a folder or an id; two take the names of versions.
"""

import datetime as dt
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from caring import __version__
from caring.authoring.cases import moment_of
from caring.authoring.drafting import KINDS
from caring.authoring.mentions import What
from caring.catalogues.errors import LocaleError
from caring.cli import FINE, FOUND, INTERNAL, WRONG_USE, translating, verbs
from caring.cli.printing import print_error
from caring.showing.findings import show_all
from caring.values.errors import (
    AnswersError,
    ExportError,
    PackageError,
    ProtocolError,
    ProtocolNotFoundError,
    RaiseError,
    ReleaseError,
)

as_json = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text for people, or JSON for programs.",
)


in_language = click.option(
    "--locale",
    metavar="LANGUAGE",
    help="A language to show texts in, such as vi, es or fr.",
)
target = click.argument("target", metavar="FILE|FOLDER|ID")


def _each_law_once(
    _context: object, _parameter: object, names: tuple[str, ...]
) -> tuple[str, ...]:
    ids = [each.partition("@")[0] for each in names]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise click.BadParameter(f"`{id_}` is there twice; name one version of it")
    return names


in_place = click.option(
    "--law",
    "laws",
    metavar="ID",
    multiple=True,
    callback=_each_law_once,
    help="The law of a place, such as law/vn; repeat it for each place that applies."
    " Otherwise the file's own, or none.",
)
with_services = click.option(
    "--directory",
    metavar="FILE",
    help="The services that may be referred to; without it none is named.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="caring")
def caring() -> None:
    """
    Guidance for health providers who meet trafficked persons.

    It informs a provider and does not decide for one.
    """


@caring.command(name="list")
@click.argument("target", metavar="[FILE|FOLDER|ID]", required=False)
@as_json
def list_(target: str | None, form: str) -> int:
    """
    List protocols, pathways and laws: the bundled ones, or those of a file or folder.
    """
    return verbs.list_guidance(target, form)


@caring.command()
@target
@as_json
@in_language
def show(target: str, form: str, locale: str | None) -> int:
    """
    Show what a protocol says: rules, reasons, sources, facts and actions.
    """
    _look_at_language(form, locale)
    return verbs.show(target, form, locale)


@caring.command()
@target
@as_json
@in_language
@click.option(
    "--on",
    metavar="TIME",
    help="A date, or a time with its zone; otherwise the file's own, or now.",
)
@with_services
@in_place
def assess(
    target: str,
    form: str,
    on: str | None,
    directory: str | None,
    laws: tuple[str, ...],
    locale: str | None,
) -> int:
    """
    Advise on an encounter file; on an id, as when nothing is known yet.
    """
    if on is not None:
        _look_at_time(on)
    _look_at_language(form, locale)
    return verbs.assess(target, form, verbs.Beside(on, directory, laws), locale)


@caring.command()
@click.argument("name", metavar="PATHWAY")
@as_json
@in_language
@click.option(
    "--on", metavar="TIME", help="A date, or a time with its zone; otherwise now."
)
@in_place
@with_services
def interview(
    name: str,
    form: str,
    locale: str | None,
    on: str | None,
    laws: tuple[str, ...],
    directory: str | None,
) -> int:
    """
    Ask one safe question at a time, then advise; nothing that is typed is kept.

    To leave at once, type x and Enter, or Ctrl-C: it clears the terminal.
    """
    if on is not None:
        _look_at_time(on)
    _look_at_language(form, locale)
    if form == "json" and sys.stdout.isatty():
        hint = "JSON would stay on the screen; send it to a program or a file of yours"
        raise click.BadParameter(hint, param_hint="--format")
    return verbs.interview(name, form, verbs.Beside(on, directory, laws), locale)


def _look_at_language(form: str, locale: str | None) -> None:
    if form == "json" and locale is not None:
        hint = "JSON holds ids and source texts; translate by id"
        raise click.BadParameter(hint, param_hint="--locale")


def _look_at_time(on: str) -> None:
    try:
        moment_of(on)
    except ValueError as error:
        hint = 'write "2026-01-15", or "2026-01-15T10:00:00+07:00" with the hour'
        raise click.BadParameter(hint, param_hint="--on") from error


def _day(_context: object, _parameter: object, word: str) -> dt.date:
    try:
        return dt.date.fromisoformat(word)
    except ValueError as error:
        raise click.BadParameter('write a day, as in "2026-01-15"') from error


def _day_or_today(context: object, parameter: object, word: str | None) -> dt.date:
    if word is not None:
        return _day(context, parameter, word)
    # The command line is where the clock may be read: somebody is typing now.
    return dt.datetime.now(dt.UTC).date()  # noqa: TID251


@caring.command()
@target
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "line", "json", "sarif"]),
    default="text",
    help="Text for people, a line each for editors and build logs, JSON or SARIF.",
)
@click.option(
    "--on",
    metavar="DAY",
    callback=_day_or_today,
    help="The day from which ends are counted; otherwise today.",
)
@click.option("--watch", is_flag=True, help="Check anew after each save, until Ctrl-C.")
def check(target: str, form: str, on: dt.date, *, watch: bool) -> int:
    """
    Say what is wrong with files, at their very words, and what ends within 90 days.
    """
    if watch:
        from caring.cli import watching

        return watching.watch(target, form, on)
    return verbs.check(target, form, on)


@caring.command()
@click.argument("target", metavar="FOLDER")
@click.option("--locale", "locales", multiple=True, help="A language to begin.")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; end with 1 where something would be written.",
)
def extract(target: str, locales: tuple[str, ...], *, only_check: bool) -> int:
    """
    Write what translators work on, keeping what they did, and say what is done.
    """
    return translating.extract(target, locales, only_check=only_check)


@caring.command()
@target
@as_json
def test(target: str, form: str) -> int:
    """
    Run the scenarios in files, or those beside a protocol.
    """
    return verbs.test(target, form)


@caring.command()
@target
def schema(target: str) -> int:
    """
    Print the JSON Schema of the answers to a protocol or pathway.
    """
    from caring.cli import embedding

    return embedding.schema(target)


@caring.command()
@target
def types(target: str) -> int:
    """
    Print a Python module of types for the answers to a protocol or pathway.
    """
    from caring.cli import embedding

    return embedding.types(target)


@caring.command(name="prove")
@click.argument("target", metavar="[FILE|FOLDER|ID]", required=False)
@click.option(
    "--cache",
    metavar="FOLDER",
    help="Where what was shown is kept; the same rules are not proved twice.",
)
@as_json
def prove_(target: str | None, cache: str | None, form: str) -> int:
    """
    Prove what is guaranteed whatever the answers, and every invariant.

    Without a name everything that is bundled is proved. It needs `caring[prove]`.
    """
    from caring.cli.proving import prove_all

    return prove_all(target, form, cache)


@caring.command()
@click.argument("old", metavar="ID|FILE|FOLDER")
@click.argument("new", metavar="[ID|FILE|FOLDER]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    help="Text, JSON for programs, Markdown for a pull request, or a piece of HTML.",
)
@click.option("--guarantees", is_flag=True, help="Prove those of both versions too.")
def compare(old: str, new: str | None, form: str, *, guarantees: bool) -> int:
    """
    Say what changed between two versions, over all answers.

    With one argument what is written now is compared with its last release. Of two
    folders each protocol is compared with that of the same id.
    """
    from caring.cli import comparing

    return comparing.compare(old, new, form, with_guarantees=guarantees)


on_day = click.option(
    "--on", metavar="DAY", required=True, callback=_day, help="The day, to be kept."
)
in_folder = click.option(
    "--folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    help="A folder of protocols; otherwise the bundled one.",
)


@caring.command()
@click.argument("target", metavar="ID")
@click.option("--organisation", required=True, help="Who approves.")
@on_day
def approve(target: str, organisation: str, on: dt.date) -> int:
    """
    Print an approval of a bundled protocol or pathway, for an organisation to complete.
    """
    return verbs.approve(target, organisation, on)


@caring.command()
@click.argument("names", metavar="[KIND/NAME@VERSION]...", nargs=-1)
@click.option("--all", "all_", is_flag=True, help="Every version in the folder.")
@on_day
@in_folder
def release(names: tuple[str, ...], all_: bool, on: dt.date, folder: str | None) -> int:
    """
    Release versions: check them, run their scenarios, write them and the lock.
    """
    from caring.cli import releasing

    if bool(names) == all_:
        raise click.UsageError("name the versions to release, or say --all")
    return releasing.release(names, on, folder, all_=all_)


@caring.command()
@click.argument("name", metavar="KIND/NAME@VERSION")
@on_day
@click.option("--because", metavar="TEXT", required=True, help="Why, in a sentence.")
@in_folder
def withdraw(name: str, on: dt.date, because: str, folder: str | None) -> int:
    """
    Take a release back: it loads by exact version only, with a warning.
    """
    from caring.cli import releasing

    words = " ".join(because.split())
    if not words:
        raise click.BadParameter("say why", param_hint="--because")
    return releasing.take_back(name, on, words, folder)


guidance_folder = click.option(
    "--folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    default="protocols",
    show_default=True,
    help="A folder of guidance, with facts/ in it.",
)
also_in = click.option(
    "--also",
    metavar="PATH",
    type=click.Path(exists=True),
    multiple=True,
    help="A file or folder beside it, such as encounters or a directory.",
)


@caring.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.option(
    "--folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False),
    default="protocols",
    show_default=True,
    help="A folder of guidance; it is made where it is not there.",
)
def new(kind: str, name: str, folder: str) -> int:
    """
    Write a small draft that passes `check` and `test`, with comments on the format.
    """
    from caring.cli import drafting

    return drafting.new(kind, name, folder)


@caring.command()
@click.argument("name")
@click.option(
    "--what",
    type=click.Choice(["fact", "action", "finding", "source", "work"]),
    help="Only what is this; otherwise all that is called so.",
)
@guidance_folder
@also_in
@as_json
def uses(
    name: str, what: What | None, folder: str, also: tuple[str, ...], form: str
) -> int:
    """
    Say where a fact, action, finding, source or work is defined and used.
    """
    from caring.cli import naming

    return naming.uses(name, folder, also, what, form)


@caring.command()
@click.argument("what", type=click.Choice(["fact", "action"]))
@click.argument("old")
@click.argument("new")
@guidance_folder
@also_in
@click.option("--dry-run", "dry", is_flag=True, help="Show the changes; write nothing.")
def rename(
    what: What, old: str, new: str, folder: str, also: tuple[str, ...], *, dry: bool
) -> int:
    """
    Rename a fact or an action in every file, keeping all else as it is.
    """
    from caring.cli import renaming

    return renaming.rename(what, old, new, folder, also, dry=dry)


@caring.command()
@click.argument("target", metavar="FILE|ID")
@click.option("--to", "form", metavar="FORMAT", required=True, help="Such as vectors.")
@click.option(
    "--out",
    metavar="FOLDER",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go; what is there under their names is replaced.",
)
def export(target: str, form: str, out: Path) -> int:
    """
    Write a protocol or pathway in the format of another system.
    """
    from caring.cli import exporting

    return exporting.export(target, form, out)


def run(words: Sequence[str]) -> int:
    """
    Run a command and return its exit code; errors become sentences.
    """
    return _told(lambda: int(caring(list(words), standalone_mode=False) or FINE))


def _told(work: Callable[[], int]) -> int:
    try:
        return work()
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except ProtocolError as error:
        print_error(show_all(error.findings))
        return FOUND
    except AnswersError as error:
        print_error(f"the answers do not fit:\n{error}")
        return FOUND
    except RaiseError as error:
        print_error(f"a raise does not fit:\n{error}")
        return FOUND
    except ExportError as error:
        print_error(str(error))
        return WRONG_USE if error.available else FOUND
    except (PackageError, ReleaseError) as error:
        print_error(f"`{error.name}`: {error.problem}\n  {error.help}")
        return FOUND
    except (ProtocolNotFoundError, LocaleError) as error:
        print_error(str(error))
        return WRONG_USE
    except OSError as error:
        print_error(f"cannot read {error.filename}: {error.strerror}")
        return WRONG_USE
    except click.Abort:
        print_error("stopped")
        return WRONG_USE
    except Exception as error:  # noqa: BLE001 - the last resort of a program
        print_error(_our_fault(error))
        return INTERNAL


def _our_fault(error: BaseException) -> str:
    """
    Name the place of a fault without its message, which could hold an answer.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    version = ".".join(map(str, sys.version_info[:3]))
    fault = f"a fault in caring {__version__} on Python {version}"
    name = type(error).__name__
    return f"{fault}: {name} at {place}\nplease report this line; it holds no answer"
