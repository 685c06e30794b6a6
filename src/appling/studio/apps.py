"""One app in its owner's hands: changed, undone, taken away, burnt."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from anyio.to_thread import run_sync
from starlette.background import BackgroundTask
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder import LONGEST_BRIEF
from appling.builder.changing import apply_plan
from appling.diagnostics import Diagnostic
from appling.diagnostics.problem import Problem
from appling.runtime import make_pass
from appling.runtime.translate import Translator
from appling.store import AppRecord
from appling.store.portable import export_app, file_name
from appling.studio.addresses import app_url
from appling.studio.answers import Answers, say, t_of
from appling.studio.language import language_of
from appling.studio.records import told_record
from appling.studio.spending import read_limit, told_spending
from appling.studio.telling import told_burning, told_kept, told_receipt, told_step

_ = str
"""Marks a sentence for translation."""
SAID = {
    "changed": _("Done. You can undo it below, at any time."),
    "left": _("Nothing was changed."),
    "undone": _("Undone."),
    "redone": _("Done again."),
    "emptied": _("The attic is empty."),
    "brought": _("It is here, with everything that was in the file."),
    "stays": _("It stays."),
    "limited": _("The limits are set."),
}
WHEN = {"1d": timedelta(days=1), "7d": timedelta(days=7), "30d": timedelta(days=30)}
STEPS_SHOWN = 30
RECORDS_SHOWN = 20
MOST_FAULTS = 8
LONGEST_TITLE = 200


class AppPages(Answers):
    """The pages under `/apps/KEY`."""

    async def manage(self, request: Request) -> Response:
        return await self._manage(request, SAID.get(request.query_params.get("said", ""), ""))

    async def open(self, request: Request) -> Response:
        """Carry the owner into the app."""
        record = await self._record(request)
        one_time = await run_sync(make_pass, self._home, record.key)
        return RedirectResponse(
            f"{app_url(record.key, self._port, self._domain)}-/enter?pass={one_time}", 303
        )

    # Changing ---------------------------------------------------------------

    async def ask(self, request: Request, form: FormData) -> Response:
        """Have a change worked out that is asked for in words."""
        record = await self._record(request)
        wanted = str(form.get("request", ""))
        try:
            progress = await run_sync(self._queue.start_change, record.key, wanted, language_of(request))
        except Problem as problem:
            return await self._manage(request, wanted=wanted, error=say(request, problem), status=400)
        return RedirectResponse(f"/builds/{progress.id}", 303)

    async def edit(self, request: Request, form: FormData) -> Response:
        """Have a blueprint tried that the owner wrote; one with faults comes back with them."""
        record = await self._record(request)
        source = str(form.get("source", "")).replace("\r\n", "\n")
        checked = await run_sync(check, source, vocabulary())
        if checked.app is None:
            faults = [_fault(each) for each in checked.diagnostics[:MOST_FAULTS]]
            return await self._manage(request, source=source, faults=faults, status=400)
        progress = await run_sync(self._queue.start_edit, record.key, source, language_of(request))
        return RedirectResponse(f"/builds/{progress.id}", 303)

    async def decide(self, request: Request, form: FormData) -> Response:
        """Carry out a plan that the owner has read, or leave it."""
        progress = self._queue.get(request.path_params["build"])
        if progress is None or progress.plan is None:
            return await self.not_found(request, None)
        key = progress.plan.key
        if progress.settled or form.get("answer") != "yes":
            progress.settled = True
            return RedirectResponse(f"/apps/{key}?said=left", 303)
        await run_sync(apply_plan, self._home, progress.plan, progress.brief.strip()[:LONGEST_TITLE])
        progress.settled = True
        return RedirectResponse(f"/apps/{key}?said=changed", 303)

    async def limit(self, request: Request, form: FormData) -> Response:
        """Set what the app may have models do in a month."""
        record = await self._record(request)
        given = {name: str(form.get(name, "")) for name in ("questions", "per_person", "dollars")}
        await run_sync(self._home.spending.set_limit, record.key, read_limit(given))
        return RedirectResponse(f"/apps/{record.key}?said=limited", 303)

    # Back and forth ---------------------------------------------------------

    async def undo(self, request: Request, form: FormData) -> Response:
        return await self._move(request, form, forth=False)

    async def redo(self, request: Request, form: FormData) -> Response:
        return await self._move(request, form, forth=True)

    async def empty_attic(self, request: Request, _form: FormData) -> Response:
        record = await self._record(request)
        await run_sync(self._home.open(record.key).empty_attic)
        return RedirectResponse(f"/apps/{record.key}?said=emptied", 303)

    # Away -------------------------------------------------------------------

    async def export(self, request: Request) -> Response:
        """The whole app as one file."""
        record = await self._record(request)
        with NamedTemporaryFile(suffix=".zip", delete=False) as aside:
            path = Path(aside.name)
        try:
            await run_sync(export_app, self._home, record.key, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        away = BackgroundTask(path.unlink, missing_ok=True)
        return FileResponse(
            path, media_type="application/zip", filename=file_name(record.key), background=away
        )

    async def ask_burn(self, request: Request) -> Response:
        return self._page(request, "burn.html", app=await self._record(request), receipt=None)

    async def burn(self, request: Request, form: FormData) -> Response:
        """Now, with a receipt, or later."""
        record = await self._record(request)
        later = WHEN.get(str(form.get("when", "")))
        if later is not None:
            at = datetime.now(UTC).replace(microsecond=0) + later
            await run_sync(self._home.burnings.schedule, record.key, at, None)
            return RedirectResponse(f"/apps/{record.key}", 303)
        receipt = await run_sync(self._home.burn, record.key)
        told = told_receipt(receipt, t_of(request), language_of(request))
        return self._page(request, "burn.html", app=record, receipt=told)

    async def keep(self, request: Request, _form: FormData) -> Response:
        record = await self._record(request)
        await run_sync(self._home.burnings.keep, record.key)
        return RedirectResponse(f"/apps/{record.key}?said=stays", 303)

    # ------------------------------------------------------------------------

    async def _record(self, request: Request) -> AppRecord:
        return await run_sync(self._home.app, request.path_params["app"])

    async def _move(self, request: Request, form: FormData, *, forth: bool) -> Response:
        record = await self._record(request)
        to = str(form.get("to", ""))
        await run_sync(self._step, record.key, int(to) if to.isdecimal() and len(to) < 16 else None, forth)
        return RedirectResponse(f"/apps/{record.key}?said={'redone' if forth else 'undone'}", 303)

    def _step(self, key: str, to: int | None, forth: bool) -> None:
        self._home.redo(key, to) if forth else self._home.undo(key, to)

    async def _manage(
        self,
        request: Request,
        message: str = "",
        *,
        wanted: str = "",
        error: str = "",
        source: str | None = None,
        faults: list[str] | None = None,
        status: int = 200,
    ) -> Response:
        record, t = await self._record(request), t_of(request)
        facts = await run_sync(self._facts, record, t, language_of(request))
        return self._page(
            request,
            "app.html",
            status=status,
            app=record,
            message=t(message) if message else "",
            wanted=wanted,
            error=error,
            faults=faults or [],
            longest=LONGEST_BRIEF,
            **facts | ({} if source is None else {"source": source}),
        )

    def _facts(self, record: AppRecord, t: Translator, language: str) -> dict[str, Any]:
        store = self._home.open(record.key)
        store.refresh()
        names = {person.id: person.name for person in store.people.all()}
        steps = store.history(STEPS_SHOWN)
        burning = self._home.burnings.of(record.key)
        return {
            "address": app_url(record.key, self._port, self._domain),
            "about": store.app.about,
            "source": store.source,
            "steps": [told_step(step, store.app, names, t, language) for step in steps],
            "undone": any(step.undone for step in steps),
            "done": any(not step.undone for step in steps),
            "records": [
                told_record(each, t, language) for each in self._home.builds.all(record.key, RECORDS_SHOWN)
            ],
            "attic": [told_kept(kept, t, language) for kept in store.attic()],
            "models": told_spending(self._home, record.key, names, t, language),
            "burning": told_burning(burning, language) if burning else None,
        }


def _fault(diagnostic: Diagnostic) -> str:
    said = ": ".join(each for each in (diagnostic.title, diagnostic.label) if each)
    return f"{diagnostic.span.line}: {said}" if diagnostic.span is not None else said
