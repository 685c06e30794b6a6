"""Lets a model answer the questions of apps: opened with the first, held to the field's values."""

import threading
from contextlib import suppress

from appling.builder.costs.choosing import check_limit
from appling.builder.errors import OverLimit
from appling.builder.grammar.gbnf import words
from appling.models import LanguageModel, ModelError, ModelSwitched, Prompt, Sampling, Wait, known_models, open_model
from appling.runtime.outward.asker import Answering
from appling.runtime.outward.questions import Answer, NotAnswered, Question
from appling.store import Home

SECONDS = 120.0
"""How long one question may take, shorter than a job is lent."""
NUMBER = 'root ::= "-"? [0-9]{1,9} ("." [0-9]{1,4})?'


def answering(home: Home, stopping: threading.Event | None = None) -> Answering:
    """Answers with the model that the owner has set, else with the local one, until `stopping` is set."""

    def ask(question: Question) -> Answer:
        try:
            return _by_whoever_answers(home, question, stopping)
        except OverLimit as error:
            raise NotAnswered(error.sentence, wait=True) from error
        except ModelError as error:
            raise NotAnswered(error.sentence) from error

    return ask


def _by_whoever_answers(home: Home, question: Question, stopping: threading.Event | None) -> Answer:
    """The answer of the next model, where one could not."""
    model = _model(home)
    while True:
        check_limit(home, model)
        with suppress(ModelSwitched):
            return answered(model, question, stopping)


def answered(model: LanguageModel, question: Question, stopping: threading.Event | None = None) -> Answer:
    """One question to one model. Raises NotAnswered and ModelError."""
    reply = model.generate(
        Prompt(question.telling, (), question.request),
        Sampling(
            question.longest,
            grammar=_grammar(question) if model.takes_grammar else None,
            stop=("\n",) if question.line else (),
        ),
        Wait(deadline_s=SECONDS, cancel=stopping),
    )
    if reply.finish == "cancelled":
        raise NotAnswered("the server was stopped", wait=True)
    if reply.finish == "deadline":
        raise NotAnswered("the model took too long")
    tokens = reply.usage.tokens_in + reply.usage.tokens_out
    return Answer(reply.text, tokens, reply.finish == "length", reply.usage.price)


def _grammar(question: Question) -> str | None:
    if question.options:
        return f"root ::= {words(question.options)}"
    return NUMBER if question.number else None


def _model(home: Home) -> LanguageModel:
    name = home.questions.allowance().model
    if name is None and known_models(home.models)[0].file is None:
        raise NotAnswered("the model is not on this machine yet: appling models --fetch local", wait=True)
    return open_model(name, home.models)
