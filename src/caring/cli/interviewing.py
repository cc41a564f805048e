"""
The verb that asks one safe question at a time; it keeps nothing and writes no file.
"""

import datetime as dt
import io
import sys
from collections.abc import Callable, Iterable, Iterator

import click

from caring.cli import FINE
from caring.cli.printing import print_text
from caring.cli.screen import Left, Screen
from caring.guidance.directory import Directory
from caring.guidance.law import Law
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance
from caring.interviewing.interview import Interview
from caring.interviewing.reading import cleaned, read
from caring.interviewing.telling import (
    key_lines,
    news_lines,
    opening_lines,
    prompt_lines,
    shown,
    typing,
    unfit_line,
    why_lines,
    zone_of,
)
from caring.showing.lines import GAP, Line, Style
from caring.showing.results import advice_lines
from caring.showing.translation import Translation
from caring.showing.wording import Wording
from caring.values.errors import AnswersError

_LEAVE, _BACK, _WHY, _HELP, _ADVICE = "x", "b", "?", "h", "a"
_REPLIES: dict[str, Callable[[Interview], Interview]] = {
    "d": Interview.declined,
    "k": Interview.does_not_know,
    "u": Interview.unsafe,
    "s": Interview.skipped,
    "r": Interview.room_changed,
    _BACK: Interview.back,
}
_AT_THE_END = ("r", _BACK)


def interview(
    guidance: Guidance,
    on: dt.datetime | dt.date,
    law: tuple[Law, ...],
    directory: Directory | None,
    texts: Translation | None,
    form: str,
) -> int:
    """
    Ask everything that may be asked, then show the advice, or write it as JSON.

    Whether it was left early or ended, nothing stays on the screen, and the exit code
    is the same.
    """
    if not isinstance(guidance, Pathway):
        raise click.UsageError(f"`{guidance.name}` is no pathway to follow")
    if isinstance(sys.stdin, io.TextIOWrapper):
        # Bytes that are no text are not understood, like anything else.
        sys.stdin.reconfigure(errors="replace")
    begun = Interview.begin(guidance, on=on, law=law, directory=directory)
    as_json, ended = form == "json", None
    with Screen(sys.stderr if as_json else sys.stdout, sys.stdin) as screen:
        session = Session(screen, Wording(guidance, texts), texts)
        ended = session.run(begun, is_advice_shown=not as_json)
    if ended is not None and as_json:
        print_text(ended.advice.to_json())
    return FINE


class Session:
    """
    A conversation at a screen.
    """

    def __init__(self, screen: Screen, w: Wording, texts: Translation | None) -> None:
        self._screen = screen
        self._w = w
        self._texts = texts

    def run(self, interview: Interview, *, is_advice_shown: bool) -> Interview:
        """
        Ask until nothing is left to ask and whoever types has read the advice.

        Raises:
            Left: If somebody wants to be gone at once.
        """
        self._show(opening_lines(interview, self._w), "interview/begin")
        number = 0
        while True:
            if interview.prompt is not None:
                number += 1
                interview = self._put(interview, number)
                continue
            typed = self._at_the_end(interview) if is_advice_shown else ""
            if typed not in _AT_THE_END:
                return interview
            interview = _REPLIES[typed](interview)

    def _put(self, interview: Interview, number: int) -> Interview:
        """
        Put one question until something is typed that moves the interview.
        """
        self._screen.say(prompt_lines(interview, number, self._w))
        while True:
            typed = self._typed("interview/answer")
            if typed in _REPLIES:
                return self._told(interview, _REPLIES[typed](interview))
            if typed == _WHY:
                self._screen.say(why_lines(interview, self._w))
            elif typed == _HELP:
                self._screen.say(key_lines(self._w))
            elif typed == _ADVICE:
                self._show(self._advice(interview), "interview/last-page")
                self._screen.say(prompt_lines(interview, number, self._w))
            else:
                taken = self._taken(interview, typed)
                if taken is not None:
                    return self._told(interview, taken)

    def _taken(self, interview: Interview, typed: str) -> Interview | None:
        """
        Take what was typed as an answer; say what is expected where it is none.
        """
        prompt, w = interview.prompt, self._w
        assert prompt is not None
        options, zone = shown(interview, w), zone_of(interview)
        value = read(typed, prompt.domain, shown=options, zone=zone)
        if value is None:
            unread = w.own("interview/not-understood")
            self._screen.say([Line(f"{unread} {typing(interview, w)}")])
            return None
        try:
            return interview.answered(value)
        except AnswersError as error:
            self._screen.say([unfit_line(interview, error, w)])
            return None

    def _told(self, before: Interview, after: Interview) -> Interview:
        news = list(news_lines(before, after, self._w))
        if news:
            self._screen.say(news)
        return after

    def _at_the_end(self, interview: Interview) -> str:
        """
        Show the advice, and read what is typed after it.
        """
        end = Line(self._w.own("interview/end"), Style.HEADING)
        self._show([end, GAP, *self._advice(interview)], "interview/last-page")
        return self._typed("interview/leave-now")

    def _advice(self, interview: Interview) -> Iterator[Line]:
        return advice_lines(interview.advice, self._texts)

    def _show(self, lines: Iterable[Line], last: str) -> None:
        """
        Show lines, a page at a time; where nobody looks at a screen, all at once.
        """
        pages, place = self._screen.pages(lines), 0
        while place < len(pages):
            self._screen.page(pages[place])
            if self._screen.is_terminal:
                is_last = place == len(pages) - 1
                typed = self._typed(last if is_last else "interview/more")
                place = max(place - 1, 0) if typed == _BACK else place + 1
            else:
                place += 1

    def _typed(self, sentence: str) -> str:
        """
        Read what is typed at a prompt; a letter is the same in either size.

        Raises:
            Left: If it is the letter for leaving, or nothing can be read any more.
        """
        typed = cleaned(self._screen.ask(self._w.own(sentence)))
        if typed.casefold() == _LEAVE:
            raise Left
        return typed.lower() if len(typed) == 1 else typed
