"""Ratings that can be taken back, and single keys that can be switched off"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

HOLDS = sa.text("retracted_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.add_column(sa.Column('retracted_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_reviews_card_id_sequence'), type_='unique')
        batch_op.create_index(batch_op.f('ix_reviews_card_id'), ['card_id'], unique=False)
        batch_op.create_index(
            'uq_reviews_card_id_sequence',
            ['card_id', 'sequence'],
            unique=True,
            sqlite_where=HOLDS,
            postgresql_where=HOLDS,
        )

    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('uses_keys', sa.Boolean(), server_default=sa.true(), nullable=False)
        )


def downgrade() -> None:
    # What was retracted would take the number of what holds.
    op.execute("DELETE FROM reviews WHERE retracted_at IS NOT NULL")
    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.drop_column('uses_keys')

    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.drop_index('uq_reviews_card_id_sequence')
        batch_op.drop_index(batch_op.f('ix_reviews_card_id'))
        batch_op.create_unique_constraint(
            batch_op.f('uq_reviews_card_id_sequence'), ['card_id', 'sequence']
        )
        batch_op.drop_column('retracted_at')
