"""The day of a class's exam; minutes a day, text size and light or dark of a person"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No page could set it, but a hand at the database could.
    op.execute(
        "UPDATE classrooms SET desired_retention = 0.9"
        " WHERE desired_retention < 0.7 OR desired_retention > 0.97"
    )
    with op.batch_alter_table('classrooms', schema=None) as batch_op:
        batch_op.add_column(sa.Column('exam_on', sa.Date(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f('ck_classrooms_retention_in_range'),
            'desired_retention >= 0.7 AND desired_retention <= 0.97',
        )

    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('minutes_a_day', sa.Integer(), server_default='5', nullable=False)
        )
        batch_op.add_column(
            sa.Column('text_size', sa.String(length=8), server_default='normal', nullable=False)
        )
        batch_op.add_column(
            sa.Column('appearance', sa.String(length=8), server_default='auto', nullable=False)
        )
        batch_op.create_check_constraint(
            batch_op.f('ck_users_minutes_in_range'),
            'minutes_a_day >= 1 AND minutes_a_day <= 60',
        )


def downgrade() -> None:
    with op.batch_alter_table('users', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_users_minutes_in_range'), type_='check')
        batch_op.drop_column('appearance')
        batch_op.drop_column('text_size')
        batch_op.drop_column('minutes_a_day')

    with op.batch_alter_table('classrooms', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_classrooms_retention_in_range'), type_='check')
        batch_op.drop_column('exam_on')
