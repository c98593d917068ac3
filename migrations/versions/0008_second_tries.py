"""Second tries, hints on the record, and what a response counts where that is not its mark"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

ADDED = (
    ('attempts', 'second_try', sa.Double()),
    ('attempts', 'with_hint', sa.Double()),
    ('responses', 'second_chosen', sa.JSON()),
    ('responses', 'second_at', sa.DateTime(timezone=True)),
    ('responses', 'credit', sa.Double()),
    ('regraded_marks', 'credit', sa.Double()),
)
FLAGS = (('attempt_items', 'is_hinted'), ('responses', 'awaits_second'))


def upgrade() -> None:
    for table, column, kind in ADDED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(column, kind, nullable=True))

    for table, column in FLAGS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False)
            )


def downgrade() -> None:
    for table, column in reversed(FLAGS):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)

    for table, column, _kind in reversed(ADDED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)
