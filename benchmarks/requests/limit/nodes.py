"""Q6 in SQL by hand: a statement for each type, chosen by the id's prefix."""

from benchmarks.requests.limit.reads import HELD, MEMBERS, PEOPLE, POSTS, UNITS
from benchmarks.requests.limit.writing import Words, seen, shouted, so

_UNUSED = "CAST($1 AS DATE) IS NOT NULL AND CAST($2 AS TEXT)<$3"
"""PostgreSQL wants to know the type of every parameter, of those too that nothing asks for."""


def colleague(person: str) -> str:
    """That somebody holds a post, or belongs to the Party, in a unit that the caller sees."""
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} a JOIN {UNITS} w ON w.unit_id=a.unit_id AND {so('w')} AND {seen('w')} "
        f"WHERE a.person_id={person} AND {so('a')}{more})"
        for table, more in ((HELD, ""), (MEMBERS, " AND a.kind='party'"))
    )


def known(person: str) -> str:
    """That somebody holds a post, or is a member, in a unit that the caller sees."""
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} a JOIN {UNITS} w ON w.unit_id=a.unit_id AND {so('w')} AND {seen('w')} "
        f"WHERE a.person_id={person} AND {so('a')})"
        for table in (HELD, MEMBERS)
    )


def nodes(words: Words) -> dict[str, str]:
    """The statement of each type; the key is $4."""

    def person(key: str) -> str:
        named = words.made(name="p.name")
        return f"(SELECT {named} FROM {PEOPLE} p WHERE p.person_id={key} AND {so('p')} AND ({known('p.person_id')}))"

    def unit(key: str) -> str:
        named = words.made(name="w.name_zh")
        return f"(SELECT {named} FROM {UNITS} w WHERE w.unit_id={key} AND {so('w')} AND {seen('w')})"

    holds = words.array(
        words.made(basis=shouted("a.basis")),
        "a.appointment_id",
        f"""{HELD} a JOIN {UNITS} w ON w.unit_id=a.unit_id AND {so("w")} AND {seen("w")}
          WHERE a.person_id=x.person_id AND {so("a")}""",
        limit=3,
    )
    post = f"(SELECT {words.made(title='t.title_zh')} FROM {POSTS} t WHERE t.post_id=x.post_id AND {so('t')})"
    at_seen = f"JOIN {UNITS} v ON v.unit_id=x.unit_id AND {so('v')} AND {seen('v')}"
    about = {
        "Unit": (
            {"name": "x.name_zh", "kind": "x.kind", "level": "x.level", "parent": unit("x.parent_id")},
            f"{UNITS} x WHERE x.unit_id=$4 AND {so('x')} AND {seen('x')}",
        ),
        "Person": (
            {"name": "x.name", "appointments": words.made(nodes=holds)},
            f"{PEOPLE} x WHERE x.person_id=$4 AND {so('x')} AND ({known('x.person_id')})",
        ),
        "Post": (
            {"title": "x.title_zh", "seats": "x.seats", "unit": words.made(name="v.name_zh")},
            f"{POSTS} x {at_seen} WHERE x.post_id=$4 AND {so('x')}",
        ),
        "Appointment": (
            {"basis": shouted("x.basis"), "person": person("x.person_id"), "post": post},
            f"{HELD} x {at_seen} WHERE x.appointment_id=$4 AND {so('x')}",
        ),
        "IndicatorScheme": (
            {"code": "x.code", "title": "x.title_zh", "status": shouted("x.status")},
            f"assessment_scheme x WHERE x.id=$4 AND {_UNUSED}",
        ),
        "ProgressRecord": (
            {"indicator": "x.indicator", "occurredOn": "x.occurred_on", "status": shouted("x.status"),
             "person": person("x.person_id")},
            f"assessment_record x WHERE x.id=$4 AND ({colleague('x.person_id')})",
        ),
        "CompetencyFramework": (
            {"code": "x.code", "title": "x.title_zh", "status": shouted("x.status")},
            f"training_framework x WHERE x.id=$4 AND {_UNUSED}",
        ),
        "AssessedCompetence": (
            {"competency": "x.competency", "level": "x.level", "assessedOn": "x.assessed_on",
             "person": person("x.person_id")},
            f"training_competence x WHERE x.id=$4 AND ({colleague('x.person_id')})",
        ),
        "TrainingSession": (
            {"programme": "x.programme", "heldOn": "x.held_on", "hours": "CAST(x.hours AS TEXT)",
             "unit": words.made(name="v.name_zh")},
            f"training_session x {at_seen} WHERE x.id=$4",
        ),
    }  # fmt: skip
    made = {}
    for kind, (fields, source) in about.items():
        key = source.partition("WHERE x.")[2].partition("=")[0]
        answer = words.made(__typename=f"'{kind}'", id=f"'{kind}:'||x.{key}", **fields)
        made[kind] = f"SELECT {words.made(data=words.made(node=f'(SELECT {answer} FROM {source})'))}"
    return made
