"""Ask a language model."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class AskStep(StepAtom):
    """Ask a model, and put its answer into a field: `ask "Summarise in one sentence: {text}" into summary`.

    It is asked once what set it off is kept, so nobody waits for it; until then the field shows that it is
    being written. A choice, a yes/no, a number or a rating is answered with one of its values. What stands in
    braces is data to the model, never an instruction. A field that somebody has set in the meantime keeps
    what they wrote, and so does one for which there is no good answer.
    """

    name = "ask"
    aliases = ("prompt",)
    form = "ask"
    good = (
        """
        app Letters
        thing Letter
          text: long text, required
          summary: text
          mood: choice(glad, neutral, angry)
        when Letter is added
          ask "Summarise in one sentence: {text}" into summary
          ask "How does the writer of this letter feel? {text}" into mood
        """,
        """
        app 工单
        thing 工单
          内容: long text, required
          紧急: yes/no
        action 判断 on 工单
          ask "这件事紧急吗？{内容}" into 紧急
        """,
    )
    bad = (
        """
        # type-mismatch
        app Letters
        thing Letter
          text: long text
          sent: date
        when Letter is added
          ask "When was it sent? {text}" into sent
        """,
        """
        # wrong-step
        app Letters
        thing Letter
          text: long text
          summary: text
        when Letter is removed
          ask "Summarise: {text}" into summary
        """,
    )

    def run(self, step: Step, context: StepContext) -> None:
        if step.into is not None:
            context.ask(step.text, step.into)
