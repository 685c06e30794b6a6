"""Builds and changes that were started in the studio: one after the other, each watched while it runs."""

import logging
import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import SimpleQueue

from appling.builder import build, read_brief, resume, warm_up
from appling.builder.changing import plan_change, plan_request
from appling.builder.clarifying import clarify, with_answers
from appling.builder.costs.choosing import chosen
from appling.builder.costs.estimating import estimate, in_words
from appling.builder.errors import Cancelled
from appling.builder.telling import words_lacking, write_words
from appling.diagnostics.problem import Problem
from appling.models import LanguageModel, check_no_secret, known_models, open_model
from appling.runtime.translate import Translator
from appling.store import Build, Home
from appling.studio.progress import Progress

LOG = logging.getLogger("appling.builds")
MOST_WAITING = 5
MOST_KEPT = 50
MOST_ATTEMPTS = 3
"""A build that was interrupted so often is only gone on with by hand: it may be what ends the process."""
MOST_TOLD = 2
"""The words of an app that were put off while they were written are begun once more, when nobody waits."""
_ = str
"""Marks a sentence for translation."""


class Busy(Problem):
    """More builds wait than can be promised."""

    code = "busy"


class BuildQueue:
    """Runs builds one at a time, so that each has the machine for itself."""

    def __init__(self, home: Home, model: str | None) -> None:
        """Raises SecretInName for a model whose name could not be shown."""
        check_no_secret(model or "")
        self._home = home
        self._model = model
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._kept: OrderedDict[str, Progress] = OrderedDict()
        self._lock = threading.Lock()
        self._untold: deque[Progress] = deque()
        """New apps whose pages have no words yet; only the thread that builds looks at them."""
        self._giving_way = threading.Event()
        """Set while somebody waits for a build: the words of pages can wait longer."""
        # A daemon: what is being made when the server stops ends as if killed, and is gone on with later.
        threading.Thread(target=self._work_off, name="builds", daemon=True).start()

    def start(self, brief: str, language: str) -> Progress:
        """Queue a build. Raises a Problem for a brief that can't be built, Busy when too many wait."""
        read_brief(brief)
        return self._take_on(Progress(secrets.token_urlsafe(16), brief, language))

    def start_change(self, app: str, request: str, language: str) -> Progress:
        """Queue the plan of a change that is asked for in words. Raises as `start` does."""
        read_brief(request)
        return self._take_on(Progress(secrets.token_urlsafe(16), request, language, app=app))

    def start_edit(self, app: str, source: str, language: str) -> Progress:
        """Queue the plan of giving an app a blueprint that its owner wrote."""
        return self._take_on(Progress(secrets.token_urlsafe(16), "", language, app=app, source=source))

    def _take_on(self, progress: Progress) -> Progress:
        with self._lock:
            if sum(not each.done and not each.questions for each in self._kept.values()) >= MOST_WAITING:
                raise Busy(
                    _("Too many apps are being made just now."), _("Wait a minute, then send it again.")
                )
            self._kept[progress.id] = progress
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._giving_way.set()
        self._waiting.put(lambda: self._run(progress))
        return progress

    def answer(self, progress: Progress, answers: Iterable[str]) -> None:
        """Go on with a build whose maker has answered its questions, or skipped them with nothing."""
        with self._lock:
            questions, progress.questions = progress.questions, ()
        if questions:
            asked = zip((each.text for each in questions), answers, strict=False)
            progress.brief = with_answers(progress.brief, asked)
            self._giving_way.set()
            self._waiting.put(lambda: self._run(progress))

    def stop(self, progress: Progress) -> None:
        """End a build at its next step, or at once where it waits for answers."""
        progress.cancel.set()
        with self._lock:
            waits, progress.questions = bool(progress.questions), ()
        if waits:
            progress.fail(Cancelled())

    def go_on(self) -> None:
        """Take up, in the background, the builds that were interrupted when a server was killed."""
        for each in self._home.builds.interrupted():
            if self._home.builds.attempts(each.id) < MOST_ATTEMPTS:
                self._take_up(each)

    def _take_up(self, build: Build) -> None:
        progress = Progress(secrets.token_urlsafe(16), build.brief, "en", interrupted=build.id)
        with self._lock:
            self._kept[progress.id] = progress
        self._waiting.put(lambda: self._run(progress))

    def running(self) -> list[Progress]:
        """What is being made, or waits for it, oldest first."""
        with self._lock:
            return [each for each in self._kept.values() if not each.done]

    def warm(self) -> None:
        """Get the local model ready in the background, if its file is here already."""
        if self._name("build") is None and any(each.file for each in known_models(self._home.models)[:1]):
            self._waiting.put(self._warm)

    def get(self, build: str) -> Progress | None:
        return self._kept.get(build)

    def model_label(self, t: Translator) -> str:
        """Which model builds, in words."""
        name = self._name("build")
        if name is not None:
            return name
        title = known_models(self._home.models)[0].title
        return t("{model}, on this machine", model=title)

    def price(self, t: Translator) -> str:
        """What a build will take and cost, as far as it is known beforehand."""
        return in_words(estimate(self._home, self._name("build")), t)

    def _work_off(self) -> None:
        while True:
            try:
                self._waiting.get()()
            except Exception:
                LOG.exception("work of the studio failed")

    def _warm(self) -> None:
        try:
            warm_up(open_model(None, self._home.models))
        except Problem:
            return

    def _name(self, role: str) -> str | None:
        """The model for this kind of work, if it is not the one that comes with Appling."""
        return chosen(self._home, role, self._model)

    def _model_of(self, progress: Progress, role: str) -> str | None:
        if progress.interrupted is None:
            return self._name(role)
        return self._home.builds.get(progress.interrupted).model

    def _work(self, progress: Progress) -> None:
        if progress.app is not None and progress.source is not None:
            progress.plan = plan_change(self._home, progress.app, progress.source)
            return
        role = "build" if progress.app is None else "change"
        model = open_model(self._model_of(progress, role), self._home.models, progress.fetched)
        for step in progress.steps:
            step.state = "done"
        on_event, cancel = progress.take, progress.cancel
        if progress.app is not None:
            progress.plan = plan_request(
                progress.brief,
                home=self._home,
                key=progress.app,
                model=model,
                on_event=on_event,
                cancel=cancel,
            )
        elif progress.interrupted is not None:
            progress.built = resume(
                progress.interrupted, home=self._home, model=model, on_event=on_event, cancel=cancel
            )
        elif not self._asks_first(progress, model):
            progress.built = build(
                progress.brief, home=self._home, model=model, on_event=on_event, cancel=cancel
            )

    def _asks_first(self, progress: Progress, model: LanguageModel) -> bool:
        """Whether the build waits for answers now."""
        if not progress.clarified:
            progress.clarified = True
            progress.questions = clarify(progress.brief, home=self._home, model=model, cancel=progress.cancel)
        return bool(progress.questions)

    def _tell(self) -> None:
        """The words of a new app's pages, unless somebody waits: its maker is looking at it by now."""
        self._giving_way.clear()
        if not self._untold or self._is_wanted:
            return
        progress = self._untold.popleft()
        progress.told += 1
        with suppress(Problem):
            self._write_words(progress)
        if self._giving_way.is_set() and progress.told < MOST_TOLD:
            self._untold.append(progress)
        self._waiting.put(self._tell)

    @property
    def _is_wanted(self) -> bool:
        """Whether a person waits for a build, and it is not the build that waits for the person."""
        return any(not each.questions for each in self.running())

    def _write_words(self, progress: Progress) -> None:
        key = progress.built.key if progress.built is not None else ""
        if words_lacking(self._home, key):
            model = open_model(self._model_of(progress, "words"), self._home.models)
            write_words(self._home, key, progress.brief, model=model, cancel=self._giving_way)

    def _run(self, progress: Progress) -> None:
        try:
            self._work(progress)
            if progress.built is not None:
                self._untold.append(progress)
        except Problem as problem:
            progress.fail(problem)
        except Exception:
            progress.fail(
                Problem(_("Something went wrong on the way."), _("Nothing was lost: try it again."))
            )
            raise
        finally:
            self._waiting.put(self._tell)
