"""what the own answers of somebody in no class say, folded once a day; indexes for answers"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table(
        'own_folds',
        sa.Column('id', big, nullable=False),
        sa.Column('user_id', big, nullable=False),
        sa.Column('bank_key', sa.String(length=64), nullable=False),
        sa.Column('folded_on', sa.Date(), nullable=False),
        sa.Column('is_stale', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('sums', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['users.id'], name=op.f('fk_own_folds_user_id_users'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_own_folds')),
        sa.UniqueConstraint('user_id', 'bank_key', name=op.f('uq_own_folds_user_id_bank_key')),
    )
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.create_index(
            'ix_attempts_user_id_bank_key_finished_at',
            ['user_id', 'bank_key', 'finished_at'],
            unique=False,
        )
        batch_op.create_index(
            'ix_attempts_assigned',
            ['user_id', 'bank_key'],
            unique=False,
            sqlite_where=sa.text('assignment_id IS NOT NULL'),
            postgresql_where=sa.text('assignment_id IS NOT NULL'),
        )


def downgrade() -> None:
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.drop_index(
            'ix_attempts_assigned',
            sqlite_where=sa.text('assignment_id IS NOT NULL'),
            postgresql_where=sa.text('assignment_id IS NOT NULL'),
        )
        batch_op.drop_index('ix_attempts_user_id_bank_key_finished_at')
    op.drop_table('own_folds')
