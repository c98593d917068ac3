"""Items that are left open and come back to, where the quiz does not forbid it"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

ADDED = (
    ('assignments', 'is_sequential'),
    ('attempts', 'is_sequential'),
    ('attempt_items', 'is_flagged'),
)


def upgrade() -> None:
    for table, column in ADDED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False)
            )


def downgrade() -> None:
    for table, column in reversed(ADDED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)
