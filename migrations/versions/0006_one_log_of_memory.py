"""One log of memory by learning days; the sums of classes"""

import secrets
from collections import defaultdict
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from flask import current_app

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

AT_ONCE = 2_000
MOMENT = sa.DateTime(timezone=True)
AGAIN, HARD, GOOD = 1, 2, 3


def upgrade() -> None:
    op.create_table(
        'key_corrections',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('bank_key', sa.String(length=64), nullable=False),
        sa.Column('item_key', sa.String(length=64), nullable=False),
        sa.Column('corrected_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_key_corrections')),
        sa.UniqueConstraint(
            'bank_key', 'item_key', name=op.f('uq_key_corrections_bank_key_item_key')
        ),
    )
    _make_sums()
    with op.batch_alter_table('cards', schema=None) as batch_op:
        for name in ('remembered_on', 'asked_on', 'quizzed_on', 'key_seen_on', 'last_day'):
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('known', sa.Double(), nullable=True))
        batch_op.add_column(
            sa.Column('answer_count', sa.Integer(), server_default='0', nullable=False)
        )
        batch_op.add_column(
            sa.Column('has_hidden_miss', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.alter_column('stability', existing_type=sa.Double(), nullable=True)
        batch_op.alter_column('difficulty', existing_type=sa.Double(), nullable=True)
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.add_column(sa.Column('public_id', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('day', sa.Date(), nullable=True))
        for name in ('mark', 'remarked', 'seconds', 'predicted', 'predicted_plain', 'known'):
            batch_op.add_column(sa.Column(name, sa.Double(), nullable=True))
        for name in ('guess_chance', 'guess_mark'):
            batch_op.add_column(sa.Column(name, sa.Double(), server_default='0', nullable=False))
        for name in ('stability_before', 'difficulty_before'):
            batch_op.add_column(sa.Column(name, sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('begun_at', sa.DateTime(timezone=True), nullable=True))
        for name in ('is_key_held', 'is_after_key'):
            batch_op.add_column(
                sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
            )
        batch_op.add_column(sa.Column('form', sa.String(length=8), nullable=True))
        for name in ('days_since', 'days_before', 'engine'):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
        batch_op.alter_column('sequence', existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column('rating', existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column('item_revision_id', existing_type=sa.Integer(), nullable=True)
    op.execute(
        "INSERT INTO key_corrections (bank_key, item_key, corrected_at)"
        " SELECT bank_key, item_key, max(forgotten_at) FROM cards"
        " WHERE forgotten_at IS NOT NULL GROUP BY bank_key, item_key"
    )
    _tell_the_log_its_days(op.get_bind())
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.alter_column('public_id', existing_type=sa.String(length=32), nullable=False)
        batch_op.alter_column('day', existing_type=sa.Date(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_reviews_public_id'), ['public_id'])
    with op.batch_alter_table('cards', schema=None) as batch_op:
        batch_op.drop_index('ix_cards_user_id_due_at')
        for name in ('stage', 'step', 'due_at', 'forgotten_after'):
            batch_op.drop_column(name)
        batch_op.alter_column('last_day', existing_type=sa.Date(), nullable=False)
        batch_op.create_index('ix_cards_user_id_last_day', ['user_id', 'last_day'])


def _make_sums() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')

    def of_class(name: str, *columns: sa.Column, unique: list[str]) -> None:
        op.create_table(
            name,
            sa.Column('id', big, nullable=False),
            sa.Column('classroom_id', big, nullable=False),
            sa.Column('bank_key', sa.String(length=64), nullable=False),
            *columns,
            sa.ForeignKeyConstraint(
                ['classroom_id'],
                ['classrooms.id'],
                name=op.f(f'fk_{name}_classroom_id_classrooms'),
                ondelete='CASCADE',
            ),
            sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{name}')),
            sa.UniqueConstraint(
                'classroom_id', 'bank_key', *unique,
                name=op.f('_'.join(['uq', name, 'classroom_id_bank_key', *unique])),
            ),
        )

    def sums() -> list[sa.Column]:
        return [
            sa.Column('log_factor', sa.Double(), nullable=False),
            sa.Column('weight', sa.Double(), nullable=False),
            sa.Column('known', sa.Double(), nullable=False),
            sa.Column('asked', sa.Integer(), nullable=False),
            sa.Column('shown', sa.Double(), nullable=False),
        ]

    of_class(
        'class_folds',
        sa.Column('folded_on', sa.Date(), nullable=False),
        sa.Column('is_stale', sa.Boolean(), nullable=False),
        unique=[],
    )
    of_class(
        'item_drifts',
        sa.Column('item_key', sa.String(length=64), nullable=False),
        *sums(),
        unique=['item_key'],
    )
    of_class(
        'difficulty_drifts',
        sa.Column('difficulty', sa.Integer(), nullable=False),
        *sums(),
        unique=['difficulty'],
    )
    of_class(
        'learner_drifts',
        sa.Column('user_id', big, nullable=False),
        *sums(),
        sa.ForeignKeyConstraint(
            ['user_id'],
            ['users.id'],
            name=op.f('fk_learner_drifts_user_id_users'),
            ondelete='CASCADE',
        ),
        unique=['user_id'],
    )
    op.create_index('ix_learner_drifts_user_id', 'learner_drifts', ['user_id'])


# The log as it was knew moments, not days. Each row gets its learning day once, by the zone of the
# class that its learner joined last, and what the engine asks of an answer; then every memory is
# worked out from its log, by the engine itself.


def _tell_the_log_its_days(connection: sa.Connection) -> None:
    zones = _zones(connection)
    last_id = 0
    while rows := _portion(connection, last_id):
        last_id = rows[-1].id
        told = [_told(row, zones[row.user_id]) for row in rows]
        connection.execute(_TELL, told)
    _remember_anew(connection)


def _zones(connection: sa.Connection) -> defaultdict:
    usual = ZoneInfo(current_app.config.get('TIMEZONE', 'UTC'))  # a check has no settings
    joined = connection.execute(
        sa.text(
            "SELECT e.user_id, c.time_zone FROM enrolments e"
            " JOIN classrooms c ON c.id = e.classroom_id"
            " WHERE e.left_at IS NULL AND c.archived_at IS NULL ORDER BY e.enrolled_at, e.id"
        )
    )
    return defaultdict(lambda: usual, {user: ZoneInfo(zone) for user, zone in joined})


def _portion(connection: sa.Connection, last_id: int) -> list:
    return connection.execute(
        sa.text(
            "SELECT r.id, r.source, r.rating, r.reviewed_at, c.user_id, p.mark, p.max_mark,"
            " p.is_unsure, p.is_hinted, a.started_at, i.question, i.option_order, v.content"
            " FROM reviews r JOIN cards c ON c.id = r.card_id"
            " LEFT JOIN responses p ON p.id = r.response_id"
            " LEFT JOIN attempt_items i ON i.id = p.attempt_item_id"
            " LEFT JOIN attempts a ON a.id = i.attempt_id"
            " LEFT JOIN item_revisions v ON v.id = r.item_revision_id"
            " WHERE r.id > :last ORDER BY r.id LIMIT :most"
        ).columns(
            reviewed_at=MOMENT,
            started_at=MOMENT,
            option_order=sa.JSON(),
        ),
        {"last": last_id, "most": AT_ONCE},
    ).all()


def _told(row, zone: ZoneInfo) -> dict:
    """The learning day, and what the engine asks of an answer.

    Of a response that is gone, the rating says whether it was right, and nothing says of how many
    options.
    """
    from quizapp.domain.days import learning_day

    told = {
        'row': row.id,
        'public_id': secrets.token_urlsafe(16),
        'day': learning_day(_utc(row.reviewed_at), zone),
        'rating': row.rating,
        'form': 'card',
        'mark': None,
        'guess_chance': 0.0,
        'guess_mark': 0.0,
        'begun_at': None,
    }
    if row.source == 'card':
        return told
    if row.max_mark is None:
        is_known = row.rating > AGAIN
        return told | {
            'form': 'choice', 'mark': float(is_known), 'rating': row.rating if is_known else GOOD
        }
    return told | _of_response(row)


def _of_response(row) -> dict:
    from quizapp.domain.drills.posing import Arrangement, asked_question
    from quizapp.domain.items.content import from_json
    from quizapp.domain.memory.guesses import guess_at

    content = from_json(row.content)
    question = asked_question(content, Arrangement(row.question, tuple(row.option_order)))
    guess = guess_at(question)
    return {
        'rating': HARD if row.is_unsure or row.is_hinted else GOOD,
        'form': 'cloze' if content.type == 'cloze' else 'choice',
        'mark': row.mark / row.max_mark,
        'guess_chance': guess.chance,
        'guess_mark': guess.mark,
        'begun_at': _utc(row.started_at),
    }


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_TELL = sa.text(
    "UPDATE reviews SET public_id = :public_id, day = :day, form = :form, rating = :rating,"
    " mark = :mark, guess_chance = :guess_chance, guess_mark = :guess_mark, begun_at = :begun_at"
    " WHERE id = :row"
).bindparams(sa.bindparam('day', type_=sa.Date()), sa.bindparam('begun_at', type_=MOMENT))

_CARDS = sa.text(
    "SELECT id, user_id, item_key, forgotten_at, reviewed_at FROM cards"
    " WHERE id > :last ORDER BY id LIMIT :most"
).columns(forgotten_at=MOMENT, reviewed_at=MOMENT)

_LOG = sa.text(
    "SELECT id, card_id, public_id, source, day, reviewed_at, retracted_at, rating, mark,"
    " NULL AS remarked, guess_chance, guess_mark, begun_at, is_key_held FROM reviews"
    " WHERE card_id > :last AND card_id <= :until ORDER BY card_id, day, reviewed_at, public_id"
).columns(day=sa.Date(), reviewed_at=MOMENT, retracted_at=MOMENT, begun_at=MOMENT)

_REMEMBER = sa.text(
    "UPDATE cards SET stability = :stability, difficulty = :difficulty,"
    " remembered_on = :remembered_on, asked_on = :asked_on, quizzed_on = :quizzed_on,"
    " key_seen_on = :key_seen_on, known = :known, answer_count = :count,"
    " has_hidden_miss = :has_hidden_miss, last_day = :last_day WHERE id = :card"
).bindparams(
    *(
        sa.bindparam(name, type_=sa.Date())
        for name in ('remembered_on', 'asked_on', 'quizzed_on', 'key_seen_on', 'last_day')
    ),
    sa.bindparam('has_hidden_miss', type_=sa.Boolean()),
)

_NOTE_EFFECT = sa.text(
    "UPDATE reviews SET known = :known, stability_before = :stability_before,"
    " difficulty_before = :difficulty_before, days_before = :days_before WHERE id = :row"
)


def _remember_anew(connection: sa.Connection) -> None:
    """Work out every memory from its log."""
    from quizapp.domain.days import learning_day

    zones, last_id = _zones(connection), 0
    while cards := connection.execute(_CARDS, {'last': last_id, 'most': AT_ONCE}).all():
        logs = defaultdict(list)
        for row in connection.execute(_LOG, {'last': last_id, 'until': cards[-1].id}):
            logs[row.card_id].append(_aware(row))
        last_id = cards[-1].id
        for card in map(_aware, cards):
            day = learning_day(card.reviewed_at, zones[card.user_id])
            _remember_one(connection, card, logs[card.id], day)


def _remember_one(connection: sa.Connection, card, log: list, day: date) -> None:
    from quizapp.memory.log_rows import fold

    track, effects = fold(card, log)
    state = track.state
    remembered = {
        'card': card.id,
        'stability': state and state.stability,
        'difficulty': state and state.difficulty,
        'remembered_on': state and state.day,
        'asked_on': track.asked_on,
        'quizzed_on': track.quizzed_on,
        'key_seen_on': track.key_seen_on,
        'known': track.known,
        'count': track.count,
        'has_hidden_miss': track.has_hidden_miss,
        'last_day': max([row.day for row in log], default=day),
    }
    connection.execute(_REMEMBER, remembered)
    noted = [
        {'row': row.id, **effects[row.public_id]._asdict()}
        for row in log
        if row.public_id in effects
    ]
    if noted:
        connection.execute(_NOTE_EFFECT, noted)


def _aware(row) -> SimpleNamespace:
    """A row as the engine reads one, its moments in UTC."""
    values = row._mapping.items()
    return SimpleNamespace(
        **{name: _utc(value) if isinstance(value, datetime) else value for name, value in values}
    )


def downgrade() -> None:
    """The version before works out no memory from a log, so what is remembered is left as it is."""
    connection = op.get_bind()
    connection.execute(sa.text("DELETE FROM reviews WHERE source = 'key'"))
    connection.execute(sa.text("UPDATE reviews SET source = 'quiz' WHERE source = 'session'"))
    connection.execute(
        sa.text("UPDATE reviews SET rating = 1 WHERE source = 'quiz' AND coalesce(mark, 0) < 1")
    )
    with op.batch_alter_table('cards', schema=None) as batch_op:
        batch_op.drop_index('ix_cards_user_id_last_day')
        batch_op.add_column(sa.Column('stage', sa.Integer(), server_default='2', nullable=False))
        batch_op.add_column(sa.Column('step', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('due_at', MOMENT, nullable=True))
        batch_op.add_column(sa.Column('forgotten_after', sa.Integer(), nullable=True))
    connection.execute(
        sa.text(
            "UPDATE cards SET due_at = reviewed_at,"
            " forgotten_after = CASE WHEN stability IS NULL THEN review_count END,"
            " stability = coalesce(stability, 1), difficulty = coalesce(difficulty, 5)"
        )
    )
    with op.batch_alter_table('cards', schema=None) as batch_op:
        for name in ('remembered_on', 'asked_on', 'quizzed_on', 'key_seen_on', 'last_day'):
            batch_op.drop_column(name)
        for name in ('known', 'answer_count', 'has_hidden_miss'):
            batch_op.drop_column(name)
        batch_op.alter_column('due_at', existing_type=MOMENT, nullable=False)
        batch_op.alter_column('stability', existing_type=sa.Double(), nullable=False)
        batch_op.alter_column('difficulty', existing_type=sa.Double(), nullable=False)
        batch_op.create_index('ix_cards_user_id_due_at', ['user_id', 'due_at'])
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_reviews_public_id'), type_='unique')
        for name in (
            'public_id', 'day', 'mark', 'remarked', 'seconds', 'predicted', 'predicted_plain',
            'known', 'guess_chance', 'guess_mark', 'stability_before',
            'difficulty_before', 'begun_at', 'is_key_held',
            'is_after_key', 'form', 'days_since', 'days_before', 'engine',
        ):
            batch_op.drop_column(name)
        batch_op.alter_column('sequence', existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column('rating', existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column('item_revision_id', existing_type=sa.Integer(), nullable=False)
    for name in ('learner_drifts', 'difficulty_drifts', 'item_drifts', 'class_folds', 'key_corrections'):
        op.drop_table(name)
