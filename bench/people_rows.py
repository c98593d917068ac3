"""The class, its teacher and its learners."""

from __future__ import annotations

from datetime import timedelta

from bench.attempt_rows import Filling
from bench.bulk import insert
from quizapp.models import Classroom, ClassroomTeacher
from quizapp.models.people import Role
from quizapp.web.database import write_transaction

TITLE = "A large class"
FIRST_NAMES = ("Amina", "Bela", "Chidi", "Dalia", "Emre", "Fatma", "Goran", "Hana", "Idris", "Jana")
LAST_NAMES = ("Adeyemi", "Berg", "Çelik", "Duarte", "Eriksson", "Farouk", "Grün", "Łuczak")


def add_people(filling: Filling, teacher_id: int, count: int) -> list[tuple[int, float]]:
    """The class, its teacher and its learners; gives the learners' ids and abilities."""
    began, dice = filling.now - timedelta(days=365), filling.dice
    with write_transaction() as tx:
        room = Classroom(title=TITLE, time_zone="Europe/Berlin", created_at=began)
        tx.add(room)
        tx.flush()
        tx.add(ClassroomTeacher(classroom_id=room.id, user_id=teacher_id, added_at=began))
        room_id = room.id
    learners = [(teacher_id + number, dice.gauss(0, 1)) for number in range(1, count + 1)]
    names = [f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)} {n}" for n in range(count)]
    insert(
        "users",
        "id public_id user_name display_name role is_managed created_at",
        (
            (
                user_id,
                f"bench-learner-{user_id}",
                f"learner-{user_id}",
                name,
                Role.LEARNER.value,
                False,
                began,
            )
            for (user_id, _), name in zip(learners, names, strict=True)
        ),
    )
    insert(
        "enrolments",
        "id classroom_id user_id enrolled_at",
        ((user_id, room_id, user_id, began) for user_id, _ in learners),
    )
    return learners
