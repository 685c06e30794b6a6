"""How an app came to be: read from its record, gone through again, and gone on with by another model."""

from appling.builder.tracing.replaying import Compared, Replayed, fork, replay
from appling.builder.tracing.trace import Trace, read_trace

__all__ = ["Compared", "Replayed", "Trace", "fork", "read_trace", "replay"]
