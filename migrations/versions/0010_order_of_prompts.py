"""The order in which an attempt shows the prompts of a match or the statements of a sort"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('attempt_items', schema=None) as batch_op:
        batch_op.add_column(sa.Column('prompt_order', sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('attempt_items', schema=None) as batch_op:
        batch_op.drop_column('prompt_order')
