"""what a signed-in browser calls itself, and when it was last used"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('login_sessions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('browser', sa.String(length=24), server_default='', nullable=False))
        batch_op.add_column(sa.Column('system', sa.String(length=24), server_default='', nullable=False))
        batch_op.add_column(sa.Column('stays', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('login_sessions', schema=None) as batch_op:
        batch_op.drop_column('last_used_at')
        batch_op.drop_column('stays')
        batch_op.drop_column('system')
        batch_op.drop_column('browser')
