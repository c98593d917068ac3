"""What holds for a learner in all of a class, notes, invited teachers, and sort names"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'learner_accommodations',
        sa.Column('id', KEY, nullable=False),
        sa.Column('classroom_id', KEY, nullable=False),
        sa.Column('user_id', KEY, nullable=False),
        sa.Column('more_percent', sa.Integer(), nullable=True),
        sa.Column('more_minutes', sa.Integer(), nullable=True),
        sa.Column('later_hours', sa.Integer(), nullable=True),
        sa.CheckConstraint('later_hours > 0', name=op.f('ck_learner_accommodations_hours_are_later')),
        sa.CheckConstraint('more_minutes > 0', name=op.f('ck_learner_accommodations_minutes_are_more')),
        sa.CheckConstraint('more_percent > 0', name=op.f('ck_learner_accommodations_percent_is_more')),
        sa.ForeignKeyConstraint(['classroom_id'], ['classrooms.id'], name=op.f('fk_learner_accommodations_classroom_id_classrooms'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_learner_accommodations_user_id_users'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_learner_accommodations')),
        sa.UniqueConstraint('classroom_id', 'user_id', name=op.f('uq_learner_accommodations_classroom_id_user_id')),
    )
    with op.batch_alter_table('learner_accommodations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_learner_accommodations_user_id'), ['user_id'], unique=False)
    op.create_table(
        'learner_notes',
        sa.Column('id', KEY, nullable=False),
        sa.Column('public_id', sa.String(length=32), nullable=False),
        sa.Column('classroom_id', KEY, nullable=False),
        sa.Column('user_id', KEY, nullable=False),
        sa.Column('author_id', KEY, nullable=True),
        sa.Column('words', sa.String(length=1000), nullable=False),
        sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['author_id'], ['users.id'], name=op.f('fk_learner_notes_author_id_users'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['classroom_id'], ['classrooms.id'], name=op.f('fk_learner_notes_classroom_id_classrooms'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_learner_notes_user_id_users'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_learner_notes')),
        sa.UniqueConstraint('public_id', name=op.f('uq_learner_notes_public_id')),
    )
    with op.batch_alter_table('learner_notes', schema=None) as batch_op:
        batch_op.create_index('ix_learner_notes_classroom_id_user_id', ['classroom_id', 'user_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_learner_notes_user_id'), ['user_id'], unique=False)
    op.create_table(
        'teacher_invitations',
        sa.Column('id', KEY, nullable=False),
        sa.Column('public_id', sa.String(length=32), nullable=False),
        sa.Column('classroom_id', KEY, nullable=False),
        sa.Column('code_hash', sa.String(length=64), nullable=False),
        sa.Column('made_by_id', KEY, nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['classroom_id'], ['classrooms.id'], name=op.f('fk_teacher_invitations_classroom_id_classrooms'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['made_by_id'], ['users.id'], name=op.f('fk_teacher_invitations_made_by_id_users'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_teacher_invitations')),
        sa.UniqueConstraint('code_hash', name=op.f('uq_teacher_invitations_code_hash')),
        sa.UniqueConstraint('public_id', name=op.f('uq_teacher_invitations_public_id')),
    )
    with op.batch_alter_table('teacher_invitations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_teacher_invitations_classroom_id'), ['classroom_id'], unique=False)
    with op.batch_alter_table('enrolments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sort_name', sa.String(length=80), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('enrolments', schema=None) as batch_op:
        batch_op.drop_column('sort_name')
    with op.batch_alter_table('teacher_invitations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_teacher_invitations_classroom_id'))
    op.drop_table('teacher_invitations')
    with op.batch_alter_table('learner_notes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learner_notes_user_id'))
        batch_op.drop_index('ix_learner_notes_classroom_id_user_id')
    op.drop_table('learner_notes')
    with op.batch_alter_table('learner_accommodations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learner_accommodations_user_id'))
    op.drop_table('learner_accommodations')
