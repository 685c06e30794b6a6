"""What a migration did to tables and columns, in a form that can be undone and done again.

A move is a list: `table`, old name, new name; `column`, table, old name, new name; `new table`, name;
`new column`, table, name; `role`, old key, new key. What is new is never dropped by undoing, only put
aside, empty.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, update

from appling.store import system
from appling.store.history.tables import PREFIX, columns, quoted

Move = list[str]


def rename_table(connection: Connection, old: str, new: str) -> None:
    """With the rows that history keeps of it."""
    connection.exec_driver_sql(f"ALTER TABLE {quoted(old)} RENAME TO {quoted(new)}")
    if columns(connection, PREFIX + old):
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {quoted(f'_wasix_{old}')}")
        connection.exec_driver_sql(f"ALTER TABLE {quoted(PREFIX + old)} RENAME TO {quoted(PREFIX + new)}")
        connection.exec_driver_sql(
            f"CREATE INDEX {quoted(f'_wasix_{new}')} ON {quoted(PREFIX + new)} (_step)"
        )


def rename_column(connection: Connection, table: str, old: str, new: str) -> None:
    """In the table and in what history keeps of it."""
    for name in (table, PREFIX + table):
        if old in columns(connection, name):
            connection.exec_driver_sql(
                f"ALTER TABLE {quoted(name)} RENAME COLUMN {quoted(old)} TO {quoted(new)}"
            )


def rename_role(connection: Connection, old: str, new: str) -> None:
    """For the people who have it."""
    connection.execute(update(system.people).where(system.people.c.role == old).values(role=new))


def back(connection: Connection, step: int, moves: Sequence[Move]) -> None:
    """Undo moves; triggers must be away."""
    for move in reversed(moves):
        match move:
            case ["table", old, new]:
                rename_table(connection, new, old)
            case ["column", table, old, new]:
                rename_column(connection, table, new, old)
            case ["role", old, new]:
                rename_role(connection, new, old)
            case ["new table", table]:
                rename_table(connection, table, f"_undone_{step}_{table}")
            case ["new column", table, column]:
                rename_column(connection, table, column, f"_undone_{step}_{column}")


def again(connection: Connection, step: int, moves: Sequence[Move]) -> None:
    """Do moves once more that were undone."""
    for move in moves:
        match move:
            case ["table", old, new]:
                rename_table(connection, old, new)
            case ["column", table, old, new]:
                rename_column(connection, table, old, new)
            case ["role", old, new]:
                rename_role(connection, old, new)
            case ["new table", table]:
                rename_table(connection, f"_undone_{step}_{table}", table)
            case ["new column", table, column]:
                rename_column(connection, table, f"_undone_{step}_{column}", column)
