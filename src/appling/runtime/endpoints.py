"""Who answers which kind of address, and how its body is read."""

from collections.abc import Callable

from starlette.responses import Response

from appling.blueprint.model.app import Verb
from appling.runtime import api, openapi, pages, served
from appling.runtime.answering import documents
from appling.runtime.identity import accounts, forgotten, own_password, passes, profiles
from appling.runtime.look import arranging, installing
from appling.runtime.notifying import mail_settings, notices
from appling.runtime.owners import hooks, jobs, people
from appling.runtime.routes import Kind
from appling.runtime.rows import kept_views, pasts, searching
from appling.runtime.spreadsheets import exchange
from appling.runtime.tracking import short_links, tallying
from appling.runtime.visit import Visit
from appling.runtime.web.kept import kept
from appling.runtime.writing import changes, files, many_rows, one_field, paying, pressing, sending

Endpoint = Callable[[Visit], Response]

ENDPOINTS: dict[Kind, Endpoint] = {
    Kind.HOME: kept(pages.home),
    Kind.PAGE: kept(pages.page),
    Kind.LIST: kept(pages.list_rows),
    Kind.NEW: pages.new_row,
    Kind.ADD: changes.add_row,
    Kind.ROW: kept(pages.show_row),
    Kind.EDIT: pages.edit_row,
    Kind.PAST: pasts.show_past,
    Kind.DOCUMENT: kept(documents.show_document),
    Kind.CHANGE: changes.change_row,
    Kind.REMOVE: changes.remove_row,
    Kind.FIELD: one_field.set_field,
    Kind.MANY: many_rows.act_on_many,
    Kind.VIEWS: kept_views.change_views,
    Kind.TAKE_OUT: exchange.take_out_rows,
    Kind.BRING_IN_FORM: exchange.show_form,
    Kind.BRING_IN: exchange.bring_in,
    Kind.ROW_ACTION: changes.act,
    Kind.ROW_ACTION_FORM: pressing.show_form,
    Kind.ACTION: changes.act,
    Kind.ACTION_FORM: pressing.show_form,
    Kind.FILE: files.serve,
    Kind.STATIC: served.static,
    Kind.THEME: served.theme,
    Kind.MANIFEST: installing.manifest,
    Kind.ICON: installing.icon,
    Kind.SIGN_IN_FORM: accounts.sign_in_form,
    Kind.SIGN_IN: accounts.sign_in,
    Kind.SIGN_UP_FORM: accounts.sign_up_form,
    Kind.SIGN_UP: accounts.sign_up,
    Kind.SIGN_OUT: accounts.sign_out,
    Kind.ENTER: passes.enter,
    Kind.ACCOUNT: own_password.account,
    Kind.CHANGE_ACCOUNT: own_password.change,
    Kind.RENAME: profiles.rename,
    Kind.PROFILE: profiles.profile,
    Kind.MAILS: mail_settings.show,
    Kind.CHANGE_MAILS: mail_settings.change,
    Kind.MAIL_STOP: mail_settings.ask_to_stop,
    Kind.STOP_MAILS: mail_settings.stop,
    Kind.LINK: own_password.link,
    Kind.USE_LINK: own_password.use_link,
    Kind.PEOPLE: people.show_people,
    Kind.ADD_PERSON: people.add_person,
    Kind.PERSON: people.change_person,
    Kind.MAKE_LINK: people.make_link,
    Kind.SIGN_UP_RULE: people.set_sign_up,
    Kind.SAMPLES: people.remove_samples,
    Kind.ARRANGE: arranging.arrange,
    Kind.FORGOTTEN_FORM: forgotten.show_form,
    Kind.FORGOTTEN: forgotten.send_link,
    Kind.SEARCH: searching.show_search,
    Kind.NOTICES: notices.show_notices,
    Kind.MARK_NOTICES: notices.mark_notices,
    Kind.JOBS: jobs.show_jobs,
    Kind.CHANGE_JOBS: jobs.change_jobs,
    Kind.HOOK: hooks.take_in,
    Kind.LOOKED: tallying.look,
    Kind.FOLLOW: short_links.follow,
    Kind.FOLLOWED: short_links.count_click,
    Kind.PAY: paying.pay,
    Kind.SETTLE: paying.settle,
    Kind.PAID: paying.hear,
    Kind.API_LIST: api.list_rows,
    Kind.API_ADD: api.add_row,
    Kind.API_GROUPS: api.groups,
    Kind.API_ROW: api.show_row,
    Kind.API_CHANGE: api.change_row,
    Kind.API_REMOVE: api.remove_row,
    Kind.API_ROW_ACTION: api.act,
    Kind.API_ACTION: api.act,
    Kind.API_SEARCH: searching.api_search,
    Kind.API_FILE: sending.send,
    Kind.API_SESSION: accounts.api_session,
    Kind.API_SIGN_OUT: accounts.api_sign_out,
    Kind.API_ACCOUNT: accounts.api_account,
    Kind.API_ME: profiles.api_me,
    Kind.OPENAPI: openapi.serve,
}
TAKES_FILES = {Kind.ADD: Verb.ADD, Kind.CHANGE: Verb.CHANGE}
"""Where forms may hold files, and what one must be allowed to do for that."""
BY_SECRET = frozenset({Kind.STOP_MAILS})
"""What mail programs send for people, without having seen a page of ours: the address holds a secret."""
FOR_ALL = frozenset({Kind.STATIC, Kind.THEME, Kind.MANIFEST, Kind.ICON, Kind.OPENAPI})
"""The same whoever asks, so that it need not be known who does."""
