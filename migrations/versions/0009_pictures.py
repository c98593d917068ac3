"""Pictures, and which of them a revision of a bank shows"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'pictures',
        sa.Column(
            'id',
            sa.BigInteger().with_variant(sa.Integer(), 'sqlite'),
            nullable=False,
        ),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('kind', sa.String(length=8), nullable=False),
        sa.Column('content', sa.LargeBinary(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_pictures')),
        sa.UniqueConstraint('sha256', name=op.f('uq_pictures_sha256')),
    )
    with op.batch_alter_table('bank_revisions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('pictures', sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('bank_revisions', schema=None) as batch_op:
        batch_op.drop_column('pictures')
    op.drop_table('pictures')
